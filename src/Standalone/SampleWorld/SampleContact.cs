using Mash.V1;

namespace Mash.Standalone.SampleWorld;

/// <summary>One record of the sample files on its way through the hub.</summary>
internal sealed record SampleContact
{
    /// <summary>The sender's own reference.</summary>
    public required string Reference { get; init; }

    /// <summary>Key of its agency in agencies.json.</summary>
    public required string Agency { get; init; }

    /// <summary>What the mapping made of the record.</summary>
    public required ContactDetails Details { get; init; }

    /// <summary>When the hub receives it.</summary>
    public required DateTimeOffset ReceivedTime { get; init; }

    /// <summary>What the staff of the sample world think of it; null where the record is refused or repeats another.</summary>
    public SampleLevel? Level { get; init; }
}

/// <summary>A line of samples/replay/levels.json.</summary>
/// <param name="Stream">File of the record.</param>
/// <param name="Ref">The sender's reference.</param>
/// <param name="Level">Level of need, 1 to 4.</param>
/// <param name="Rag">Blue, Green, Amber or Red.</param>
internal sealed record SampleLevel(string Stream, string Ref, int Level, string Rag);

/// <summary>A line of samples/agencies.json.</summary>
internal sealed record SampleAgency
{
    public required string Key { get; init; }

    public required string Name { get; init; }

    /// <summary>Name of the proto's value, for example AGENCY_KIND_SCHOOL.</summary>
    public required string Kind { get; init; }

    /// <summary>The sample file that its records stand in.</summary>
    public required string File { get; init; }

    public required string Telephone { get; init; }

    public string Email { get; init; } = "";

    public string OrganisationCode { get; init; } = "";

    public IReadOnlyList<string> SourceCodes { get; init; } = [];

    /// <summary>Kinds of people whose reports it records: the hub's own front desk.</summary>
    public IReadOnlyList<string> Referrers { get; init; } = [];

    /// <summary>True for the hub's own agency, whose contacts staff record.</summary>
    public bool IsFrontDesk => Kind == "AGENCY_KIND_HUB";
}
