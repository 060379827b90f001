namespace Mash.Identity.Audit;

/// <summary>
/// Puts sign-in acts on the record. The composition implements it over the hub's log. It is called before an act takes effect: when it throws,
/// the act does not happen and the person is told to try again.
/// </summary>
internal interface ISignInAudit
{
    ValueTask RecordAsync(SignInAct act, CancellationToken cancellationToken);

    /// <summary>A signing key that came or went; it has happened already.</summary>
    ValueTask RecordAsync(KeyAct act, CancellationToken cancellationToken);
}

/// <summary>A signing key was published or destroyed.</summary>
/// <param name="Issuer">As in <c>iss</c>.</param>
/// <param name="KeyId">Its <c>kid</c>.</param>
/// <param name="IsDestroyed">True at its end.</param>
internal sealed record KeyAct(string Issuer, string KeyId, bool IsDestroyed);

/// <summary>One act. It holds ids only, never a name, an address or what was typed.</summary>
internal sealed record SignInAct
{
    public required SignInActKind Kind { get; init; }

    /// <summary>The staff issuer, as in <c>iss</c>.</summary>
    public required string Issuer { get; init; }

    /// <summary>The account; null when the name that was tried belongs to none.</summary>
    public Guid? Subject { get; init; }

    /// <summary>The relying party at which it happened.</summary>
    public required string ClientId { get; init; }

    /// <summary>The <c>sid</c> that begins or ends; null where there is none.</summary>
    public Guid? SessionId { get; init; }

    /// <summary>Authentication context class: <c>urn:mash:acr:password</c>; null where nobody proved who they are.</summary>
    public string? Acr { get; init; }

    /// <summary>Methods, separated by spaces: <c>pwd</c>.</summary>
    public string? Amr { get; init; }

    /// <summary>Real time, UTC.</summary>
    public required DateTimeOffset Time { get; init; }
}

internal enum SignInActKind
{
    /// <summary>A person proved who they are. Decision: allow.</summary>
    SignedIn,

    /// <summary>Wrong name or password, a closed account, or a locked name. Decision: deny.</summary>
    SignInRefused,

    /// <summary>The wrong password that locked the name. Decision: deny.</summary>
    SignInLocked,

    /// <summary>A person signed out. Decision: allow.</summary>
    SignedOut,

    /// <summary>A code or refresh token came twice; everything issued from it was revoked. Decision: deny.</summary>
    TokenReplayed,

    /// <summary>An invited person set how they sign in. Decision: allow.</summary>
    InvitationAccepted,

    /// <summary>A link for a new password was asked for and sent. Decision: allow.</summary>
    ResetAsked,

    /// <summary>A person set a new password by such a link; every session ended. Decision: allow.</summary>
    PasswordReset,

    /// <summary>A passkey was added to the account. Decision: allow.</summary>
    PasskeyAdded,

    /// <summary>A passkey was removed. Decision: allow.</summary>
    PasskeyRemoved,

    /// <summary>An authenticator app was set up. Decision: allow.</summary>
    AuthenticatorAdded,

    /// <summary>The authenticator app was removed. Decision: allow.</summary>
    AuthenticatorRemoved,

    /// <summary>A new set of recovery codes was made. Decision: allow.</summary>
    RecoveryCodesMade,

    /// <summary>A person changed their password. Decision: allow.</summary>
    PasswordChanged,

    /// <summary>A recovery code was used up in a sign-in. Decision: allow.</summary>
    RecoveryCodeUsed,
}
