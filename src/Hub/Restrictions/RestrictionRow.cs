using Mash.Hub.Storage.Keys;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Mash.Hub.Restrictions;

/// <summary>Why a record is restricted; later ones are stricter.</summary>
internal enum RestrictionLabel
{
    HighProfile = 1,
    Staff,
    Refuge,
    Adoption,
    WitnessProtection,
}

/// <summary>Where a restriction stands. It is in force from the request on, until it is refused or lifted.</summary>
internal enum RestrictionState
{
    Requested = 1,
    Active,
    LiftRequested,
    Refused,
    Lifted,
}

/// <summary>A restriction of every contact about the same children. Its words are sealed in <see cref="RestrictionNoteRow"/>s under its own key.</summary>
internal sealed class RestrictionRow
{
    public Guid RestrictionId { get; set; }
    public RestrictionLabel Label { get; set; }
    public RestrictionState State { get; set; }

    /// <summary>True where the emergency duty team placed it.</summary>
    public bool Emergency { get; set; }

    /// <summary>Who asked for it; null where the hub placed it itself.</summary>
    public Guid? RequestedBy { get; set; }
    public DateTimeOffset RequestedTime { get; set; }

    /// <summary>The member of staff whom it concerns: never decides, never named, sees nothing of it.</summary>
    public Guid? ConcernsAccountId { get; set; }
    public Guid? LiftRequestedBy { get; set; }

    /// <summary>When it must be reviewed (domain time); null while it waits for its first decision and after its end.</summary>
    public DateTimeOffset? ReviewDueTime { get; set; }
    public DateTimeOffset? ReviewAlertedTime { get; set; }
    public DateTimeOffset? EndedTime { get; set; }
    public Guid KeyId { get; set; }
    public int Version { get; set; }
}

/// <summary>A contact under a restriction.</summary>
internal sealed class RestrictedContactRow
{
    public Guid ContactId { get; set; }
    public Guid RestrictionId { get; set; }
    public DateTimeOffset AddedTime { get; set; }
    public DateTimeOffset? EndedTime { get; set; }
}

/// <summary>A person who may see the contacts of a restriction.</summary>
internal sealed class RestrictionGrantRow
{
    public Guid GrantId { get; set; }
    public Guid RestrictionId { get; set; }
    public Guid AccountId { get; set; }

    /// <summary>Who named them; null where the hub did.</summary>
    public Guid? GrantedBy { get; set; }
    public DateTimeOffset GrantedTime { get; set; }
    public Guid? EndedBy { get; set; }
    public DateTimeOffset? EndedTime { get; set; }
}

/// <summary>Something said about a restriction: mash.v1.RestrictionNote, sealed.</summary>
internal sealed class RestrictionNoteRow
{
    public Guid NoteId { get; set; }
    public Guid RestrictionId { get; set; }
    public Guid? Author { get; set; }
    public DateTimeOffset CreatedTime { get; set; }
    public byte[] Sealed { get; set; } = [];
}

internal sealed class RestrictionRowMapping : IEntityTypeConfiguration<RestrictionRow>
{
    public void Configure(EntityTypeBuilder<RestrictionRow> builder)
    {
        builder.ToTable("restrictions").HasKey(row => row.RestrictionId);
        builder.Property(row => row.Version).IsConcurrencyToken();
    }
}

internal sealed class RestrictedContactRowMapping : IEntityTypeConfiguration<RestrictedContactRow>
{
    public void Configure(EntityTypeBuilder<RestrictedContactRow> builder) =>
        builder.ToTable("restricted_contacts").HasKey(row => new { row.ContactId, row.RestrictionId });
}

internal sealed class RestrictionGrantRowMapping : IEntityTypeConfiguration<RestrictionGrantRow>
{
    public void Configure(EntityTypeBuilder<RestrictionGrantRow> builder) => builder.ToTable("restriction_grants").HasKey(row => row.GrantId);
}

internal sealed class RestrictionNoteRowMapping : IEntityTypeConfiguration<RestrictionNoteRow>
{
    public void Configure(EntityTypeBuilder<RestrictionNoteRow> builder)
    {
        builder.ToTable("restriction_notes").HasKey(row => row.NoteId);
        builder.Property(row => row.Sealed).IsSealed(RecordKind.RestrictionNote, nameof(RestrictionNoteRow.NoteId), keyOf: typeof(RestrictionRow));
    }
}
