using Mash.Hub.Storage.Keys;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Mash.Hub.UnusualAccess.Review;

/// <summary>Where a finding stands.</summary>
internal enum FindingState
{
    Open,
    Closed,
}

/// <summary>What a review found.</summary>
internal enum FindingOutcome
{
    ExpectedWork,
    Explained,
    ConcernRaised,
}

/// <summary>What one rule noticed about one person in one week; its words are sealed.</summary>
internal sealed class FindingRow
{
    public Guid FindingId { get; set; }
    public Guid AccountId { get; set; }
    public string Role { get; set; } = "";
    public AccessRule Rule { get; set; }

    /// <summary>The Monday.</summary>
    public DateOnly Week { get; set; }
    public FindingState State { get; set; }
    public AccessSeverity Severity { get; set; }
    public int EvidenceCount { get; set; }
    public DateTimeOffset OpenedTime { get; set; }
    public DateTimeOffset UpdatedTime { get; set; }
    public FindingOutcome? Outcome { get; set; }
    public Guid? ClosedBy { get; set; }
    public DateTimeOffset? ClosedTime { get; set; }
    public Guid KeyId { get; set; }
    public byte[] Sealed { get; set; } = [];
    public int Version { get; set; }
}

/// <summary>A place in the audit log that a finding rests on.</summary>
internal sealed class EvidenceRow
{
    public Guid FindingId { get; set; }
    public long Seq { get; set; }
}

internal sealed class FindingRowMapping : IEntityTypeConfiguration<FindingRow>
{
    public void Configure(EntityTypeBuilder<FindingRow> builder)
    {
        builder.ToTable("access_findings").HasKey(row => row.FindingId);
        builder.Property(row => row.Version).IsConcurrencyToken();
        builder.Property(row => row.Sealed).IsSealed(RecordKind.Finding, nameof(FindingRow.FindingId), nameof(FindingRow.Version));
    }
}

internal sealed class EvidenceRowMapping : IEntityTypeConfiguration<EvidenceRow>
{
    public void Configure(EntityTypeBuilder<EvidenceRow> builder)
    {
        builder.ToTable("access_evidence").HasKey(row => new { row.FindingId, row.Seq });
        // A finding is inserted before its evidence.
        builder.HasOne<FindingRow>().WithMany().HasForeignKey(row => row.FindingId);
    }
}
