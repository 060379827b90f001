using Mash.Identity.Accounts;
using Mash.Identity.Staff;
using Microsoft.AspNetCore.Antiforgery;

namespace Mash.Identity.Pages;

/// <summary>What the sign-in form shows. The password is never shown again.</summary>
/// <param name="Handle">The waiting request.</param>
/// <param name="UserName">As typed before, or of the person whose session this browser has.</param>
/// <param name="Problems">In the order of the fields.</param>
internal sealed record SignInForm(string Handle, string UserName, IReadOnlyList<FieldProblem> Problems)
{
    /// <summary>The browser has a session; its person is asked to prove who they are again.</summary>
    public bool IsAgain { get; init; }

    /// <summary>A passkey has just been added and is to be used now.</summary>
    public bool PasskeyAdded { get; init; }
}

/// <summary>The sign-in page: a passkey, or a name and a password. It is the same for everybody, whatever their account has.</summary>
internal sealed class SignInPage(PageLayout layout, IAntiforgery antiforgery)
{
    public IResult Show(HttpContext context, AuthorizationRequest request, SignInForm form)
    {
        var heading = form.IsAgain ? "Confirm that it is you" : "Sign in";
        var main = $"""
            <div class="govuk-grid-row"><div class="govuk-grid-column-two-thirds">
            {Markup.Summary(form.Problems)}{(form.PasskeyAdded ? Markup.Done("Your passkey was added. Sign in with it now.") : "")}<h1 class="govuk-heading-l">{heading}</h1>
            {(form.IsAgain ? """<p class="govuk-body">What you are about to do needs a fresh sign-in.</p>""" : "")}
            {Markup.Passkey("sign-in", form.Handle, "Sign in with a passkey", """<p class="govuk-body">A passkey is your fingerprint, face or PIN on this device, or a security key.</p>""")}
            <form action="{SignInEndpoint.Path}" method="post" novalidate>
            {PageLayout.FormToken(context, antiforgery)}{Markup.Hidden("request", form.Handle)}
            {Markup.Field(form.Problems, "user-name", "Email address", $"""type="email" autocomplete="username webauthn" spellcheck="false" autocapitalize="none" maxlength="{StaffAccount.UserNameLimit}" value="{PageLayout.Encode(form.UserName)}" """)}
            {Markup.Field(form.Problems, "password", "Password", """type="password" autocomplete="current-password" spellcheck="false" autocapitalize="none" """)}
            <button type="submit" class="govuk-button">Sign in</button>
            </form>
            <p class="govuk-body"><a class="govuk-link" href="{ForgottenEndpoint.Path}">I have forgotten my password</a></p>
            <p class="govuk-body">If you cannot sign in otherwise, ask your administrator. If a child is in danger now, call 999.</p>
            </div></div>
            """;
        return layout.Page(
            StatusCodes.Status200OK, form.Problems.Count == 0 ? heading : "Error: " + heading, main, PageLayout.FormTarget(request), script: true);
    }
}
