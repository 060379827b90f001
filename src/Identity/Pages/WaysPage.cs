using Mash.Identity.Methods;
using Mash.Identity.Staff;
using Microsoft.AspNetCore.Antiforgery;

namespace Mash.Identity.Pages;

/// <summary>What a person sees of their own ways to sign in.</summary>
/// <param name="Name">Who it is.</param>
/// <param name="Passkeys">The newest first.</param>
/// <param name="Held">Everything besides.</param>
/// <param name="Done">What was just done; null when nothing was.</param>
internal sealed record WaysView(string Name, IReadOnlyList<PasskeySummary> Passkeys, MethodsHeld Held, string? Done);

/// <summary>The page on which a person manages passkeys, app and recovery codes.</summary>
internal sealed class WaysPage(PageLayout layout, IAntiforgery antiforgery)
{
    private const string Title = "Ways to sign in";

    public IResult Show(HttpContext context, WaysView view)
    {
        var main = $"""
            <a class="govuk-back-link" href="{PageLayout.Encode(layout.FrontDoor + "account")}">My account</a>
            <div class="govuk-grid-row"><div class="govuk-grid-column-two-thirds">
            {(view.Done is null ? "" : Markup.Done(view.Done))}<h1 class="govuk-heading-l">{Title}</h1>
            <p class="govuk-body">For <bdi>{PageLayout.Encode(view.Name)}</bdi>. Every change is on the record, and we write to you about it.</p>
            <h2 class="govuk-heading-m">Passkeys</h2>
            {PasskeyList(view.Passkeys)}
            {(view.Passkeys.Count < Passkeys.Limit
                ? Markup.Passkey("add", null, "Add a passkey", MethodPages.PasskeyName(""), secondary: true)
                : $"""<p class="govuk-body">You have {Passkeys.Limit} passkeys, which is the most. Remove one before you add another.</p>""")}
            <noscript><p class="govuk-body">To add a passkey, switch JavaScript on in your browser.</p></noscript>
            <h2 class="govuk-heading-m">Authenticator app</h2>
            {(view.Held.HasPassword || view.Held.HasAuthenticator ? Authenticator(view.Held) : NeedsPassword("The codes of an app are used after a password, and you have none."))}
            <h2 class="govuk-heading-m">Recovery codes</h2>
            {(view.Held.HasPassword ? RecoveryCodesPart(context, view.Held) : NeedsPassword("Recovery codes are used after a password, and you have none. Keep passkeys on two devices: if you lose all of them, your administrator sends you a new link."))}
            <h2 class="govuk-heading-m">Password</h2>
            {(view.Held.HasPassword
                ? $"""<p class="govuk-body"><a class="govuk-link" href="{PasswordEndpoint.Path}">Change your password</a></p>"""
                : $"""<p class="govuk-body">You have none, and need none: your passkey signs you in.</p><p class="govuk-body"><a class="govuk-link" href="{PasswordEndpoint.Path}">Set a password</a></p>""")}
            </div></div>
            """;
        return layout.Page(StatusCodes.Status200OK, Title, main, PageLayout.OwnForms, script: true);
    }

    /// <summary>Asks once more before a way is taken away.</summary>
    public IResult ConfirmRemoval(HttpContext context, string what, string words, string? passkey)
    {
        var title = $"Remove {what}?";
        var main = $"""
            <a class="govuk-back-link" href="{WaysEndpoint.Path}">{Title}</a>
            <div class="govuk-grid-row"><div class="govuk-grid-column-two-thirds">
            <h1 class="govuk-heading-l">{PageLayout.Encode(title)}</h1>
            <p class="govuk-body">{PageLayout.Encode(words)}</p>
            <form action="{WaysEndpoint.RemovePath}" method="post" novalidate>
            {PageLayout.FormToken(context, antiforgery)}{(passkey is null ? "" : Markup.Hidden("passkey", passkey))}
            <div class="govuk-button-group"><button type="submit" class="govuk-button govuk-button--warning">Remove</button>
            <a class="govuk-link" href="{WaysEndpoint.Path}">Keep it</a></div>
            </form>
            </div></div>
            """;
        return layout.Page(StatusCodes.Status200OK, title, main, PageLayout.OwnForms);
    }

    /// <summary>Says why the last one stays.</summary>
    public IResult LastOne(bool hasPassword)
    {
        var (title, words) = hasPassword
            ? ("You need one way besides your password", "This is your last one. Add another passkey or an authenticator app, then remove this.")
            : ("You need a way to sign in", "This is your last one, and you have no password. Add another passkey, then remove this.");
        return layout.Page(
            StatusCodes.Status409Conflict,
            title,
            $"""
            <a class="govuk-back-link" href="{WaysEndpoint.Path}">{Title}</a>
            <div class="govuk-grid-row"><div class="govuk-grid-column-two-thirds">
            <h1 class="govuk-heading-l">{title}</h1>
            <p class="govuk-body">{words}</p>
            </div></div>
            """);
    }

    private static string NeedsPassword(string words) => $"""<p class="govuk-body">{words}</p>""";

    private static string PasskeyList(IReadOnlyList<PasskeySummary> passkeys) => passkeys.Count == 0
        ? """<p class="govuk-body">You have none. A passkey is the safest way: nothing to type, and nobody can trick you out of it.</p>"""
        : $"""
          <dl class="govuk-summary-list">
          {string.Concat(passkeys.Select(passkey => $"""
              <div class="govuk-summary-list__row"><dt class="govuk-summary-list__key"><bdi>{PageLayout.Encode(passkey.Name)}</bdi></dt>
              <dd class="govuk-summary-list__value">Added {UkWords.DateTime(passkey.CreatedTime)}.<br>{(passkey.LastUsedTime is { } used ? $"Last used {UkWords.DateTime(used)}." : "Not used yet.")}</dd>
              <dd class="govuk-summary-list__actions"><a class="govuk-link" href="{WaysEndpoint.RemovePath}?passkey={passkey.Id}">Remove<span class="govuk-visually-hidden"> passkey {PageLayout.Encode(passkey.Name)}</span></a></dd></div>
              """))}
          </dl>
          """;

    private static string Authenticator(MethodsHeld held) => held.HasAuthenticator
        ? $"""
          <p class="govuk-body">Set up. After your password you type the code that it shows.</p>
          <p class="govuk-body"><a class="govuk-link" href="{WaysEndpoint.AuthenticatorPath}">Set up another in its place</a></p>
          <p class="govuk-body"><a class="govuk-link" href="{WaysEndpoint.RemovePath}">Remove the authenticator app</a></p>
          """
        : $"""
          <p class="govuk-body">Not set up.</p>
          <p class="govuk-body"><a class="govuk-link" href="{WaysEndpoint.AuthenticatorPath}">Set up an authenticator app</a></p>
          """;

    private string RecoveryCodesPart(HttpContext context, MethodsHeld held) => held.HasSecondFactor
        ? $"""
          <p class="govuk-body">{(held.RecoveryCodes == 0 ? "You have none. Without them you need your administrator when your passkey or app is lost." : $"{held.RecoveryCodes} of {RecoveryCodes.Count} codes are left.")}</p>
          <form action="{WaysEndpoint.RecoveryCodesPath}" method="post" novalidate>
          {PageLayout.FormToken(context, antiforgery)}
          <button type="submit" class="govuk-button govuk-button--secondary">Make new recovery codes</button>
          </form>
          """
        : """<p class="govuk-body">They stand in for a passkey or an app. Add one of these first.</p>""";
}
