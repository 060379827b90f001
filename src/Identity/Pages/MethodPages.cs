using Mash.Identity.Accounts;
using Mash.Identity.Methods;
using Mash.Identity.Staff;
using Microsoft.AspNetCore.Antiforgery;

namespace Mash.Identity.Pages;

/// <summary>Where the form of a page about a way to sign in goes, and what it carries.</summary>
/// <param name="Action">Path of the form.</param>
/// <param name="Handle">The waiting request during a sign-in; null on the pages of somebody who is signed in.</param>
/// <param name="FormTarget">Origin to which the answer may lead besides the issuer's own.</param>
/// <param name="Back">Path to go back to.</param>
internal sealed record MethodForm(string Action, string? Handle, string FormTarget, string Back);

/// <summary>Pages on which somebody adds a way to sign in: at the first sign-in, and later from their own page.</summary>
internal sealed class MethodPages(PageLayout layout, IAntiforgery antiforgery)
{
    /// <summary>The choice at a first sign-in that needs more than a password.</summary>
    /// <param name="context">The request.</param>
    /// <param name="request">The waiting request.</param>
    /// <param name="handle">Its handle.</param>
    /// <param name="mayGoBack">Whether the person can go back without.</param>
    public IResult Choose(HttpContext context, AuthorizationRequest request, string handle, bool mayGoBack)
    {
        var encoded = Uri.EscapeDataString(handle);
        var back = mayGoBack
            ? $"""
              <form action="{EnrolEndpoint.Path}" method="post" novalidate>
              {PageLayout.FormToken(context, antiforgery)}{Markup.Hidden("request", handle)}
              <button type="submit" class="govuk-button govuk-button--secondary">Go back without</button>
              </form>
              """
            : "";
        var main = $"""
            <div class="govuk-grid-row"><div class="govuk-grid-column-two-thirds">
            <h1 class="govuk-heading-l">Add a second way to prove who you are</h1>
            <p class="govuk-body">A password alone can be guessed or stolen. What you are about to open needs more than that. You set it up once.</p>
            {Markup.Passkey("add", handle, "Add a passkey", PasskeyName("""<h2 class="govuk-heading-m">A passkey</h2><p class="govuk-body">Your fingerprint, face or PIN on this device, or a security key. Nothing to type, and nobody can trick you out of it.</p>"""))}
            <h2 class="govuk-heading-m">An authenticator app</h2>
            <p class="govuk-body">An app on your telephone shows a code that you type after your password.</p>
            <p class="govuk-body"><a class="govuk-link" href="{EnrolEndpoint.AuthenticatorPath}?request={encoded}">Set up an authenticator app</a></p>
            {back}</div></div>
            """;
        return layout.Page(StatusCodes.Status200OK, "Add a second way to prove who you are", main, PageLayout.FormTarget(request), script: true);
    }

    /// <summary>The QR code, the secret for typing, and the first code back.</summary>
    public IResult SetUpAuthenticator(HttpContext context, MethodForm form, byte[] secret, string userName, IReadOnlyList<FieldProblem> problems)
    {
        const string Title = "Set up an authenticator app";
        var uri = Totp.KeyUri(secret, PageLayout.Service, userName);
        var groups = string.Join(' ', Totp.Base32(secret).Chunk(4).Select(group => new string(group)));
        var main = $"""
            <a class="govuk-back-link" href="{PageLayout.Encode(form.Back)}">Back</a>
            <div class="govuk-grid-row"><div class="govuk-grid-column-two-thirds">
            {Markup.Summary(problems)}<h1 class="govuk-heading-l">{Title}</h1>
            <ol class="govuk-list govuk-list--number">
            <li>Open an authenticator app on your telephone, and add an account in it.</li>
            <li>Scan this code with it.
            <div class="govuk-!-margin-top-3 govuk-!-margin-bottom-3">{QrImage.Of(uri, "QR code for your authenticator app. The same follows as text.")}</div>
            <p class="govuk-body">Or <a class="govuk-link" href="{PageLayout.Encode(uri)}">open your app on this device</a>, or type this key into it:</p>
            <p class="govuk-body"><code id="key">{groups}</code></p></li>
            <li>Type the 6-digit code that the app shows.</li>
            </ol>
            <form action="{PageLayout.Encode(form.Action)}" method="post" novalidate>
            {PageLayout.FormToken(context, antiforgery)}{(form.Handle is null ? "" : Markup.Hidden("request", form.Handle))}
            {Markup.Field(problems, "code", "6-digit code", """type="text" inputmode="numeric" autocomplete="one-time-code" spellcheck="false" maxlength="12" """, width: "width-10")}
            <button type="submit" class="govuk-button">Continue</button>
            </form>
            </div></div>
            """;
        return layout.Page(StatusCodes.Status200OK, problems.Count == 0 ? Title : "Error: " + Title, main, form.FormTarget);
    }

