using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Mash.Identity.Keys;

/// <summary>A signing key that was seen in the keys folder, for the record: which keys there were, and when each began and ended.</summary>
internal sealed class SigningKeyRow
{
    /// <summary>Its <c>kid</c>.</summary>
    public required string KeyId { get; init; }

    /// <summary>The issuer, as in <c>iss</c>.</summary>
    public required string Issuer { get; init; }

    public required DateTimeOffset PublishedTime { get; init; }

    /// <summary>When its file was found gone; null while it is there.</summary>
    public DateTimeOffset? DestroyedTime { get; set; }
}

internal sealed class SigningKeyRowMapping : IEntityTypeConfiguration<SigningKeyRow>
{
    public void Configure(EntityTypeBuilder<SigningKeyRow> builder)
    {
        builder.ToTable("signing_key");
        builder.HasKey(key => key.KeyId);
    }
}
