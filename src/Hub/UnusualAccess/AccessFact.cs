namespace Mash.Hub.UnusualAccess;

/// <summary>What a fact of access is about.</summary>
internal enum AccessKind
{
    /// <summary>A contact was opened.</summary>
    View,

    /// <summary>A list was narrowed to what somebody looked for, or showed names outside the queue.</summary>
    Search,

    /// <summary>The person worked on a contact: from then on it is theirs.</summary>
    Act,
}

/// <summary>What was true of a view when it happened. The numbers are stored: never reuse one.</summary>
[Flags]
internal enum AccessFlags
{
    None = 0,

    /// <summary>The person recorded or screened the contact, or has worked on it before.</summary>
    OwnWork = 1,

    /// <summary>The contact was in the open queue and the person's role works the queue.</summary>
    InQueue = 2,

    /// <summary>The person was on the duty rota.</summary>
    OnDuty = 4,

    /// <summary>A child or a person of the household bears the viewer's family name; of a search, it was looked for.</summary>
    OwnSurname = 8,

    /// <summary>An adult of the contact bears the viewer's whole name; of a search, it was looked for.</summary>
    OwnName = 16,

    /// <summary>An address of the contact is one that the viewer declared.</summary>
    OwnAddress = 32,

    /// <summary>The record is labelled high profile.</summary>
    HighProfile = 64,

    /// <summary>A person of the contact is one whom the viewer declared as a relative or another interest.</summary>
    DeclaredPerson = 128,

    /// <summary>An address of the contact is one that a colleague declared as their own.</summary>
    ColleagueAddress = 256,

    /// <summary>A decision routed the contact to the person's role.</summary>
    Routed = 512,

    /// <summary>Of a search: the contact was looked for by its reference, which only somebody tells who knows the case.</summary>
    ByReference = 1024,
}

/// <summary>A keyed token of a child or household, 16 bytes: says whether two views concern the same, never whom.</summary>
internal readonly record struct SubjectToken(UInt128 Value)
{
    public const int Size = 16;

    public static SubjectToken Of(ReadOnlySpan<byte> bytes) => new(System.Buffers.Binary.BinaryPrimitives.ReadUInt128BigEndian(bytes));
}

/// <summary>One look, search or act of a member of staff, as the rules of unusual access see it.</summary>
internal sealed record AccessFact
{
    /// <summary>Place of its leaf in the audit log.</summary>
    public required long Sequence { get; init; }

    public required Guid AccountId { get; init; }

    /// <summary>The role that the person's work is compared by; see <see cref="WorkingRole"/>.</summary>
    public required string Role { get; init; }

    public required AccessKind Kind { get; init; }

    /// <summary>Domain time.</summary>
    public required DateTimeOffset Time { get; init; }

    /// <summary>The contact; null for searches.</summary>
    public Guid? ContactId { get; init; }

    /// <summary>The different children of the contact.</summary>
    public IReadOnlyList<SubjectToken> Children { get; init; } = [];

    public SubjectToken? Household { get; init; }

    /// <summary>Contacts outside the queue whose names a list showed; 0 for views.</summary>
    public int Listed { get; init; }

    /// <summary>When the contact had ended; null while it is open.</summary>
    public DateTimeOffset? EndedTime { get; init; }

    /// <summary>A colleague whose whole name an adult of the contact bears, or was looked for; null where there is none.</summary>
    public Guid? ColleagueId { get; init; }

    public AccessFlags Flags { get; init; }

    public bool Has(AccessFlags flag) => (Flags & flag) != 0;
}