    /// <summary>New recovery codes, shown this once.</summary>
    public IResult ShowRecoveryCodes(HttpContext context, MethodForm form, IReadOnlyList<string> codes, string? done)
    {
        var onward = form.Handle is null
            ? $"""<p class="govuk-body"><a class="govuk-link" href="{PageLayout.Encode(form.Action)}">I have kept the codes: continue</a></p>"""
            : $"""
              <form action="{PageLayout.Encode(form.Action)}" method="post" novalidate>
              {PageLayout.FormToken(context, antiforgery)}{Markup.Hidden("request", form.Handle)}
              <button type="submit" class="govuk-button">I have kept the codes: continue</button>
              </form>
              """;
        var main = $"""
            <div class="govuk-grid-row"><div class="govuk-grid-column-two-thirds">
            {(done is null ? "" : Markup.Done(done))}<h1 class="govuk-heading-l">Your recovery codes</h1>
            <p class="govuk-body">For the day when you have neither your passkey nor your app: each of these signs you in once, after your password. Earlier codes no longer work.</p>
            {Markup.Warning("Print this page or write the codes down now. They are not shown again.")}
            <ol class="govuk-list govuk-list--number" id="codes">
            {string.Concat(codes.Select(code => $"<li><code>{PageLayout.Encode(code)}</code></li>"))}
            </ol>
            <p class="govuk-body">Keep them where nobody else reads them, and not with your password.</p>
            {onward}
            </div></div>
            """;
        return layout.Page(StatusCodes.Status200OK, "Your recovery codes", main, form.FormTarget);
    }

    /// <summary>The old password and a new one; the new one alone for somebody who has none yet.</summary>
    public IResult ChangePassword(HttpContext context, StaffAccount account, IReadOnlyList<FieldProblem> problems)
    {
        var hasPassword = account.PasswordHash is not null;
        var title = hasPassword ? "Change your password" : "Set a password";
        var old = hasPassword
            ? Markup.Field(problems, "old-password", "Your password as it is now", """type="password" autocomplete="current-password" spellcheck="false" autocapitalize="none" """)
            : "";
        var main = $"""
            <a class="govuk-back-link" href="{WaysEndpoint.Path}">Ways to sign in</a>
            <div class="govuk-grid-row"><div class="govuk-grid-column-two-thirds">
            {Markup.Summary(problems)}<h1 class="govuk-heading-l">{title}</h1>
            <p class="govuk-body">Everywhere else you are signed out then.</p>
            <form action="{PasswordEndpoint.Path}" method="post" novalidate>
            {PageLayout.FormToken(context, antiforgery)}<input type="text" name="account" autocomplete="username" value="{PageLayout.Encode(account.UserName)}" readonly hidden>
            {old}
            {Markup.Field(problems, "new-password", "New password", """type="password" autocomplete="new-password" spellcheck="false" autocapitalize="none" """, "At least 12 characters. Three words that have nothing to do with each other are good; a common password is refused.")}
            <button type="submit" class="govuk-button">{(hasPassword ? "Change password" : "Set password")}</button>
            </form>
            </div></div>
            """;
        return layout.Page(StatusCodes.Status200OK, problems.Count == 0 ? title : "Error: " + title, main, PageLayout.OwnForms);
    }

    /// <summary>The question for the name of a new passkey, after other HTML.</summary>
    public static string PasskeyName(string before) => before + Markup.Field(
        [], "passkey-name", "Name of the passkey", $"""type="text" autocomplete="off" maxlength="{Passkeys.NameLimit}" """, "So that you know it again, for example work laptop", "width-20");
}
