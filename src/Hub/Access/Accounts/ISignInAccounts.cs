namespace Mash.Hub.Access.Accounts;

/// <summary>
/// The accounts at the staff authority, as far as the hub tells it to make, open and close them. The embedded authority does so; an outside
/// one keeps its own, and then a person is added here by issuer and subject.
/// </summary>
internal interface ISignInAccounts
{
    /// <summary>True where people sign in at this hub's own authority.</summary>
    bool IsHere { get; }

    /// <summary>The staff authority, as in <c>iss</c>.</summary>
    string Issuer { get; }

    /// <summary>Makes an account that has no way to sign in yet. The same address again finds the account that is there.</summary>
    /// <param name="name">As shown to colleagues.</param>
    /// <param name="email">Typed to sign in; compared without regard to case.</param>
    /// <param name="cancellation">Ends the call early.</param>
    /// <returns>The account's <c>sub</c>, or what is wrong with the address in plain words.</returns>
    Task<(string? Subject, string? Problem)> MakeAsync(string name, string email, CancellationToken cancellation);

    /// <summary>Makes a link with which its reader begins to use the account. Earlier links work until <see cref="ReplaceInvitationsAsync"/>.</summary>
    Task<InvitationLink> InviteAsync(string subject, CancellationToken cancellation);

    /// <summary>Ends every invitation of the account but this one.</summary>
    Task ReplaceInvitationsAsync(string subject, InvitationLink link, CancellationToken cancellation);

    /// <summary>Opens or closes sign-in; closing ends sessions and tokens. Doing it twice is no error, nor is an account that is not there.</summary>
    Task SetOpenAsync(string subject, bool open, CancellationToken cancellation);

    /// <summary>Sign-ins and failed attempts of the last 90 days, newest first.</summary>
    Task<IReadOnlyList<SignInEntry>> ListSignInsAsync(string subject, int count, CancellationToken cancellation);
}

/// <summary>An invitation's link.</summary>
/// <param name="Id">Names it without opening it.</param>
/// <param name="Address">What the person opens: it holds the secret.</param>
/// <param name="ExpiresTime">Until when it works.</param>
internal sealed record InvitationLink(Guid Id, Uri Address, DateTimeOffset ExpiresTime);

/// <summary>One sign-in or attempt.</summary>
/// <param name="Time">When.</param>
/// <param name="Method">By what.</param>
/// <param name="Succeeded">False where it was refused.</param>
/// <param name="Locked">True where it locked the name for a while.</param>
/// <param name="Browser">What the browser said it is.</param>
internal sealed record SignInEntry(DateTimeOffset Time, V1.SignInMethod Method, bool Succeeded, bool Locked, string Browser);

/// <summary>People sign in at another authority, which keeps their accounts and their history.</summary>
internal sealed class SignInAccountsElsewhere(AccessOptions options) : ISignInAccounts
{
    public bool IsHere => false;

    public string Issuer { get; } = options.StaffAuthority.ToString().TrimEnd('/');

    public Task<(string? Subject, string? Problem)> MakeAsync(string name, string email, CancellationToken cancellation) => throw NotHere();

    public Task<InvitationLink> InviteAsync(string subject, CancellationToken cancellation) => throw NotHere();

    public Task ReplaceInvitationsAsync(string subject, InvitationLink link, CancellationToken cancellation) => throw NotHere();

    public Task SetOpenAsync(string subject, bool open, CancellationToken cancellation) => Task.CompletedTask;

    public Task<IReadOnlyList<SignInEntry>> ListSignInsAsync(string subject, int count, CancellationToken cancellation) =>
        Task.FromResult<IReadOnlyList<SignInEntry>>([]);

    private static InvalidOperationException NotHere() => new("People sign in at another authority.");
}
