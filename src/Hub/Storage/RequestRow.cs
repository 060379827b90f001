using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Mash.Hub.Storage;

/// <summary>An answered request, so that the same one again gets the same answer. Answers hold no personal data.</summary>
internal sealed class RequestRow
{
    /// <summary>Keyed hash of issuer and subject.</summary>
    public byte[] Caller { get; set; } = [];

    public Guid RequestId { get; set; }
    public byte[] ContentHash { get; set; } = [];
    public byte[] Answer { get; set; } = [];
    public DateTimeOffset CreatedTime { get; set; }
}

/// <summary>A named value of the hub, for example the offset of its domain clock.</summary>
internal sealed class SettingRow
{
    public string Name { get; set; } = "";
    public string Value { get; set; } = "";
}

internal sealed class RequestRowMapping : IEntityTypeConfiguration<RequestRow>
{
    public void Configure(EntityTypeBuilder<RequestRow> builder) =>
        builder.ToTable("requests").HasKey(row => new { row.Caller, row.RequestId });
}

internal sealed class SettingRowMapping : IEntityTypeConfiguration<SettingRow>
{
    public void Configure(EntityTypeBuilder<SettingRow> builder) => builder.ToTable("settings").HasKey(row => row.Name);
}
