using Mash.Identity.Keys;
using Microsoft.AspNetCore.Identity;

namespace Mash.Identity.Accounts;

/// <summary>What came of a name and a password or a code.</summary>
/// <param name="Account">The person, when everything was right and the account is open.</param>
/// <param name="Subject">The account that the name belongs to, whatever else was wrong; for the record only.</param>
/// <param name="LockedNow">This attempt locked the name.</param>
internal sealed record ProofOutcome(StaffAccount? Account, Guid? Subject, bool LockedNow);

/// <summary>
/// Checks a name and a password. Whatever is wrong, the same steps run: one count is stored, one account is looked up, one password is hashed.
/// </summary>
internal sealed class PasswordCheck(
    UserManager<StaffAccount> users, IPasswordHasher<StaffAccount> hasher, DecoyPassword decoy, SignInAttempts attempts)
{
    public async Task<ProofOutcome> CheckAsync(string userName, string password, CancellationToken cancellationToken)
    {
        var (open, lockedNow) = await attempts.CountAsync(attempts.NameHash(userName), cancellationToken);
        var account = await users.FindByNameAsync(attempts.Normalize(userName));
        var tried = password.Length > CommonPasswords.LengthLimit ? password[..CommonPasswords.LengthLimit] : password;
        var right = hasher.VerifyHashedPassword(account ?? decoy.Account, account?.PasswordHash ?? decoy.Hash, tried) != PasswordVerificationResult.Failed;
        return open && right && tried.Length == password.Length && account is { DisabledTime: null }
            ? new ProofOutcome(account, account.Id, false)
            : new ProofOutcome(null, account?.Id, lockedNow);
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
