using Mash.Identity.Accounts;
using Mash.Identity.Issuing;
using Mash.Identity.Methods;
using Mash.Identity.Pages;

namespace Mash.Identity.Staff;

/// <summary>The sign-in page: a passkey, or a name and a password. It says the same whatever was wrong.</summary>
internal static class SignInEndpoint
{
    public const string Path = "/staff/sign-in";

    private const string Wrong =
        "Email address or password is not right, or the account cannot be used. After 5 wrong passwords, wait 15 minutes";

    public static async Task<IResult> GetAsync(
        HttpContext context, StaffSignIn signIn, StaffAccounts accounts, SignInPage page, PageLayout layout, CancellationToken cancellationToken)
    {
        var handle = context.Request.Query["request"].ToString();
        if (await signIn.PeekAsync(handle, RequestStage.SignIn, cancellationToken) is not { } request)
            return MessagePages.Expired(layout);
        var current = await signIn.CurrentAsync(context, cancellationToken);
        var person = current is null ? null : await accounts.FindAsync(current.AccountId, cancellationToken);
        return page.Show(context, request, new SignInForm(handle, person?.UserName ?? "", [])
        {
            IsAgain = person is not null,
            PasskeyAdded = context.Request.Query["added"] == "passkey",
        });
    }

    public static async Task<IResult> PostAsync(
        HttpContext context,
        StaffSignIn signIn,
        SignInPage page,
        PageLayout layout,
        PasswordCheck passwords,
        SignInAttempts attempts,
        SignInMethods methods,
        SignInEnd end,
        RequestLimits limits,
        SignInRecord record,
        IdentityOptions options,
        CancellationToken cancellationToken)
    {
        var form = await context.Request.ReadFormAsync(cancellationToken);
        var (handle, name, password) = (form["request"].ToString(), form["user-name"].ToString(), form["password"].ToString());
        if (await signIn.PeekAsync(handle, RequestStage.SignIn, cancellationToken) is not { } request)
            return MessagePages.Expired(layout);

        if (Missing(name, password) is { Count: > 0 } problems)
            return page.Show(context, request, new SignInForm(handle, name, problems));
        if (!limits.TrySignIn(context, attempts.NameHash(name)))
            return MessagePages.TooMany(layout);
        var outcome = await passwords.CheckAsync(name, password, cancellationToken);
        if (outcome.Account is not { } account)
        {
            return await record.TryRefusedAsync(request.ClientId, outcome, cancellationToken)
                ? page.Show(context, request, new SignInForm(handle, name, [new FieldProblem("user-name", Wrong)]))
                : MessagePages.Unavailable(layout);
        }

        var held = await methods.OfAsync(account.Id, cancellationToken);
        if (held.HasSecondFactor)
            return await GoOnAsync(RequestStage.SecondFactor, SecondFactorEndpoint.Path);
        if (options.SecondFactor == SecondFactor.Required || !AuthenticationContext.TakesPasswordAlone(request.AcrValues))
            return await GoOnAsync(RequestStage.Enrol, EnrolEndpoint.Path);
        return await end.FinishAsync(
            context, request, handle, account, AuthenticationContext.Password, AuthenticationContext.PasswordMethods, cancellationToken);

        async Task<IResult> GoOnAsync(RequestStage stage, string path)
        {
            await attempts.GiveBackAsync(attempts.NameHash(name), cancellationToken);
            if (await signIn.TakeAsync(handle, RequestStage.SignIn, cancellationToken) is not { } taken)
                return MessagePages.Expired(layout);
            var next = await signIn.HoldAsync(taken with { AccountId = account.Id }, stage, cancellationToken);
            return SeeOther.To(path + "?request=" + next);
        }
    }

    private static List<FieldProblem> Missing(string name, string password)
    {
        List<FieldProblem> problems = [];
        if (string.IsNullOrWhiteSpace(name))
            problems.Add(new FieldProblem("user-name", "Enter your email address"));
        if (password.Length == 0)
            problems.Add(new FieldProblem("password", "Enter your password"));
        return problems;
    }
}
