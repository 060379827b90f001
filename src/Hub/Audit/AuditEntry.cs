namespace Mash.Hub.Audit;

/// <summary>Who acts: issuer and subject, never a name.</summary>
/// <param name="Issuer">Issuer of the token; "hub" for the hub itself.</param>
/// <param name="Subject">Subject of the token.</param>
internal sealed record AuditActor(string Issuer, string Subject)
{
    /// <summary>The hub acting by itself, for example an automatic acknowledgement.</summary>
    public static readonly AuditActor Hub = new("hub", "hub");

    public Guid? AgencyId { get; init; }

    /// <summary>Roles under which the act was allowed, as codes, sorted.</summary>
    public string? Role { get; init; }

    public string? Client { get; init; }

    public string? AuthenticationContext { get; init; }

    public string? AuthenticationMethods { get; init; }

    /// <summary>The practitioner whom an agency's system named for this call. Asserted, never a sign-in.</summary>
    public string? AssertedPractitioner { get; init; }
}

/// <summary>One version of a sealed record that an act wrote, by the SHA-256 of its stored bytes.</summary>
internal readonly record struct RecordVersion(Guid RecordId, int Version, byte[] Hash);

/// <summary>An act or a read, allowed or refused, before it has its place in the log.</summary>
internal sealed record AuditEntry
{
    /// <summary>The act, for example <c>contact.submit</c>; the whole list is in docs/events.md.</summary>
    public required string Act { get; init; }

    public required AuditActor Actor { get; init; }

    public bool Allowed { get; init; } = true;

    /// <summary>Why it was refused: the stable reason of the error. Only with <see cref="Allowed"/> false.</summary>
    public string? Refusal { get; init; }

    public string? RequestId { get; init; }

    public string? Purpose { get; init; }

    public string? LegalBasis { get; init; }

    /// <summary>Contacts (or other subjects) it was about, in the order shown. Enter the keyed index.</summary>
    public IReadOnlyList<Guid> Subjects { get; init; } = [];

    /// <summary>Record versions it wrote.</summary>
    public IReadOnlyList<RecordVersion> Records { get; init; } = [];

    /// <summary>The practitioner whom an agency's system named, where the act itself says it; else the actor's. Only a commitment enters the leaf.</summary>
    public string? AssertedPractitioner { get; init; }

    /// <summary>W3C trace id of the call, where it was traced.</summary>
    public string? TraceId { get; init; }

    /// <summary>How many calls it stands for, only on counted leaves; how many results a look-up had.</summary>
    public long? Count { get; init; }

    /// <summary>The emergency access under which it happens. The write session finds it; nobody else sets it.</summary>
    public Guid? BreakGlassId { get; init; }
}
