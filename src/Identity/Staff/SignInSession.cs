using Mash.Identity.Accounts;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Mash.Identity.Staff;

/// <summary>One sign-in of one person in one browser, as the issuer knows it. Its id is the <c>sid</c> claim of everything issued under it.</summary>
internal sealed class SignInSession
{
    /// <summary>Everything under a sign-in ends this long after it.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromHours(10);

    /// <summary>Without use for this long, the browser's cookie alone no longer signs anyone in.</summary>
    public static readonly TimeSpan Idle = TimeSpan.FromMinutes(15);

    public required Guid Id { get; init; }

    /// <summary>SHA-256 of the browser's cookie, base64url.</summary>
    public required string HandleHash { get; init; }

    public required Guid AccountId { get; init; }

    public required string Acr { get; init; }

    /// <summary>Methods, separated by spaces: <c>pwd</c>.</summary>
    public required string Amr { get; init; }

    /// <summary>When the person proved who they are.</summary>
    public required DateTimeOffset AuthTime { get; init; }

    public DateTimeOffset LastUsedTime { get; set; }

    public required DateTimeOffset ExpiresTime { get; init; }

    public DateTimeOffset? EndedTime { get; set; }
}

internal sealed class SignInSessionMapping : IEntityTypeConfiguration<SignInSession>
{
    public void Configure(EntityTypeBuilder<SignInSession> builder)
    {
        builder.ToTable("sign_in_session");
        builder.HasOne<StaffAccount>().WithMany().HasForeignKey(session => session.AccountId).OnDelete(DeleteBehavior.Restrict);
    }
}
