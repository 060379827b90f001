using Mash.Identity.Keys;
using Mash.Identity.Storage;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Mash.Identity.Accounts;

/// <summary>What came of a name and a password.</summary>
/// <param name="Account">The person, when both were right and the account is open.</param>
/// <param name="Subject">The account that the name belongs to, whatever else was wrong; for the record only.</param>
/// <param name="LockedNow">This attempt locked the name.</param>
internal sealed record PasswordOutcome(StaffAccount? Account, Guid? Subject, bool LockedNow);

/// <summary>
/// Checks a name and a password. Whatever is wrong, the same steps run: one count is stored, one account is looked up, one password is hashed. The
/// attempt is counted before the password is looked at, so that guesses sent side by side count as well.
/// </summary>
internal sealed class PasswordCheck(
    UserManager<StaffAccount> users, IPasswordHasher<StaffAccount> hasher, DecoyPassword decoy, IdentityStore store, TimeProvider clock)
{
    /// <summary>The name as it is compared, hashed: the key of its failures and of its rate limit.</summary>
    public string NameHash(string userName) => Secrets.Hash(Normalize(userName));

    public async Task<PasswordOutcome> CheckAsync(string userName, string password, CancellationToken cancellationToken)
    {
        var (open, lockedNow) = await CountAsync(NameHash(userName), cancellationToken);
        var account = await users.FindByNameAsync(Normalize(userName));
        var tried = password.Length > CommonPasswords.LengthLimit ? password[..CommonPasswords.LengthLimit] : password;
        var right = hasher.VerifyHashedPassword(account ?? decoy.Account, account?.PasswordHash ?? decoy.Hash, tried) != PasswordVerificationResult.Failed;
        return open && right && tried.Length == password.Length && account is { DisabledTime: null }
            ? new PasswordOutcome(account, account.Id, false)
            : new PasswordOutcome(null, account?.Id, lockedNow);
    }

    /// <summary>Forgets wrong passwords of a name, once its person has set a new one.</summary>
    public Task ForgetFailuresAsync(string userName, CancellationToken cancellationToken)
    {
        var nameHash = NameHash(userName);
        return store.WriteAsync(db => db.SignInFailures.Where(failure => failure.NameHash == nameHash).ExecuteDeleteAsync(cancellationToken), cancellationToken);
    }

    private string Normalize(string userName)
    {
        var trimmed = userName.Trim();
        return users.NormalizeName(trimmed.Length > StaffAccount.UserNameLimit ? trimmed[..StaffAccount.UserNameLimit] : trimmed)!;
    }

    private Task<(bool Open, bool LockedNow)> CountAsync(string nameHash, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        return store.WriteAsync(
            async db =>
            {
                var failure = await db.SignInFailures.SingleOrDefaultAsync(row => row.NameHash == nameHash, cancellationToken);
                if (failure is null)
                    db.SignInFailures.Add(failure = new SignInFailure { NameHash = nameHash });
                if (failure.LockedUntilTime > now)
                {
                    // A dated write like any other, so that a locked name costs what an open one costs.
                    failure.ExpiresTime = failure.ExpiresTime.AddTicks(1);
                    return (false, false);
                }

                failure.Failures = failure.ExpiresTime > now && failure.LockedUntilTime is null ? failure.Failures + 1 : 1;
                failure.ExpiresTime = now + SignInFailure.Window;
                failure.LockedUntilTime = failure.Failures >= SignInFailure.Limit ? now + SignInFailure.Window : null;
                return (true, failure.LockedUntilTime is not null);
            },
            cancellationToken);
    }
}

/// <summary>A password hash that belongs to nobody, at the same cost as real ones.</summary>
internal sealed class DecoyPassword
{
    public DecoyPassword(IPasswordHasher<StaffAccount> hasher)
    {
        Account = new StaffAccount { Name = "", CreatedTime = default };
        Hash = hasher.HashPassword(Account, Secrets.New());
    }

    public StaffAccount Account { get; }

    public string Hash { get; }
}
