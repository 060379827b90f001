using Mash.Identity.Accounts;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Mash.Identity.Staff;

/// <summary>What one authorization led to. Revoking it ends every token that came from it.</summary>
internal sealed class TokenGrant
{
    public required Guid Id { get; init; }

    public required Guid AccountId { get; init; }

    public required Guid SessionId { get; init; }

    public required string ClientId { get; init; }

    public required string Scope { get; init; }

    public string? Nonce { get; init; }

    public required DateTimeOffset CreatedTime { get; init; }

    public required DateTimeOffset ExpiresTime { get; init; }

    public DateTimeOffset? RevokedTime { get; set; }
}

/// <summary>A single-use code on its way through the browser.</summary>
internal sealed class AuthorizationCode
{
    public static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(60);

    public required string CodeHash { get; init; }

    public required Guid GrantId { get; init; }

    public required string ClientId { get; init; }

    public required string RedirectUri { get; init; }

    public required string CodeChallenge { get; init; }

    public required DateTimeOffset ExpiresTime { get; init; }

    public DateTimeOffset? UsedTime { get; set; }
}

/// <summary>A refresh token; each use replaces it.</summary>
internal sealed class RefreshToken
{
    /// <summary>Longer than the front door's idle limit plus the life of an access token.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(30);

    public required string TokenHash { get; init; }

    public required Guid GrantId { get; init; }

    public required DateTimeOffset ExpiresTime { get; init; }

    public DateTimeOffset? UsedTime { get; set; }
}

/// <summary>An access token that was issued to a person, by its <c>jti</c>.</summary>
internal sealed class AccessToken
{
    public required Guid Id { get; init; }

    public required Guid GrantId { get; init; }

    public required DateTimeOffset ExpiresTime { get; init; }

    public DateTimeOffset? RevokedTime { get; set; }
}

internal sealed class TokenGrantMapping : IEntityTypeConfiguration<TokenGrant>
{
    public void Configure(EntityTypeBuilder<TokenGrant> builder)
    {
        builder.ToTable("token_grant");
        builder.HasOne<StaffAccount>().WithMany().HasForeignKey(grant => grant.AccountId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<SignInSession>().WithMany().HasForeignKey(grant => grant.SessionId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class AuthorizationCodeMapping : IEntityTypeConfiguration<AuthorizationCode>
{
    public void Configure(EntityTypeBuilder<AuthorizationCode> builder)
    {
        builder.ToTable("authorization_code");
        builder.HasKey(code => code.CodeHash);
        builder.HasOne<TokenGrant>().WithMany().HasForeignKey(code => code.GrantId);
    }
}

internal sealed class RefreshTokenMapping : IEntityTypeConfiguration<RefreshToken>
{
    public void Configure(EntityTypeBuilder<RefreshToken> builder)
    {
        builder.ToTable("refresh_token");
        builder.HasKey(token => token.TokenHash);
        builder.HasOne<TokenGrant>().WithMany().HasForeignKey(token => token.GrantId);
    }
}

internal sealed class AccessTokenMapping : IEntityTypeConfiguration<AccessToken>
{
    public void Configure(EntityTypeBuilder<AccessToken> builder)
    {
        builder.ToTable("access_token");
        builder.HasOne<TokenGrant>().WithMany().HasForeignKey(token => token.GrantId);
    }
}
