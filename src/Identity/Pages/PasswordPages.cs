using Mash.Identity.Accounts;
using Mash.Identity.Staff;
using Microsoft.AspNetCore.Antiforgery;

namespace Mash.Identity.Pages;

/// <summary>The pages on which a person begins, asks for a new password, and sets one. A password is never shown again.</summary>
internal sealed class PasswordPages(PageLayout layout, IAntiforgery antiforgery)
{
    private const string PasswordHint = "At least 12 characters. Three words that have nothing to do with each other are good; a common password is refused.";

    private const string NewPassword = """type="password" autocomplete="new-password" spellcheck="false" autocapitalize="none" """;

    /// <summary>Where an invited person makes a passkey, or sets a password. Without scripts the passkey is not there and the password is.</summary>
    public IResult Invitation(HttpContext context, StaffAccount account, string secret, IReadOnlyList<string> problems) => Show(
        context,
        "Welcome to MASH Hub",
        problems,
        $"""
        <p class="govuk-body">This account was made for:</p>
        <dl class="govuk-summary-list">
        <div class="govuk-summary-list__row"><dt class="govuk-summary-list__key">Name</dt><dd class="govuk-summary-list__value"><bdi>{PageLayout.Encode(account.Name)}</bdi></dd></div>
        <div class="govuk-summary-list__row"><dt class="govuk-summary-list__key">Email address</dt><dd class="govuk-summary-list__value">{PageLayout.Encode(account.Email)}</dd></div>
        </dl>
        <p class="govuk-body">If this is not you, stop here and tell the person who invited you. What is done under this account counts as done by you.</p>
        {Markup.Passkey("add", null, "Use a passkey", MethodPages.PasskeyName("""<h2 class="govuk-heading-m">Use a passkey</h2><p class="govuk-body">Your fingerprint, face or PIN on this device, or a security key. Nothing to remember, and nobody can trick you out of it.</p>"""), link: secret)}
        <details class="govuk-details" open><summary class="govuk-details__summary"><span class="govuk-details__summary-text">Use a password instead</span></summary>
        <div class="govuk-details__text"><p class="govuk-body">At your first sign-in you add an authenticator app or a passkey to it.</p>
        """,
        AccountLinks.InvitationPath,
        Markup.Hidden("link", secret) + UserName(account) + Markup.Field(Problems("password", problems), "password", "Choose a password", NewPassword, PasswordHint),
        "Set password",
        after: "</div></details>",
        script: true);

    /// <summary>Where a person asks for a new password.</summary>
    public IResult Forgotten(HttpContext context, string email, IReadOnlyList<string> problems) => Show(
        context,
        "Forgotten password",
        problems,
        """<p class="govuk-body">We send you a message with a link to choose a new password. Every place where you are signed in is signed out then.</p>""",
        ForgottenEndpoint.Path,
        Markup.Field(Problems("user-name", problems), "user-name", "Email address", $"""type="email" autocomplete="username" spellcheck="false" autocapitalize="none" maxlength="{StaffAccount.UserNameLimit}" value="{PageLayout.Encode(email)}" """),
        "Send me a link");

    /// <summary>The same answer whether or not an account has the address.</summary>
    public IResult Asked() => layout.Page(
        StatusCodes.Status200OK,
        "Check your email",
        $"""
        <h1 class="govuk-heading-l">Check your email</h1>
        <p class="govuk-body">If an account here has this address, a message with a link is on its way. The link works once, for 30 minutes.</p>
        <p class="govuk-body">Nothing after 10 minutes? Look at the address you typed, and ask your administrator. If a child is in danger now, call 999.</p>
        <p class="govuk-body"><a class="govuk-link" href="{PageLayout.Encode(layout.FrontDoor)}">Go to sign in</a></p>
        """);

    /// <summary>Where a person sets a new password.</summary>
    public IResult Reset(HttpContext context, StaffAccount account, string secret, IReadOnlyList<string> problems) => Show(
        context,
        "Choose a new password",
        problems,
        """<p class="govuk-body">Your other ways to sign in stay as they are. If you use a code besides your password, you need it still.</p>""",
        AccountLinks.ResetPath,
        Markup.Hidden("link", secret) + UserName(account) + Markup.Field(Problems("password", problems), "password", "New password", NewPassword, PasswordHint),
        "Set password");

    private IResult Show(HttpContext context, string title, IReadOnlyList<string> problems, string intro, string action, string fields, string button, string after = "", bool script = false)
    {
        var tokens = antiforgery.GetAndStoreTokens(context);
        return layout.Page(
            StatusCodes.Status200OK,
            problems.Count == 0 ? title : "Error: " + title,
            $"""
            <div class="govuk-grid-row"><div class="govuk-grid-column-two-thirds">
            {Markup.Summary(Problems(action == ForgottenEndpoint.Path ? "user-name" : "password", problems))}<h1 class="govuk-heading-l">{PageLayout.Encode(title)}</h1>
            {intro}
            <form action="{action}" method="post" novalidate>
            {Markup.Hidden(tokens.FormFieldName, tokens.RequestToken)}
            {fields}
            <button type="submit" class="govuk-button">{PageLayout.Encode(button)}</button>
            </form>
            {after}</div></div>
            """,
            new Uri(layout.FrontDoor, UriKind.RelativeOrAbsolute) is { IsAbsoluteUri: true } door ? door.GetLeftPart(UriPartial.Authority) : "'self'",
            script);
    }

    /// <summary>Lets a password manager know whose password it is.</summary>
    private static string UserName(StaffAccount account) =>
        $"""<input type="text" name="account" autocomplete="username" value="{PageLayout.Encode(account.UserName)}" readonly hidden>""";

    private static FieldProblem[] Problems(string field, IReadOnlyList<string> words) =>
        words.Count == 0 ? [] : [new FieldProblem(field, string.Join(". ", words))];
}
