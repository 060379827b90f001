using Mash.Authorities;

namespace Mash.Hub.Access;

/// <summary>The authorities whose tokens the hub believes. Each may be the embedded one or an outside one.</summary>
internal sealed record AccessOptions
{
    /// <summary>Issuer of staff tokens; its discovery document gives the keys.</summary>
    public required Uri StaffAuthority { get; init; }

    /// <summary>Issuer of agencies' tokens.</summary>
    public required Uri AgencyAuthority { get; init; }

    /// <summary>The staff authority as accounts name it.</summary>
    public string StaffIssuer => IssuerMetadata.NameOf(StaffAuthority);

    /// <summary>How the staff authority writes its tokens.</summary>
    public TokenRules StaffTokens { get; init; } = new();

    /// <summary>How the agencies' authority writes its tokens.</summary>
    public TokenRules AgencyTokens { get; init; } = new();

    /// <summary>Client ids of front doors at the staff authority.</summary>
    public IReadOnlyList<string> FrontDoorClients { get; init; } = ["front-door"];

    /// <exception cref="InvalidOperationException">A value would let tokens in that must stay out.</exception>
    public void Validate()
    {
        if (StaffAuthority == AgencyAuthority)
            throw new InvalidOperationException("The authorities of staff and of agencies must have different issuers.");
        StaffTokens.Validate("Staff authority", FrontDoorClients);
        AgencyTokens.Validate("Agencies' authority", []);
    }
}
