using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Mash.Identity.Accounts;

/// <summary>
/// Wrong passwords for one account name. Names that no account has are counted alike, so that neither the answer, nor a lock, nor the work done
/// tells whether an account exists.
/// </summary>
internal sealed class SignInFailure
{
    /// <summary>Wrong passwords in a row that lock the name.</summary>
    public const int Limit = 5;

    /// <summary>How long a lock lasts, and how long a wrong password counts.</summary>
    public static readonly TimeSpan Window = TimeSpan.FromMinutes(15);

    /// <summary>SHA-256 of the normalised user name, base64url.</summary>
    public required string NameHash { get; init; }

    public int Failures { get; set; }

    /// <summary>When the count is forgotten.</summary>
    public DateTimeOffset ExpiresTime { get; set; }

    public DateTimeOffset? LockedUntilTime { get; set; }
}

internal sealed class SignInFailureMapping : IEntityTypeConfiguration<SignInFailure>
{
    public void Configure(EntityTypeBuilder<SignInFailure> builder)
    {
        builder.ToTable("sign_in_failure");
        builder.HasKey(failure => failure.NameHash);
    }
}
