using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Mash.Hub.Access;

/// <summary>A person as a staff authority names them: issuer and subject, with the name to show.</summary>
internal sealed class AccountRow
{
    public Guid AccountId { get; set; }
    public string Issuer { get; set; } = "";
    public string Subject { get; set; } = "";
    public string Name { get; set; } = "";

    /// <summary>Work address for alerts and notices; empty where it is not known.</summary>
    public string Email { get; set; } = "";
    public DateTimeOffset CreatedTime { get; set; }

    /// <summary>Since when the person may do nothing here; null while they may.</summary>
    public DateTimeOffset? DisabledTime { get; set; }

    /// <summary>Why it is closed; null while it is open.</summary>
    public AccountClosing? DisabledReason { get; set; }

    /// <summary>When it was last opened again; null where it never was closed.</summary>
    public DateTimeOffset? EnabledTime { get; set; }

    /// <summary>When the latest invitation went out; null where nobody was invited.</summary>
    public DateTimeOffset? InvitedTime { get; set; }

    /// <summary>When the person last worked here, to the hour (real time).</summary>
    public DateTimeOffset? LastUsedTime { get; set; }

    /// <summary>When somebody was told that nobody uses it; null again once it is used.</summary>
    public DateTimeOffset? DormancyToldTime { get; set; }
}

/// <summary>Why an account is closed.</summary>
internal enum AccountClosing
{
    /// <summary>An administrator closed it.</summary>
    Administrator,

    /// <summary>Nobody used it for too long.</summary>
    Dormant,
}

/// <summary>A role that a person holds, for the hub or for an agency.</summary>
internal sealed class MembershipRow
{
    public Guid MembershipId { get; set; }
    public Guid AccountId { get; set; }
    public string Role { get; set; } = "";
    public Guid? AgencyId { get; set; }
    public DateTimeOffset GrantedTime { get; set; }
    public DateTimeOffset? EndedTime { get; set; }
}

internal sealed class AccountRowMapping : IEntityTypeConfiguration<AccountRow>
{
    public void Configure(EntityTypeBuilder<AccountRow> builder) => builder.ToTable("accounts").HasKey(row => row.AccountId);
}

internal sealed class MembershipRowMapping : IEntityTypeConfiguration<MembershipRow>
{
    public void Configure(EntityTypeBuilder<MembershipRow> builder) => builder.ToTable("memberships").HasKey(row => row.MembershipId);
}
