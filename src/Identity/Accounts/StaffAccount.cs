using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Mash.Identity.Accounts;

/// <summary>A member of staff who can sign in. What they may do is the hub's to say, never this row's.</summary>
internal sealed class StaffAccount : IdentityUser<Guid>
{
    /// <summary>Longest user name or email address.</summary>
    public const int UserNameLimit = 254;

    /// <summary>Longest display name.</summary>
    public const int NameLimit = 200;

    /// <summary>As shown to colleagues: "Ruth Adeyemi".</summary>
    public required string Name { get; set; }

    public required DateTimeOffset CreatedTime { get; init; }

    /// <summary>When sign-in was closed; null while it is open.</summary>
    public DateTimeOffset? DisabledTime { get; set; }
}

internal sealed class StaffAccountMapping : IEntityTypeConfiguration<StaffAccount>
{
    public void Configure(EntityTypeBuilder<StaffAccount> builder)
    {
        builder.ToTable("staff_account");
        builder.Property(account => account.UserName).IsRequired();
        builder.Property(account => account.NormalizedUserName).IsRequired();
        builder.Property(account => account.Email).IsRequired();
        builder.Property(account => account.NormalizedEmail).IsRequired();
        builder.Ignore(account => account.PhoneNumber);
        builder.Ignore(account => account.PhoneNumberConfirmed);
        // Lock-out is by name, known or not, and stands in sign_in_failure.
        builder.Ignore(account => account.LockoutEnabled);
        builder.Ignore(account => account.LockoutEnd);
        builder.Ignore(account => account.AccessFailedCount);
    }
}

internal sealed class StaffTokenMapping : IEntityTypeConfiguration<IdentityUserToken<Guid>>
{
    public void Configure(EntityTypeBuilder<IdentityUserToken<Guid>> builder) => builder.ToTable("staff_token");
}

internal sealed class StaffPasskeyMapping : IEntityTypeConfiguration<IdentityUserPasskey<Guid>>
{
    /// <summary>Of a property that the framework's class lacks: when the passkey last signed somebody in; null while it never did.</summary>
    public const string LastUsedTime = "LastUsedTime";

    public void Configure(EntityTypeBuilder<IdentityUserPasskey<Guid>> builder)
    {
        builder.ToTable("staff_passkey");
        builder.OwnsOne(passkey => passkey.Data, data => data.ToJson("data"));
        builder.Property<DateTimeOffset?>(LastUsedTime);
    }
}
