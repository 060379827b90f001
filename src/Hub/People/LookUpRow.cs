using Mash.Hub.Storage.Keys;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Mash.Hub.People;

/// <summary>A look-up on the record: who, when and how many results; the terms are sealed under the key of the month.</summary>
internal sealed class LookUpRow
{
    public Guid LookUpId { get; set; }
    public Guid AccountId { get; set; }
    public DateTimeOffset CreatedTime { get; set; }
    public int Results { get; set; }
    public Guid KeyId { get; set; }
    public byte[] Sealed { get; set; } = [];
}

internal sealed class LookUpRowMapping : IEntityTypeConfiguration<LookUpRow>
{
    public void Configure(EntityTypeBuilder<LookUpRow> builder)
    {
        builder.ToTable("look_ups").HasKey(row => row.LookUpId);
        builder.Property(row => row.Sealed).IsSealed(RecordKind.LookUp, nameof(LookUpRow.LookUpId));
    }
}
