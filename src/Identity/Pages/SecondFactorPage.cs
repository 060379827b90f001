using Mash.Identity.Methods;
using Mash.Identity.Staff;
using Microsoft.AspNetCore.Antiforgery;

namespace Mash.Identity.Pages;

/// <summary>What the second step shows.</summary>
/// <param name="Handle">The waiting request.</param>
/// <param name="Held">What the person has. They have shown their password, so it tells them nothing about others.</param>
/// <param name="WithRecoveryCode">Asks for a recovery code instead of the app's.</param>
/// <param name="Problems">In the order of the fields.</param>
internal sealed record SecondFactorForm(string Handle, MethodsHeld Held, bool WithRecoveryCode, IReadOnlyList<FieldProblem> Problems);

/// <summary>The step after the right password: a code of the app, a recovery code, or the passkey after all.</summary>
internal sealed class SecondFactorPage(PageLayout layout, IAntiforgery antiforgery)
{
    public IResult Show(HttpContext context, AuthorizationRequest request, SecondFactorForm form)
    {
        if (form is { Held: { HasAuthenticator: false, Passkeys: > 0 }, WithRecoveryCode: false })
            return AskForPasskey(request, form.Handle);
        var withRecoveryCode = form.WithRecoveryCode || !form.Held.HasAuthenticator;
        var here = SecondFactorEndpoint.Path + "?request=" + Uri.EscapeDataString(form.Handle);
        var heading = withRecoveryCode ? "Enter a recovery code" : "Enter the code from your app";
        var field = withRecoveryCode
            ? Markup.Field(
                form.Problems, SecondFactorEndpoint.RecoveryField, "Recovery code", """type="text" autocomplete="off" spellcheck="false" autocapitalize="none" maxlength="40" """,
                "One of the 10 codes that you printed or wrote down. Each works once.", "width-20")
            : Markup.Field(
                form.Problems, SecondFactorEndpoint.CodeField, "6-digit code", """type="text" inputmode="numeric" autocomplete="one-time-code" spellcheck="false" maxlength="12" """,
                "Open your authenticator app. The code changes every 30 seconds, and each works once.", "width-10");
        var other = (withRecoveryCode, form.Held.HasAuthenticator) switch
        {
            (true, true) => $"""<p class="govuk-body"><a class="govuk-link" href="{here}">Use the code from your app</a></p>""",
            (false, _) => $"""<p class="govuk-body"><a class="govuk-link" href="{here}&amp;with=recovery">Use a recovery code</a></p>""",
            _ => "",
        };
        var passkey = form.Held.Passkeys > 0
            ? Markup.Passkey("sign-in", form.Handle, "Use your passkey", secondary: form.Held.HasAuthenticator)
            : "";
        var main = $"""
            <div class="govuk-grid-row"><div class="govuk-grid-column-two-thirds">
            {Markup.Summary(form.Problems)}<h1 class="govuk-heading-l">{heading}</h1>
            {passkey}
            <form action="{SecondFactorEndpoint.Path}" method="post" novalidate>
            {PageLayout.FormToken(context, antiforgery)}{Markup.Hidden("request", form.Handle)}
            {field}
            <button type="submit" class="govuk-button">Continue</button>
            </form>
            {other}
            <p class="govuk-body">If you have none of these at hand, ask your administrator. If a child is in danger now, call 999.</p>
            </div></div>
            """;
        return layout.Page(
            StatusCodes.Status200OK, form.Problems.Count == 0 ? heading : "Error: " + heading, main, PageLayout.FormTarget(request), script: form.Held.Passkeys > 0);
    }

    /// <summary>For somebody whose only second factor is a passkey: a recovery code is for the day when it is not at hand.</summary>
    private IResult AskForPasskey(AuthorizationRequest request, string handle)
    {
        const string Heading = "Use your passkey";
        var main = $"""
            <div class="govuk-grid-row"><div class="govuk-grid-column-two-thirds">
            <h1 class="govuk-heading-l">{Heading}</h1>
            <p class="govuk-body">Your password is right. Now show that it is you.</p>
            {Markup.Passkey("sign-in", handle, "Use your passkey")}
            <noscript><p class="govuk-body">A passkey needs JavaScript: switch it on in your browser, or use a recovery code.</p></noscript>
            <p class="govuk-body"><a class="govuk-link" href="{SecondFactorEndpoint.Path}?request={Uri.EscapeDataString(handle)}&amp;with=recovery">Use a recovery code</a></p>
            <p class="govuk-body">If you have none of these at hand, ask your administrator. If a child is in danger now, call 999.</p>
            </div></div>
            """;
        return layout.Page(StatusCodes.Status200OK, Heading, main, PageLayout.FormTarget(request), script: true);
    }
}
