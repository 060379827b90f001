using Mash.Identity.Accounts;
using Mash.Identity.Audit;
using Mash.Identity.Issuing;
using Mash.Identity.Methods;
using Mash.Identity.Pages;

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

    public static void Map(IEndpointRouteBuilder pages)
    {
        var own = pages.MapGroup("").AddEndpointFilter(PageFilters.FreshPersonOnlyAsync);
        own.MapGet(Path, ShowAsync);
        own.MapGet(AuthenticatorPath, ShowAuthenticatorAsync);
        own.MapPost(AuthenticatorPath, AddAuthenticatorAsync);
        own.MapPost(RecoveryCodesPath, MakeRecoveryCodesAsync);
        own.MapGet(RemovePath, ConfirmRemovalAsync);
        own.MapPost(RemovePath, RemoveAsync);
        own.MapGet(PasswordEndpoint.Path, PasswordEndpoint.Get);
        own.MapPost(PasswordEndpoint.Path, PasswordEndpoint.PostAsync);
    }

    /// <summary>The page with a word about what was done.</summary>
    public static string After(string done) => Path + "?done=" + done;

    private static async Task<IResult> ShowAsync(
        HttpContext context, Passkeys passkeys, SignInMethods methods, WaysPage page, CancellationToken cancellationToken)
    {
        var person = context.Fresh();
        var id = person.Account.Id;
        return page.Show(context, new WaysView(
            person.Account.Name,
            await passkeys.ListAsync(id, cancellationToken),
            await methods.OfAsync(id, cancellationToken),
            Done(context.Request.Query["done"].ToString())));
    }

    private static async Task<IResult> ShowAuthenticatorAsync(
        HttpContext context, Authenticators authenticators, MethodPages pages, CancellationToken cancellationToken)
    {
        var person = context.Fresh();
        var secret = await authenticators.SetUpAsync(person.Account.Id, cancellationToken);
        return pages.SetUpAuthenticator(context, AuthenticatorForm, secret, person.Account.UserName!, []);
    }

    private static async Task<IResult> AddAuthenticatorAsync(
        HttpContext context,
        Authenticators authenticators,
        RecoveryCodes recoveryCodes,
        SignInMethods methods,
        MethodPages pages,
        MethodRecord record,
        PageLayout layout,
        CancellationToken cancellationToken)
    {
        var person = context.Fresh();
        var id = person.Account.Id;
        var code = (await context.Request.ReadFormAsync(cancellationToken))["code"].ToString();
        if (await authenticators.CheckSetUpAsync(id, code, cancellationToken) is not { } step)
        {
            var secret = await authenticators.SetUpAsync(id, cancellationToken);
            return pages.SetUpAuthenticator(context, AuthenticatorForm, secret, person.Account.UserName!, [EnrolEndpoint.WrongFirstCode(code)]);
        }

        var makesCodes = (await methods.OfAsync(id, cancellationToken)).RecoveryCodes == 0;
        if (!await record.TryAsync(SignInActKind.AuthenticatorAdded, person, cancellationToken)
            || (makesCodes && !await record.TryAsync(SignInActKind.RecoveryCodesMade, person, cancellationToken)))
            return MessagePages.Unavailable(layout);
        if (!await authenticators.AddAsync(id, step, cancellationToken))
            return MessagePages.Expired(layout);
        return makesCodes
            ? pages.ShowRecoveryCodes(context, CodesForm, await recoveryCodes.MakeAsync(id, cancellationToken), "Your authenticator app is set up.")
            : SeeOther.To(After("app-added"));
    }

    private static async Task<IResult> MakeRecoveryCodesAsync(
        HttpContext context,
        RecoveryCodes recoveryCodes,
        SignInMethods methods,
        MethodPages pages,
        MethodRecord record,
        PageLayout layout,
        CancellationToken cancellationToken)
    {
        var person = context.Fresh();
        if (await methods.OfAsync(person.Account.Id, cancellationToken) is not { HasSecondFactor: true, HasPassword: true })
            return SeeOther.To(Path);
        if (!await record.TryAsync(SignInActKind.RecoveryCodesMade, person, cancellationToken))
            return MessagePages.Unavailable(layout);
        return pages.ShowRecoveryCodes(context, CodesForm, await recoveryCodes.MakeAsync(person.Account.Id, cancellationToken), null);
    }

    private static async Task<IResult> ConfirmRemovalAsync(
        HttpContext context, Passkeys passkeys, WaysPage page, CancellationToken cancellationToken)
    {
        var person = context.Fresh();
        if (context.Request.Query["passkey"].ToString() is not { Length: > 0 } id)
            return page.ConfirmRemoval(context, "the authenticator app", "Its codes no longer sign you in. Delete the account in the app too.", null);
        var passkey = (await passkeys.ListAsync(person.Account.Id, cancellationToken)).FirstOrDefault(passkey => passkey.Id == id);
        return passkey is null
            ? SeeOther.To(Path)
            : page.ConfirmRemoval(context, $"passkey {passkey.Name}", "It no longer signs you in. Delete it on the device too.", id);
    }

    private static async Task<IResult> RemoveAsync(
        HttpContext context,
        Passkeys passkeys,
        Authenticators authenticators,
        SignInMethods methods,
        WaysPage page,
        MethodRecord record,
        PageLayout layout,
        IdentityOptions options,
        CancellationToken cancellationToken)
    {
        var person = context.Fresh();
        var account = person.Account;
        var passkey = (await context.Request.ReadFormAsync(cancellationToken))["passkey"].ToString();
        var held = await methods.OfAsync(account.Id, cancellationToken);
        var isThere = passkey.Length == 0
            ? held.HasAuthenticator
            : (await passkeys.ListAsync(account.Id, cancellationToken)).Any(row => row.Id == passkey);
        if (!isThere)
            return SeeOther.To(Path);
        var isLast = held.Passkeys + (held.HasAuthenticator ? 1 : 0) == 1;
        var isOnlyWayIn = !held.HasPassword && passkey.Length > 0 && held.Passkeys == 1;
        if (isOnlyWayIn || (options.SecondFactor == SecondFactor.Required && isLast))
            return page.LastOne(held.HasPassword);
        var kind = passkey.Length == 0 ? SignInActKind.AuthenticatorRemoved : SignInActKind.PasskeyRemoved;
        if (!await record.TryAsync(kind, person, cancellationToken))
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
        "password-set" => "Your password was set. Everywhere else you are signed out.",
        "app-removed" => "The authenticator app was removed.",
        _ => null,
    };
}
