using Mash.Identity.Storage;
using Microsoft.EntityFrameworkCore;

namespace Mash.Identity.Methods;

/// <summary>What an account can sign in with.</summary>
/// <param name="HasPassword">Whether it has a password. Without one only passkeys sign in: app and recovery codes come after a password.</param>
/// <param name="Passkeys">How many.</param>
/// <param name="HasAuthenticator">Whether an authenticator app is set up.</param>
/// <param name="RecoveryCodes">Codes that still work.</param>
internal sealed record MethodsHeld(bool HasPassword, int Passkeys, bool HasAuthenticator, int RecoveryCodes)
{
    /// <summary>Whether a password alone no longer signs in. Recovery codes stand in for these, they are none themselves.</summary>
    public bool HasSecondFactor => Passkeys > 0 || HasAuthenticator;
}

/// <summary>Looks at an account's ways to sign in as a whole.</summary>
internal sealed class SignInMethods(IdentityStore store)
{
    public Task<MethodsHeld> OfAsync(Guid account, CancellationToken cancellationToken) => store.ReadAsync(
        async db => new MethodsHeld(
            await db.Users.AnyAsync(row => row.Id == account && row.PasswordHash != null, cancellationToken),
            await db.Passkeys.CountAsync(row => row.UserId == account, cancellationToken),
            await db.Authenticators.AnyAsync(row => row.AccountId == account, cancellationToken),
            await db.RecoveryCodes.CountAsync(row => row.AccountId == account && row.UsedTime == null, cancellationToken)),
        cancellationToken);

    /// <summary>
    /// Takes every passkey, app and recovery code away, for somebody who has lost them all; their password stays. Who may ask for it and how it is
    /// put on the record is the caller's to decide.
    /// </summary>
    public Task RemoveAllAsync(Guid account, CancellationToken cancellationToken) => store.WriteAsync(
        async db =>
        {
            await db.Passkeys.Where(row => row.UserId == account).ExecuteDeleteAsync(cancellationToken);
            await db.Authenticators.Where(row => row.AccountId == account).ExecuteDeleteAsync(cancellationToken);
            await db.AuthenticatorSetups.Where(row => row.AccountId == account).ExecuteDeleteAsync(cancellationToken);
            await db.RecoveryCodes.Where(row => row.AccountId == account).ExecuteDeleteAsync(cancellationToken);
        },
        cancellationToken);
}
