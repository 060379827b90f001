using Mash.Identity.Accounts;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Mash.Identity.Methods;

/// <summary>A passkey being made or used: the challenge and what was promised with it. It is taken away by the first answer, right or wrong.</summary>
internal sealed class PasskeyCeremony
{
    /// <summary>As long as the authenticator may take.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(5);

    /// <summary>SHA-256 of the id that the page holds, base64url.</summary>
    public required string IdHash { get; init; }

    public required CeremonyKind Kind { get; init; }

    /// <summary>Who adds a passkey; for a sign-in the one whose password was right, or null where the passkey says who it is.</summary>
    public Guid? AccountId { get; init; }

    public required string State { get; init; }

    public required DateTimeOffset ExpiresTime { get; init; }
}

internal enum CeremonyKind
{
    /// <summary>Signing in.</summary>
    Assertion,

    /// <summary>Adding a passkey.</summary>
    Attestation,
}

/// <summary>An account's authenticator app, at most one.</summary>
internal sealed class StaffAuthenticator
{
    public required Guid AccountId { get; init; }

    /// <summary>20 bytes, sealed.</summary>
    public required byte[] Secret { get; init; }

    /// <summary>The latest time step whose code was taken. Only later ones count.</summary>
    public required long LastStep { get; init; }

    public required DateTimeOffset CreatedTime { get; init; }
}

/// <summary>An authenticator app that is being added: shown to the person, not proved yet.</summary>
internal sealed class AuthenticatorSetup
{
    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(15);

    public required Guid AccountId { get; init; }

    /// <summary>20 bytes, sealed.</summary>
    public required byte[] Secret { get; init; }

    public required DateTimeOffset ExpiresTime { get; init; }
}

/// <summary>A code for the day when passkey and app are not at hand. It works once.</summary>
internal sealed class RecoveryCode
{
    /// <summary>HMAC-SHA256 of account and code under the sign-in methods' key, base64url.</summary>
    public required string CodeHash { get; init; }

    public required Guid AccountId { get; init; }

    public required DateTimeOffset CreatedTime { get; init; }

    public DateTimeOffset? UsedTime { get; init; }
}

internal sealed class PasskeyCeremonyMapping : IEntityTypeConfiguration<PasskeyCeremony>
{
    public void Configure(EntityTypeBuilder<PasskeyCeremony> builder)
    {
        builder.ToTable("passkey_ceremony");
        builder.HasKey(ceremony => ceremony.IdHash);
        builder.Property(ceremony => ceremony.Kind).HasConversion<string>();
        builder.HasOne<StaffAccount>().WithMany().HasForeignKey(ceremony => ceremony.AccountId);
    }
}

internal sealed class StaffAuthenticatorMapping : IEntityTypeConfiguration<StaffAuthenticator>
{
    public void Configure(EntityTypeBuilder<StaffAuthenticator> builder)
    {
        builder.ToTable("staff_authenticator");
        builder.HasKey(authenticator => authenticator.AccountId);
        builder.Property(authenticator => authenticator.AccountId).ValueGeneratedNever();
        builder.HasOne<StaffAccount>().WithMany().HasForeignKey(authenticator => authenticator.AccountId);
    }
}

internal sealed class AuthenticatorSetupMapping : IEntityTypeConfiguration<AuthenticatorSetup>
{
    public void Configure(EntityTypeBuilder<AuthenticatorSetup> builder)
    {
        builder.ToTable("authenticator_setup");
        builder.HasKey(setup => setup.AccountId);
        builder.Property(setup => setup.AccountId).ValueGeneratedNever();
        builder.HasOne<StaffAccount>().WithMany().HasForeignKey(setup => setup.AccountId);
    }
}

internal sealed class RecoveryCodeMapping : IEntityTypeConfiguration<RecoveryCode>
{
    public void Configure(EntityTypeBuilder<RecoveryCode> builder)
    {
        builder.ToTable("recovery_code");
        builder.HasKey(code => code.CodeHash);
        builder.HasOne<StaffAccount>().WithMany().HasForeignKey(code => code.AccountId);
    }
}
