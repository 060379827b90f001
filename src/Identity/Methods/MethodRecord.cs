using System.Globalization;
using Mash.Identity.Accounts;
using Mash.Identity.Audit;
using Mash.Identity.Messages;
using Mash.Identity.Pages;
using Mash.Identity.Staff;

namespace Mash.Identity.Methods;

/// <summary>
/// Puts changes of somebody's ways to sign in on the record and tells the person. Both come before the change takes effect; a false answer means
/// that it must not.
/// </summary>
internal sealed partial class MethodRecord(SignInRecord record, IAccountMessages messages, TimeProvider clock, ILogger<MethodRecord> log)
{
    /// <param name="kind">What changes.</param>
    /// <param name="account">Whose account.</param>
    /// <param name="clientId">Where the person is signing in, or the issuer's own pages.</param>
    /// <param name="sessionId">The session in which it happens; null before there is one.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task<bool> TryAsync(
        SignInActKind kind, StaffAccount account, string clientId, Guid? sessionId, CancellationToken cancellationToken)
        => await record.TryMethodAsync(kind, clientId, account.Id, sessionId, cancellationToken) && await TrySendAsync(kind, account, cancellationToken);

    /// <summary>The same for somebody on the issuer's own pages.</summary>
    public Task<bool> TryAsync(SignInActKind kind, Fresh person, CancellationToken cancellationToken)
        => TryAsync(kind, person.Account, StaffSignIn.OwnPages, person.SessionId, cancellationToken);

    private async Task<bool> TrySendAsync(SignInActKind kind, StaffAccount account, CancellationToken cancellationToken)
    {
        var what = Words(kind);
        var body = string.Create(CultureInfo.InvariantCulture, $"""
            Hello {account.Name},

            {what} on {UkWords.DateTime(clock.GetUtcNow())}.

            If this was you, you need not do anything.

            If it was not, somebody else may be using your account. Tell your administrator now.

            {PageLayout.Service}
            """);
        try
        {
            await messages.SendAsync(new AccountMessage(account.Email!, what, body) { CausedBy = account.Id }, cancellationToken);
            return true;
        }
#pragma warning disable CA1031 // whatever keeps the person from hearing of it stops the change
        catch (Exception error) when (error is not OperationCanceledException)
#pragma warning restore CA1031
        {
            LogNotSent(log, kind, error.GetType().Name);
            return false;
        }
    }

    private static string Words(SignInActKind kind) => kind switch
    {
        SignInActKind.PasskeyAdded => "A new passkey was added to your account",
        SignInActKind.PasskeyRemoved => "A passkey was removed from your account",
        SignInActKind.AuthenticatorAdded => "An authenticator app was added to your account",
        SignInActKind.AuthenticatorRemoved => "The authenticator app was removed from your account",
        SignInActKind.RecoveryCodesMade => "New recovery codes were made for your account",
        SignInActKind.PasswordChanged => "The password of your account was changed",
        SignInActKind.RecoveryCodeUsed => "A recovery code was used to sign in to your account",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "Not a change of the ways to sign in."),
    };

    [LoggerMessage(Level = LogLevel.Error, Message = "{Act} could not be told to the person ({Error}); refused")]
    private static partial void LogNotSent(ILogger log, SignInActKind act, string error);
}
