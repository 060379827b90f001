using Mash.Hub.Audit;
using Mash.Hub.Storage;
using Mash.Identity.Audit;

namespace Mash.Standalone.Hosting;

/// <summary>Puts sign-in acts into the hub's log. They are durable there before they take effect.</summary>
internal sealed class SignInAudit(WriteQueue writes) : ISignInAudit
{
    public async ValueTask RecordAsync(SignInAct act, CancellationToken cancellationToken)
    {
        var (name, refusal) = act.Kind switch
        {
            SignInActKind.SignedIn => ("session.sign_in", null),
            SignInActKind.SignInRefused => ("session.sign_in", "REFUSED"),
            SignInActKind.SignInLocked => ("session.sign_in", "LOCKED"),
            SignInActKind.SignedOut => ("session.sign_out", null),
            SignInActKind.TokenReplayed => ("session.token", "REPLAYED"),
            SignInActKind.InvitationAccepted => ("account.accept_invitation", null),
            SignInActKind.ResetAsked => ("account.ask_reset", null),
            SignInActKind.PasswordReset => ("account.reset_password", null),
            SignInActKind.PasskeyAdded => ("sign_in_method.add_passkey", null),
            SignInActKind.PasskeyRemoved => ("sign_in_method.remove_passkey", null),
            SignInActKind.AuthenticatorAdded => ("sign_in_method.add_authenticator", null),
            SignInActKind.AuthenticatorRemoved => ("sign_in_method.remove_authenticator", null),
            SignInActKind.RecoveryCodesMade => ("sign_in_method.make_recovery_codes", null),
            SignInActKind.PasswordChanged => ("sign_in_method.change_password", null),
            SignInActKind.RecoveryCodeUsed => ("sign_in_method.use_recovery_code", null),
            _ => throw new ArgumentOutOfRangeException(nameof(act), act.Kind, "Not an act of signing in."),
        };
        var entry = new AuditEntry
        {
            Act = name,
            Actor = new AuditActor(act.Issuer, act.Subject?.ToString() ?? "unknown")
            {
                Client = act.ClientId,
                AuthenticationContext = act.Acr,
                AuthenticationMethods = act.Amr,
            },
            Allowed = refusal is null,
            Refusal = refusal,
            RequestId = act.SessionId?.ToString(),
        };
        await WriteAsync(entry, cancellationToken);
    }

    public async ValueTask RecordAsync(KeyAct act, CancellationToken cancellationToken) => await WriteAsync(
        new AuditEntry { Act = act.IsDestroyed ? "issuer.destroy_key" : "issuer.publish_key", Actor = AuditActor.Hub, RequestId = act.KeyId, Purpose = act.Issuer },
        cancellationToken);

    private Task<bool> WriteAsync(AuditEntry entry, CancellationToken cancellationToken) => writes.WriteAsync(session =>
    {
        session.Audit(entry);
        return true;
    }).WaitAsync(cancellationToken);
}
