using Mash.Identity.Accounts;
using Mash.Identity.Audit;
using Mash.Identity.Issuing;
using Mash.Identity.Methods;
using Mash.Identity.Pages;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Identity;

namespace Mash.Identity.Staff;

/// <summary>
/// A person's own ways to sign in: passkeys, authenticator app, recovery codes. Every page and every change needs a sign-in of the last five
/// minutes at the issuer itself; without one the person signs in first and comes back.
/// </summary>
internal static class WaysEndpoint
{
    public const string Path = "/staff/ways-to-sign-in";
    public const string AuthenticatorPath = Path + "/authenticator";
    public const string RecoveryCodesPath = Path + "/recovery-codes";
    public const string RemovePath = Path + "/remove";

    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet(Path, ShowAsync);
        app.MapGet(AuthenticatorPath, ShowAuthenticatorAsync);
        app.MapPost(AuthenticatorPath, AddAuthenticatorAsync);
        app.MapPost(RecoveryCodesPath, MakeRecoveryCodesAsync);
        app.MapGet(RemovePath, ConfirmRemovalAsync);
        app.MapPost(RemovePath, RemoveAsync);
        PasswordEndpoint.Map(app);
    }

    /// <summary>The page with a word about what was done.</summary>
    public static string After(string done) => Path + "?done=" + done;

    private static async Task<IResult> ShowAsync(
        HttpContext context, FreshPerson fresh, Passkeys passkeys, SignInMethods methods, WaysPage page, CancellationToken cancellationToken)
    {
        var (person, first) = await fresh.FindAsync(context, cancellationToken);
        if (person is null)
            return first!;
        var id = person.Account.Id;
        return page.Show(context, new WaysView(
            person.Account.Name,
            await passkeys.ListAsync(id, cancellationToken),
            await methods.OfAsync(id, cancellationToken),
            Done(context.Request.Query["done"].ToString())));
    }

    private static async Task<IResult> ShowAuthenticatorAsync(
        HttpContext context, FreshPerson fresh, Authenticators authenticators, MethodPages pages, CancellationToken cancellationToken)
    {
        var (person, first) = await fresh.FindAsync(context, cancellationToken);
        if (person is null)
            return first!;
        var secret = await authenticators.SetUpAsync(person.Account.Id, cancellationToken);
        return pages.SetUpAuthenticator(context, AuthenticatorForm, secret, person.Account.UserName!, []);
    }

    private static async Task<IResult> AddAuthenticatorAsync(
        HttpContext context,
        FreshPerson fresh,
        Authenticators authenticators,
        RecoveryCodes recoveryCodes,
        SignInMethods methods,
        MethodPages pages,
        MethodRecord record,
        PageLayout layout,
        IAntiforgery antiforgery,
        CancellationToken cancellationToken)
    {
        if (!await antiforgery.IsRequestValidAsync(context))
            return MessagePages.BadRequest(layout);
        var (person, first) = await fresh.FindAsync(context, cancellationToken);
        if (person is null)
            return first!;
        var id = person.Account.Id;
        var code = (await context.Request.ReadFormAsync(cancellationToken))["code"].ToString();
        if (await authenticators.CheckSetUpAsync(id, code, cancellationToken) is not { } step)
        {
            var secret = await authenticators.SetUpAsync(id, cancellationToken);
            return pages.SetUpAuthenticator(context, AuthenticatorForm, secret, person.Account.UserName!, [EnrolEndpoint.WrongFirstCode(code)]);
        }

        var makesCodes = (await methods.OfAsync(id, cancellationToken)).RecoveryCodes == 0;
        if (!await record.TryAsync(SignInActKind.AuthenticatorAdded, person.Account, StaffSignIn.OwnPages, person.SessionId, cancellationToken)
            || (makesCodes && !await record.TryAsync(SignInActKind.RecoveryCodesMade, person.Account, StaffSignIn.OwnPages, person.SessionId, cancellationToken)))
            return MessagePages.Unavailable(layout);
        if (!await authenticators.AddAsync(id, step, cancellationToken))
            return MessagePages.Expired(layout);
        return makesCodes
            ? pages.ShowRecoveryCodes(context, CodesForm, await recoveryCodes.MakeAsync(id, cancellationToken), "Your authenticator app is set up.")
            : SeeOther.To(After("app-added"));
    }

    private static async Task<IResult> MakeRecoveryCodesAsync(
        HttpContext context,
        FreshPerson fresh,
        RecoveryCodes recoveryCodes,
        SignInMethods methods,
        MethodPages pages,
        MethodRecord record,
        PageLayout layout,
        IAntiforgery antiforgery,
        CancellationToken cancellationToken)
    {
        if (!await antiforgery.IsRequestValidAsync(context))
            return MessagePages.BadRequest(layout);
        var (person, first) = await fresh.FindAsync(context, cancellationToken);
        if (person is null)
            return first!;
        if (!(await methods.OfAsync(person.Account.Id, cancellationToken)).HasSecondFactor)
            return SeeOther.To(Path);
        if (!await record.TryAsync(SignInActKind.RecoveryCodesMade, person.Account, StaffSignIn.OwnPages, person.SessionId, cancellationToken))
            return MessagePages.Unavailable(layout);
        return pages.ShowRecoveryCodes(context, CodesForm, await recoveryCodes.MakeAsync(person.Account.Id, cancellationToken), null);
    }

    private static async Task<IResult> ConfirmRemovalAsync(
        HttpContext context, FreshPerson fresh, Passkeys passkeys, WaysPage page, CancellationToken cancellationToken)
    {
        var (person, first) = await fresh.FindAsync(context, cancellationToken);
        if (person is null)
            return first!;
        if (context.Request.Query["passkey"].ToString() is not { Length: > 0 } id)
            return page.ConfirmRemoval(context, "the authenticator app", "Its codes no longer sign you in. Delete the account in the app too.", null);
        var passkey = (await passkeys.ListAsync(person.Account.Id, cancellationToken)).FirstOrDefault(passkey => passkey.Id == id);
        return passkey is null
            ? SeeOther.To(Path)
            : page.ConfirmRemoval(context, $"passkey {passkey.Name}", "It no longer signs you in. Delete it on the device too.", id);
    }

    private static async Task<IResult> RemoveAsync(
        HttpContext context,
        FreshPerson fresh,
        Passkeys passkeys,
        Authenticators authenticators,
        SignInMethods methods,
        WaysPage page,
        MethodRecord record,
        PageLayout layout,
        IdentityOptions options,
        IAntiforgery antiforgery,
        CancellationToken cancellationToken)
    {
        if (!await antiforgery.IsRequestValidAsync(context))
            return MessagePages.BadRequest(layout);
        var (person, first) = await fresh.FindAsync(context, cancellationToken);
        if (person is null)
            return first!;
        var account = person.Account;
        var passkey = (await context.Request.ReadFormAsync(cancellationToken))["passkey"].ToString();
        var held = await methods.OfAsync(account.Id, cancellationToken);
        var isThere = passkey.Length == 0
            ? held.HasAuthenticator
            : (await passkeys.ListAsync(account.Id, cancellationToken)).Any(row => row.Id == passkey);
        if (!isThere)
            return SeeOther.To(Path);
        var isLast = held.Passkeys + (held.HasAuthenticator ? 1 : 0) == 1;
        if (options.SecondFactor == SecondFactor.Required && isLast)
            return page.LastOne();
        var kind = passkey.Length == 0 ? SignInActKind.AuthenticatorRemoved : SignInActKind.PasskeyRemoved;
        if (!await record.TryAsync(kind, account, StaffSignIn.OwnPages, person.SessionId, cancellationToken))
            return MessagePages.Unavailable(layout);
        // Recovery codes stand in for a second factor: the last one takes them with it.
        if (isLast)
            await methods.RemoveAllAsync(account.Id, cancellationToken);
        else if (passkey.Length == 0)
            await authenticators.RemoveAsync(account.Id, cancellationToken);
        else
            await passkeys.RemoveAsync(account.Id, passkey, cancellationToken);
        return SeeOther.To(After(passkey.Length == 0 ? "app-removed" : "passkey-removed"));
    }

    private static MethodForm AuthenticatorForm => new(AuthenticatorPath, null, PageLayout.OwnForms, Path);

    private static MethodForm CodesForm => new(Path, null, PageLayout.OwnForms, Path);

    private static string? Done(string code) => code switch
    {
        "passkey-added" => "Your passkey was added.",
        "passkey-removed" => "The passkey was removed.",
        "app-added" => "Your authenticator app is set up.",
        "password-changed" => "Your password was changed. Everywhere else you are signed out.",
        "app-removed" => "The authenticator app was removed.",
        _ => null,
    };
}

