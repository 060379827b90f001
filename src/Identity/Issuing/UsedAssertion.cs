using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Mash.Identity.Issuing;

/// <summary>A client assertion that was presented; it is never accepted again.</summary>
internal sealed class UsedAssertion
{
    /// <summary>SHA-256 of issuer, client id and <c>jti</c>, base64url.</summary>
    public required string IdHash { get; init; }

    public required DateTimeOffset ExpiresTime { get; init; }
}

internal sealed class UsedAssertionMapping : IEntityTypeConfiguration<UsedAssertion>
{
    public void Configure(EntityTypeBuilder<UsedAssertion> builder)
    {
        builder.ToTable("used_assertion");
        builder.HasKey(used => used.IdHash);
    }
}
