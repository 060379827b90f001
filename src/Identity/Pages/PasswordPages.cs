using Mash.Identity.Accounts;
using Mash.Identity.Staff;
using Microsoft.AspNetCore.Antiforgery;

namespace Mash.Identity.Pages;

/// <summary>The pages on which a person begins, asks for a new password, and sets one. A password is never shown again.</summary>
internal sealed class PasswordPages(PageLayout layout, IAntiforgery antiforgery)
{
    private const string PasswordHint = "At least 12 characters. Three words that have nothing to do with each other are good; a common password is refused.";

    /// <summary>Where an invited person confirms who they are and sets a password.</summary>
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
        """,
        AccountLinks.InvitationPath,
        Hidden("link", secret) + UserName(account) + Field("password", "Choose a password", PasswordHint, """type="password" autocomplete="new-password" spellcheck="false" autocapitalize="none" """, problems),
        "This is me: continue");

    /// <summary>Where a person asks for a new password.</summary>
    public IResult Forgotten(HttpContext context, string email, IReadOnlyList<string> problems) => Show(
        context,
        "Forgotten password",
        problems,
        """<p class="govuk-body">We send you a message with a link to choose a new password. Every place where you are signed in is signed out then.</p>""",
        ForgottenEndpoint.Path,
        Field("user-name", "Email address", null, $"""type="email" autocomplete="username" spellcheck="false" autocapitalize="none" maxlength="{StaffAccount.UserNameLimit}" value="{PageLayout.Encode(email)}" """, problems),
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
        Hidden("link", secret) + UserName(account) + Field("password", "New password", PasswordHint, """type="password" autocomplete="new-password" spellcheck="false" autocapitalize="none" """, problems),
        "Set password");

    private IResult Show(HttpContext context, string title, IReadOnlyList<string> problems, string intro, string action, string fields, string button)
    {
        var tokens = antiforgery.GetAndStoreTokens(context);
        return layout.Page(
            StatusCodes.Status200OK,
            problems.Count == 0 ? title : "Error: " + title,
            $"""
            <div class="govuk-grid-row"><div class="govuk-grid-column-two-thirds">
            {Summary(problems, action == ForgottenEndpoint.Path ? "user-name" : "password")}<h1 class="govuk-heading-l">{PageLayout.Encode(title)}</h1>
            {intro}
            <form action="{action}" method="post" novalidate>
            {Hidden(tokens.FormFieldName, tokens.RequestToken)}
            {fields}
            <button type="submit" class="govuk-button">{PageLayout.Encode(button)}</button>
            </form>
            </div></div>
            """,
            new Uri(layout.FrontDoor, UriKind.RelativeOrAbsolute) is { IsAbsoluteUri: true } door ? door.GetLeftPart(UriPartial.Authority) : "'self'");
    }

    private static string Hidden(string name, string? value) => $"""<input type="hidden" name="{PageLayout.Encode(name)}" value="{PageLayout.Encode(value)}">""";

    /// <summary>Lets a password manager know whose password it is.</summary>
    private static string UserName(StaffAccount account) =>
        $"""<input type="text" name="account" autocomplete="username" value="{PageLayout.Encode(account.UserName)}" readonly hidden>""";

    private static string Field(string id, string label, string? hint, string attributes, IReadOnlyList<string> problems)
    {
        var described = string.Join(' ', new[] { hint is null ? null : id + "-hint", problems.Count == 0 ? null : id + "-error" }.OfType<string>());
        return $"""
            <div class="govuk-form-group{(problems.Count == 0 ? "" : " govuk-form-group--error")}">
            <label class="govuk-label" for="{id}">{PageLayout.Encode(label)}</label>
            {(hint is null ? "" : $"""<div class="govuk-hint" id="{id}-hint">{PageLayout.Encode(hint)}</div>""")}
            {(problems.Count == 0 ? "" : $"""<p id="{id}-error" class="govuk-error-message"><span class="govuk-visually-hidden">Error:</span> {PageLayout.Encode(string.Join(". ", problems))}</p>""")}
            <input class="govuk-input govuk-!-width-two-thirds{(problems.Count == 0 ? "" : " govuk-input--error")}" id="{id}" name="{id}"{(described.Length == 0 ? "" : $""" aria-describedby="{described}" """)} {attributes.TrimEnd()}>
            </div>
            """;
    }

    private static string Summary(IReadOnlyList<string> problems, string field) => problems.Count == 0
        ? ""
        : $"""
          <div class="govuk-error-summary" role="alert" aria-labelledby="error-summary-title" tabindex="-1">
          <h2 class="govuk-error-summary__title" id="error-summary-title">There is a problem</h2>
          <div class="govuk-error-summary__body"><ul class="govuk-list govuk-error-summary__list">
          {string.Concat(problems.Select(problem => $"""<li><a href="#{field}">{PageLayout.Encode(problem)}</a></li>"""))}
          </ul></div></div>

          """;
}
