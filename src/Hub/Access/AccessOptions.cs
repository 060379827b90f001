namespace Mash.Hub.Access;

/// <summary>The authorities whose tokens the hub believes. Each may be the embedded one or an outside one.</summary>
internal sealed record AccessOptions
{
    /// <summary>Issuer of staff tokens; its discovery document gives the keys.</summary>
    public required Uri StaffAuthority { get; init; }

    /// <summary>Issuer of agencies' tokens.</summary>
    public required Uri AgencyAuthority { get; init; }

    /// <summary>Audience that tokens must name.</summary>
    public string Audience { get; init; } = "mash-hub";

    /// <summary>Client ids of front doors at the staff authority.</summary>
    public IReadOnlyList<string> FrontDoorClients { get; init; } = ["front-door"];
}
