using Mash.Identity.Accounts;
using Mash.Identity.Audit;
using Mash.Identity.Methods;
using Mash.Identity.Pages;
using Microsoft.AspNetCore.Identity;

namespace Mash.Identity.Staff;

/// <summary>
/// A sign-in that needs more than a password, by somebody who has nothing else yet: they add a passkey or an app before they are let in. A new
/// passkey is then used to sign in, since adding it proves nothing; the app's first code is its proof.
/// </summary>
internal static class EnrolEndpoint
{
    public const string Path = "/staff/sign-in/add";
    public const string AuthenticatorPath = Path + "/authenticator";
    public const string ContinuePath = "/staff/sign-in/continue";

    public static async Task<IResult> GetAsync(
        HttpContext context, StaffSignIn signIn, MethodPages pages, PageLayout layout, IdentityOptions options, CancellationToken cancellationToken)
    {
        var handle = context.Request.Query["request"].ToString();
        return await signIn.PeekAsync(handle, RequestStage.Enrol, cancellationToken) is { } request
            ? pages.Choose(context, request, handle, MayGoBack(request, options))
            : MessagePages.Expired(layout);
    }

    /// <summary>Back to the client without: it hears that its demand cannot be met.</summary>
    public static async Task<IResult> GoBackAsync(
        HttpContext context, StaffSignIn signIn, PageLayout layout, IdentityOptions options, CancellationToken cancellationToken)
    {
        var handle = (await context.Request.ReadFormAsync(cancellationToken))["request"].ToString();
        if (await signIn.PeekAsync(handle, RequestStage.Enrol, cancellationToken) is not { } request || !MayGoBack(request, options)
            || await signIn.TakeAsync(handle, RequestStage.Enrol, cancellationToken) is null)
            return MessagePages.Expired(layout);
        return SeeOther.To(signIn.Redirect(request, ("error", StaffSignIn.UnmetRequirements)));
    }

    public static async Task<IResult> GetAuthenticatorAsync(
        HttpContext context,
        StaffSignIn signIn,
        Authenticators authenticators,
        UserManager<StaffAccount> users,
        MethodPages pages,
        PageLayout layout,
        CancellationToken cancellationToken)
    {
        var handle = context.Request.Query["request"].ToString();
        if (await signIn.PeekAsync(handle, RequestStage.Enrol, cancellationToken) is not { AccountId: { } id } request
            || await users.FindByIdAsync(id.ToString()) is not { DisabledTime: null } account)
            return MessagePages.Expired(layout);
        var secret = await authenticators.SetUpAsync(id, cancellationToken);
        return pages.SetUpAuthenticator(context, Form(request, handle), secret, account.UserName!, []);
    }

    public static async Task<IResult> PostAuthenticatorAsync(
        HttpContext context,
        StaffSignIn signIn,
        Authenticators authenticators,
        RecoveryCodes recoveryCodes,
        SignInMethods methods,
        UserManager<StaffAccount> users,
        MethodPages pages,
        MethodRecord record,
        SignInEnd end,
        PageLayout layout,
        CancellationToken cancellationToken)
    {
        var form = await context.Request.ReadFormAsync(cancellationToken);
        var handle = form["request"].ToString();
        if (await signIn.PeekAsync(handle, RequestStage.Enrol, cancellationToken) is not { AccountId: { } id } request
            || await users.FindByIdAsync(id.ToString()) is not { DisabledTime: null } account)
            return MessagePages.Expired(layout);
        // A second factor that was added in another window meanwhile is asked for; a password alone replaces none.
        if ((await methods.OfAsync(id, cancellationToken)).HasSecondFactor)
            return MessagePages.Expired(layout);
        var code = form["code"].ToString();
        if (await authenticators.CheckSetUpAsync(id, code, cancellationToken) is not { } step)
        {
            var secret = await authenticators.SetUpAsync(id, cancellationToken);
            return pages.SetUpAuthenticator(context, Form(request, handle), secret, account.UserName!, [WrongFirstCode(code)]);
        }

        if (!await record.TryAsync(SignInActKind.AuthenticatorAdded, account, request.ClientId, null, cancellationToken)
            || !await record.TryAsync(SignInActKind.RecoveryCodesMade, account, request.ClientId, null, cancellationToken))
            return MessagePages.Unavailable(layout);
        if (!await authenticators.AddAsync(id, step, cancellationToken))
            return MessagePages.Expired(layout);
        var codes = await recoveryCodes.MakeAsync(id, cancellationToken);
        var (session, refusal) = await end.BeginAsync(
            context, request, handle, account, AuthenticationContext.MultiFactor, AuthenticationContext.CodeMethods, cancellationToken);
        if (session is null)
            return refusal!;
        var onward = await signIn.HoldAsync(request, RequestStage.Done, cancellationToken);
        return pages.ShowRecoveryCodes(
            context, new MethodForm(ContinuePath, onward, PageLayout.FormTarget(request), ""), codes, "Your authenticator app is set up.");
    }

    /// <summary>On to the client, once the recovery codes were read.</summary>
    public static async Task<IResult> ContinueAsync(
        HttpContext context, StaffSignIn signIn, PageLayout layout, CancellationToken cancellationToken)
    {
        var handle = (await context.Request.ReadFormAsync(cancellationToken))["request"].ToString();
        if (await signIn.CurrentAsync(context, cancellationToken) is not { } session
            || await signIn.PeekAsync(handle, RequestStage.Done, cancellationToken) is not { } request || request.AccountId != session.AccountId
            || await signIn.TakeAsync(handle, RequestStage.Done, cancellationToken) is null)
            return MessagePages.Expired(layout);
        return SeeOther.To(await signIn.CompleteAsync(request, session, cancellationToken));
    }

    /// <summary>What is said about a first code that the app's secret does not give.</summary>
    public static FieldProblem WrongFirstCode(string code) => new(
        "code",
        string.IsNullOrWhiteSpace(code) ? "Enter the 6-digit code that the app shows" : "That code is not right. Check that the clock of your telephone is right, then enter the code that the app shows now");

    private static bool MayGoBack(AuthorizationRequest request, IdentityOptions options)
        => options.SecondFactor == SecondFactor.Offered && request.ClientId != StaffSignIn.OwnPages;

    private static MethodForm Form(AuthorizationRequest request, string handle)
        => new(AuthenticatorPath, handle, PageLayout.FormTarget(request), Path + "?request=" + Uri.EscapeDataString(handle));
}
