using Mash.Identity.Keys;
using Mash.Identity.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Mash.Identity.Accounts;

/// <summary>A link in a message that lets its reader set how they sign in, once. The row goes when the link is used or replaced.</summary>
internal sealed class AccountLink
{
    /// <summary>An invitation.</summary>
    public static readonly TimeSpan InvitationLifetime = TimeSpan.FromHours(72);

    /// <summary>A reset.</summary>
    public static readonly TimeSpan ResetLifetime = TimeSpan.FromMinutes(30);

    /// <summary>Names the link, opens nothing.</summary>
    public required Guid Id { get; init; }

    public required Guid AccountId { get; init; }

    public required AccountLinkKind Kind { get; init; }

    /// <summary>SHA-256 of the secret in the link, base64url.</summary>
    public required string SecretHash { get; init; }

    public required DateTimeOffset CreatedTime { get; init; }

    public required DateTimeOffset ExpiresTime { get; init; }
}

internal enum AccountLinkKind
{
    /// <summary>To begin, or to begin again after every way to sign in was lost. What the person sets takes the place of all there was.</summary>
    Invitation,

    /// <summary>For a new password. A second factor stays what it is.</summary>
    Reset,
}

internal sealed class AccountLinkMapping : IEntityTypeConfiguration<AccountLink>
{
    public void Configure(EntityTypeBuilder<AccountLink> builder)
    {
        builder.ToTable("account_link");
        builder.Property(link => link.Kind).HasConversion<string>();
        builder.HasOne<StaffAccount>().WithMany().HasForeignKey(link => link.AccountId).OnDelete(DeleteBehavior.Restrict);
    }
}

/// <summary>A link as it goes into a message.</summary>
/// <param name="Id">Names it.</param>
/// <param name="Address">What to open; holds the secret.</param>
/// <param name="ExpiresTime">Until when it works.</param>
internal sealed record IssuedLink(Guid Id, Uri Address, DateTimeOffset ExpiresTime);

/// <summary>Makes links, finds who they are for, and uses them up.</summary>
internal sealed class AccountLinks(IdentityStore store, IdentityOptions options, TimeProvider clock)
{
    /// <summary>Paths of the pages that links lead to.</summary>
    public const string InvitationPath = "/staff/invitation";

    /// <inheritdoc cref="InvitationPath"/>
    public const string ResetPath = "/staff/reset";

    /// <summary>Makes a link. Earlier ones stay until they are replaced.</summary>
    public async Task<IssuedLink> IssueAsync(Guid account, AccountLinkKind kind, CancellationToken cancellationToken)
    {
        var secret = Secrets.New();
        var now = clock.GetUtcNow();
        var link = new AccountLink
        {
            Id = Guid.CreateVersion7(),
            AccountId = account,
            Kind = kind,
            SecretHash = Secrets.Hash(secret),
            CreatedTime = now,
            ExpiresTime = now + (kind == AccountLinkKind.Invitation ? AccountLink.InvitationLifetime : AccountLink.ResetLifetime),
        };
        await store.WriteAsync(
            db =>
            {
                db.AccountLinks.Add(link);
                return Task.CompletedTask;
            },
            cancellationToken);
        var path = kind == AccountLinkKind.Invitation ? InvitationPath : ResetPath;
        return new IssuedLink(link.Id, new Uri(options.BaseAddress, path + "?link=" + secret), link.ExpiresTime);
    }

    /// <summary>Ends every link of the account but this one.</summary>
    public Task ReplaceAsync(Guid account, Guid? kept, CancellationToken cancellationToken) => store.WriteAsync(
        db => db.AccountLinks.Where(link => link.AccountId == account && link.Id != kept).ExecuteDeleteAsync(cancellationToken), cancellationToken);

    /// <summary>When the account's newest reset was asked for; null where none is live.</summary>
    public Task<DateTimeOffset?> LatestResetAsync(Guid account, CancellationToken cancellationToken) => store.ReadAsync(
        db => db.AccountLinks.Where(link => link.AccountId == account && link.Kind == AccountLinkKind.Reset)
            .MaxAsync(link => (DateTimeOffset?)link.CreatedTime, cancellationToken),
        cancellationToken);

    /// <summary>The open account that a live link is for, left as it is: a mail scanner may look at a link before the person does.</summary>
    public Task<StaffAccount?> FindAsync(string secret, AccountLinkKind kind, CancellationToken cancellationToken)
    {
        var hash = Secrets.Hash(secret);
        var now = clock.GetUtcNow();
        return store.ReadAsync(
            db => (from link in db.AccountLinks
                   join account in db.Users on link.AccountId equals account.Id
                   where link.SecretHash == hash && link.Kind == kind && link.ExpiresTime > now && account.DisabledTime == null
                   select account).SingleOrDefaultAsync(cancellationToken),
            cancellationToken);
    }

    /// <summary>Uses a link up, and with it every other one of the account. Of two at the same moment one gets false.</summary>
    public Task<bool> UseAsync(string secret, AccountLinkKind kind, CancellationToken cancellationToken)
    {
        var hash = Secrets.Hash(secret);
        var now = clock.GetUtcNow();
        return store.WriteAsync(
            async db =>
            {
                var account = await db.AccountLinks.Where(link => link.SecretHash == hash && link.Kind == kind && link.ExpiresTime > now)
                    .Select(link => (Guid?)link.AccountId).SingleOrDefaultAsync(cancellationToken);
                var used = await db.AccountLinks.Where(link => link.SecretHash == hash && link.Kind == kind && link.ExpiresTime > now)
                    .ExecuteDeleteAsync(cancellationToken);
                if (used == 1)
                    await db.AccountLinks.Where(link => link.AccountId == account).ExecuteDeleteAsync(cancellationToken);
                return used == 1;
            },
            cancellationToken);
    }
}
