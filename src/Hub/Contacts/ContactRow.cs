using Mash.Hub.ReferenceData;
using Mash.Hub.Storage.Keys;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Mash.Hub.Contacts;

/// <summary>The clear columns of a contact. Everything personal is in sealed <see cref="RecordRow"/>s.</summary>
internal sealed class ContactRow
{
    public Guid ContactId { get; set; }
    public string Reference { get; set; } = "";
    public Guid AgencyId { get; set; }
    public Guid SubmissionId { get; set; }
    public States.ContactState State { get; set; }
    public Rag Rag { get; set; }
    public Rag ReferrerRag { get; set; }
    public string SourceCode { get; set; } = "";
    public string Channel { get; set; } = "";
    public CouncilArea CouncilArea { get; set; }
    public DateTimeOffset ReceivedTime { get; set; }
    public DateTimeOffset? AcknowledgedTime { get; set; }
    public Guid? ScreenerAccountId { get; set; }

    /// <summary>The member of staff who recorded it; null for agencies' own submissions. Never decides it.</summary>
    public Guid? RecordedByAccountId { get; set; }

    public DateTimeOffset? ScreeningStartedTime { get; set; }
    public DateTimeOffset? EndedTime { get; set; }
    public int ChildCount { get; set; }

    /// <summary>The greatest count of its children; filters and flags use it.</summary>
    public int ContactsIn12Months { get; set; }

    /// <summary>One bit for each age band of its children: 1 &lt;&lt; band.</summary>
    public int AgeBands { get; set; }

    public byte[]? IncidentToken { get; set; }
    public byte[]? HouseholdToken { get; set; }

    /// <summary>True while somebody has to do something: decide, confirm or tell the referrer.</summary>
    public bool InQueue { get; set; }

    public bool FeedbackDue { get; set; }

    /// <summary>False where nobody can be told, for example an anonymous caller.</summary>
    public bool FeedbackOwed { get; set; }

    /// <summary>True where a decision that stands routed one of its children to early help: early help coordinators see the contact from then on.</summary>
    public bool RoutedToEarlyHelp { get; set; }

    /// <summary>True where a decision that stands routed one of its children to social work: assessment managers see the contact from then on.</summary>
    public bool RoutedToAssessment { get; set; }

    /// <summary>True where physical injury or sexual harm is alleged: a trigger for second sign-off.</summary>
    public bool HarmAlleged { get; set; }

    public bool NewInformation { get; set; }

    /// <summary>True where only people who are named may see it (<see cref="Restrictions.RestrictionDirectory"/>).</summary>
    public bool Restricted { get; set; }

    /// <summary>Due time of the earliest running clock; <see cref="NoClock"/> where none runs.</summary>
    public DateTimeOffset EarliestDueTime { get; set; }

    /// <summary>Key of the shared narrative.</summary>
    public Guid KeyId { get; set; }

    public byte[] Summary { get; set; } = [];
    public int Version { get; set; }

    /// <summary>Stands in <see cref="EarliestDueTime"/> where no clock runs, so that such rows sort last.</summary>
    public static readonly DateTimeOffset NoClock = new(new DateTime(9999, 12, 31), TimeSpan.Zero);
}

/// <summary>The clear columns of one child's part of a contact.</summary>
internal sealed class ContactChildRow
{
    public Guid ContactChildId { get; set; }
    public Guid ContactId { get; set; }
    public int Ordinal { get; set; }
    public States.ChildState State { get; set; }
    public V1.AgeBand AgeBand { get; set; }
    public CouncilArea CouncilArea { get; set; }
    public int ContactsIn12Months { get; set; }
    public int? Level { get; set; }
    public States.Outcome? Outcome { get; set; }
    public DateTimeOffset? DecidedTime { get; set; }
    public DateTimeOffset? SignOffRequestedTime { get; set; }
    public DateTimeOffset? FeedbackTime { get; set; }
    public Guid KeyId { get; set; }
    public byte[] Summary { get; set; } = [];
}

/// <summary>One immutable version of a sealed record of a contact.</summary>
internal sealed class RecordRow
{
    public Guid ContactId { get; set; }
    public int Kind { get; set; }
    public Guid RecordId { get; set; }
    public int Version { get; set; }
    public Guid KeyId { get; set; }
    public byte[] Sealed { get; set; } = [];
    public DateTimeOffset CreatedTime { get; set; }
}

internal sealed class ContactRowMapping : IEntityTypeConfiguration<ContactRow>
{
    public void Configure(EntityTypeBuilder<ContactRow> builder)
    {
        builder.ToTable("contacts").HasKey(row => row.ContactId);
        builder.Property(row => row.Version).IsConcurrencyToken();
        builder.Property(row => row.Summary).IsSealed(RecordKind.ContactSummary, nameof(ContactRow.ContactId));
    }
}

internal sealed class ContactChildRowMapping : IEntityTypeConfiguration<ContactChildRow>
{
    public void Configure(EntityTypeBuilder<ContactChildRow> builder)
    {
        builder.ToTable("contact_children").HasKey(row => row.ContactChildId);
        builder.Property(row => row.Summary).IsSealed(RecordKind.ChildSummary, nameof(ContactChildRow.ContactChildId));
    }
}

internal sealed class RecordRowMapping : IEntityTypeConfiguration<RecordRow>
{
    public void Configure(EntityTypeBuilder<RecordRow> builder)
    {
        builder.ToTable("records").HasKey(row => new { row.ContactId, row.Kind, row.RecordId, row.Version });
        builder.Property(row => row.Sealed).IsSealed(null, nameof(RecordRow.RecordId), nameof(RecordRow.Version));
    }
}
