using Mash.Hub.Storage.Keys;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Mash.Hub.BreakGlass;

/// <summary>What the review of an emergency access found.</summary>
internal enum BreakGlassOutcome
{
    Justified = 1,
    NotJustified,
    PassedOn,
}

/// <summary>
/// An emergency access, or the attempt at one where there was no such contact or an interest stood against it. It runs by real time; reason and
/// review are sealed.
/// </summary>
internal sealed class BreakGlassRow
{
    public Guid BreakGlassId { get; set; }
    public Guid AccountId { get; set; }

    /// <summary>The contact; null where there was none.</summary>
    public Guid? ContactId { get; set; }
    public DateTimeOffset OpenedTime { get; set; }

    /// <summary>The same moment in domain time, which people are shown.</summary>
    public DateTimeOffset OpenedDomainTime { get; set; }

    /// <summary>When it ends by itself; its beginning where nothing was opened.</summary>
    public DateTimeOffset ExpireTime { get; set; }

    /// <summary>When it was closed by hand; null where it was not.</summary>
    public DateTimeOffset? ClosedTime { get; set; }
    public BreakGlassOutcome? Outcome { get; set; }
    public Guid? ReviewedBy { get; set; }

    /// <summary>Domain time of the review.</summary>
    public DateTimeOffset? ReviewedTime { get; set; }

    /// <summary>How many leaves carry its id.</summary>
    public int Looks { get; set; }
    public Guid KeyId { get; set; }
    public byte[] Reason { get; set; } = [];
    public byte[]? Review { get; set; }

    /// <summary>True where there was such a contact and nothing was opened, because the person had an interest in it.</summary>
    public bool RefusedForInterest => ContactId is not null && ExpireTime == OpenedTime;
}

internal sealed class BreakGlassRowMapping : IEntityTypeConfiguration<BreakGlassRow>
{
    public void Configure(EntityTypeBuilder<BreakGlassRow> builder)
    {
        builder.ToTable("break_glass").HasKey(row => row.BreakGlassId);
        builder.Property(row => row.Reason).IsSealed(RecordKind.BreakGlassReason, nameof(BreakGlassRow.BreakGlassId));
        builder.Property(row => row.Review).IsSealed(RecordKind.BreakGlassReview, nameof(BreakGlassRow.BreakGlassId));
    }
}
