using Mash.Identity.Keys;
using Mash.Identity.Storage;
using Microsoft.EntityFrameworkCore;

namespace Mash.Identity.Methods;

/// <summary>Authenticator apps: set up, asked, taken away. Secrets are sealed at rest.</summary>
internal sealed class Authenticators(IdentityStore store, MethodSeal seal, TimeProvider clock)
{
    private const string Column = "staff_authenticator.secret";
    private const string SetupColumn = "authenticator_setup.secret";

    /// <summary>The secret to show to somebody who adds an app: the same until they have proved it or 15 minutes are over.</summary>
    public async Task<byte[]> SetUpAsync(Guid account, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var secret = Totp.NewSecret();
        return await store.WriteAsync(
            async db =>
            {
                var waiting = await db.AuthenticatorSetups.AsNoTracking().SingleOrDefaultAsync(row => row.AccountId == account, cancellationToken);
                if (waiting is not null && waiting.ExpiresTime > now)
                    return seal.Open(waiting.Secret, SetupColumn, account);
                await db.AuthenticatorSetups.Where(row => row.AccountId == account).ExecuteDeleteAsync(cancellationToken);
                db.AuthenticatorSetups.Add(new AuthenticatorSetup
                {
                    AccountId = account,
                    Secret = seal.Seal(secret, SetupColumn, account),
                    ExpiresTime = now + AuthenticatorSetup.Lifetime,
                });
                return secret;
            },
            cancellationToken);
    }

    /// <summary>The step of a code that proves the app being set up; null when it is wrong or the set-up is over.</summary>
    public async Task<long?> CheckSetUpAsync(Guid account, string code, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var waiting = await store.ReadAsync(
            db => db.AuthenticatorSetups.SingleOrDefaultAsync(row => row.AccountId == account && row.ExpiresTime > now, cancellationToken), cancellationToken);
        return waiting is null ? null : Totp.FindStep(seal.Open(waiting.Secret, SetupColumn, account), code, now);
    }

    /// <summary>Makes the app that was set up the account's own, in place of an earlier one. Its code of that step is used up.</summary>
    /// <returns>false when the set-up is gone, for example because another window finished it.</returns>
    public Task<bool> AddAsync(Guid account, long step, CancellationToken cancellationToken) => store.WriteAsync(
        async db =>
        {
            var waiting = await db.AuthenticatorSetups.AsNoTracking().SingleOrDefaultAsync(row => row.AccountId == account, cancellationToken);
            if (waiting is null || await db.AuthenticatorSetups.Where(row => row.AccountId == account).ExecuteDeleteAsync(cancellationToken) != 1)
                return false;
            await db.Authenticators.Where(row => row.AccountId == account).ExecuteDeleteAsync(cancellationToken);
            db.Authenticators.Add(new StaffAuthenticator
            {
                AccountId = account,
                Secret = seal.Seal(seal.Open(waiting.Secret, SetupColumn, account), Column, account),
                LastStep = step,
                CreatedTime = clock.GetUtcNow(),
            });
            return true;
        },
        cancellationToken);

    /// <summary>Whether the code is right. A right one is used up, with every earlier one: it never counts again.</summary>
    public async Task<bool> UseAsync(Guid account, string code, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var held = await store.ReadAsync(db => db.Authenticators.SingleOrDefaultAsync(row => row.AccountId == account, cancellationToken), cancellationToken);
        if (held is null || Totp.FindStep(seal.Open(held.Secret, Column, account), code, now) is not { } step)
            return false;
        return await store.WriteAsync(
            db => db.Authenticators.Where(row => row.AccountId == account && row.LastStep < step)
                .ExecuteUpdateAsync(set => set.SetProperty(row => row.LastStep, step), cancellationToken),
            cancellationToken) == 1;
    }

    public Task RemoveAsync(Guid account, CancellationToken cancellationToken) => store.WriteAsync(
        db => db.Authenticators.Where(row => row.AccountId == account).ExecuteDeleteAsync(cancellationToken), cancellationToken);
}