/// <summary>A person whose sign-in at the issuer is fresh.</summary>
/// <param name="Account">Who it is.</param>
/// <param name="SessionId">Their session.</param>
internal sealed record Fresh(StaffAccount Account, Guid SessionId);

/// <summary>Finds the person of a request to the issuer's own pages, or sends the browser to sign in first.</summary>
internal sealed class FreshPerson(StaffSignIn signIn, UserManager<StaffAccount> users, RequestLimits limits, PageLayout layout, TimeProvider clock)
{
    /// <summary>How long ago the person may have proved who they are.</summary>
    public static readonly TimeSpan MaxAge = TimeSpan.FromMinutes(5);

    /// <returns>The person, or what to answer instead.</returns>
    public async Task<(Fresh? Person, IResult? Otherwise)> FindAsync(HttpContext context, CancellationToken cancellationToken)
    {
        if (await FindAsync(context) is { } found)
            return (found, null);
        if (!limits.TryAttempt(context))
            return (null, MessagePages.TooMany(layout));
        var request = new AuthorizationRequest
        {
            HandleHash = "",
            Stage = RequestStage.SignIn,
            ClientId = StaffSignIn.OwnPages,
            RedirectUri = WaysEndpoint.Path,
            Scope = "",
            CodeChallenge = "",
            ExpiresTime = default,
        };
        var handle = await signIn.HoldAsync(request, RequestStage.SignIn, cancellationToken);
        return (null, SeeOther.To(SignInEndpoint.Path + "?request=" + handle));
    }

    /// <summary>The person; null when their sign-in is not fresh.</summary>
    public async Task<Fresh?> FindAsync(HttpContext context)
        => await signIn.CurrentAsync(context, context.RequestAborted) is { } session && clock.GetUtcNow() - session.AuthTime <= MaxAge
           && await users.FindByIdAsync(session.AccountId.ToString()) is { } account
            ? new Fresh(account, session.Id)
            : null;
}
