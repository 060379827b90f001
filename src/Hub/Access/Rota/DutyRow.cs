using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Mash.Hub.Access.Rota;

/// <summary>A stretch of time in which a manager is the duty manager. Times are domain times.</summary>
internal sealed class DutyRow
{
    public Guid DutyId { get; set; }
    public Guid AccountId { get; set; }
    public DateTimeOffset FromTime { get; set; }
    public DateTimeOffset ToTime { get; set; }

    /// <summary>When it was taken from the rota; null while it stands.</summary>
    public DateTimeOffset? RemovedTime { get; set; }
}

internal sealed class DutyRowMapping : IEntityTypeConfiguration<DutyRow>
{
    public void Configure(EntityTypeBuilder<DutyRow> builder) => builder.ToTable("duty_rota").HasKey(row => row.DutyId);
}
