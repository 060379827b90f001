using Mash.Hub.Storage.Keys;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Mash.Hub.Events;

/// <summary>One event of an agency's gapless sequence; its content is sealed under the contact's key.</summary>
internal sealed class EventRow
{
    public Guid AgencyId { get; set; }
    public long Sequence { get; set; }
    public Guid EventId { get; set; }
    public string Kind { get; set; } = "";
    public DateTimeOffset EventTime { get; set; }
    public Guid ContactId { get; set; }
    public Guid KeyId { get; set; }
    public byte[] Sealed { get; set; } = [];
}

internal sealed class EventRowMapping : IEntityTypeConfiguration<EventRow>
{
    public void Configure(EntityTypeBuilder<EventRow> builder)
    {
        builder.ToTable("events").HasKey(row => new { row.AgencyId, row.Sequence });
        builder.Property(row => row.Sealed).IsSealed(RecordKind.Event, nameof(EventRow.EventId));
    }
}
