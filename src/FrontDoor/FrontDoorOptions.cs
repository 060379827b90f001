namespace Mash.FrontDoor;

/// <summary>How this front door is set up.</summary>
internal sealed record FrontDoorOptions
{
    /// <summary>Origins besides its own to which a form may lead, such as the issuer's when signing out ends there.</summary>
    public IReadOnlyList<Uri> FormTargets { get; init; } = [];

    /// <summary>How long a session lasts without use; the hub ends it, and pages warn before.</summary>
    public TimeSpan IdleSession { get; init; } = TimeSpan.FromMinutes(15);

    /// <summary>How long a session lasts at the most.</summary>
    public TimeSpan LongestSession { get; init; } = TimeSpan.FromHours(10);

    /// <summary>Pages that one signed-in person may ask for in a minute.</summary>
    public int RequestsPerPerson { get; init; } = 600;

    /// <summary>Pages that may be asked for in a minute from one network address without a sign-in.</summary>
    public int RequestsPerAddress { get; init; } = 1200;

    /// <summary>Who runs this hub; named on the privacy notice and the accessibility statement. Null on a hub that someone tries out.</summary>
    public HubOperator? Operator { get; init; }
}

/// <summary>The organisation that runs the hub, and how to reach it about this service.</summary>
/// <param name="Name">Such as "Children’s Trust".</param>
/// <param name="Email">Where people write about privacy and accessibility.</param>
/// <param name="Telephone">As it should be read, such as "03069 990500".</param>
internal sealed record HubOperator(string Name, string Email, string Telephone);
