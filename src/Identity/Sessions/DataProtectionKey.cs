using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Mash.Identity.Sessions;

/// <summary>One element of an ASP.NET Core data-protection key ring, sealed.</summary>
internal sealed class DataProtectionKey
{
    public required Guid Id { get; init; }

    /// <summary>Whose ring: <c>identity</c> or <c>front-door</c>.</summary>
    public required string Application { get; init; }

    public required string FriendlyName { get; init; }

    public required byte[] Xml { get; init; }

    public required DateTimeOffset CreatedTime { get; init; }
}

internal sealed class DataProtectionKeyMapping : IEntityTypeConfiguration<DataProtectionKey>
{
    public void Configure(EntityTypeBuilder<DataProtectionKey> builder) => builder.ToTable("data_protection_key");
}
