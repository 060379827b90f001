using Mash.Identity.Keys;
using Mash.Identity.Storage;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Mash.Identity.Accounts;

/// <summary>
/// Counts guesses at a name, known or not: passwords, codes of an app and recovery codes alike. An attempt is counted before it is looked at, so
/// that guesses sent side by side count as well. Passkeys cannot be guessed: a locked name keeps nobody from using theirs.
/// </summary>
internal sealed class SignInAttempts(ILookupNormalizer normalizer, IdentityStore store, TimeProvider clock)
{
    /// <summary>The name as accounts are found by.</summary>
    public string Normalize(string userName)
    {
        var trimmed = userName.Trim();
        return normalizer.NormalizeName(trimmed.Length > StaffAccount.UserNameLimit ? trimmed[..StaffAccount.UserNameLimit] : trimmed);
    }

    /// <summary>The name as it is compared, hashed: the key of its failures and of its rate limit.</summary>
    public string NameHash(string userName) => Secrets.Hash(Normalize(userName));

    /// <summary>Counts one attempt.</summary>
    /// <returns>Whether the name was open, and whether this attempt locks it.</returns>
    public Task<(bool Open, bool LockedNow)> CountAsync(string nameHash, CancellationToken cancellationToken)
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

    /// <summary>Forgets wrong passwords of a name, once its person has set a new one.</summary>
    public Task ForgetAsync(string nameHash, CancellationToken cancellationToken) => store.WriteAsync(
        db => db.SignInFailures.Where(failure => failure.NameHash == nameHash).ExecuteDeleteAsync(cancellationToken), cancellationToken);

    /// <summary>Takes back the attempt that was right but is only the first of two steps; wrong ones before it stay counted.</summary>
    public Task GiveBackAsync(string nameHash, CancellationToken cancellationToken) => store.WriteAsync(
        db => db.SignInFailures.Where(row => row.NameHash == nameHash && row.Failures > 0).ExecuteUpdateAsync(
            set => set.SetProperty(row => row.Failures, row => row.Failures - 1).SetProperty(row => row.LockedUntilTime, (DateTimeOffset?)null),
            cancellationToken),
        cancellationToken);
}
