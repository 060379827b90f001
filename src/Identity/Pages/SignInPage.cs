using Mash.Identity.Accounts;
using Mash.Identity.Staff;
using Microsoft.AspNetCore.Antiforgery;

namespace Mash.Identity.Pages;

/// <summary>What is wrong with a field, in words that say what to do.</summary>
internal sealed record FieldProblem(string Field, string Words);

/// <summary>What the sign-in form shows. The password is never shown again.</summary>
/// <param name="Handle">The waiting request.</param>
/// <param name="UserName">As typed before.</param>
/// <param name="Problems">In the order of the fields.</param>
internal sealed record SignInForm(string Handle, string UserName, IReadOnlyList<FieldProblem> Problems);

/// <summary>The sign-in page.</summary>
internal sealed class SignInPage(PageLayout layout, IAntiforgery antiforgery)
{
    public IResult Show(HttpContext context, AuthorizationRequest request, SignInForm form)
    {
        var tokens = antiforgery.GetAndStoreTokens(context);
        var main = $"""
            <div class="govuk-grid-row"><div class="govuk-grid-column-two-thirds">
            {Summary(form.Problems)}<h1 class="govuk-heading-l">Sign in</h1>
            <form action="{SignInEndpoint.Path}" method="post" novalidate>
            <input type="hidden" name="{PageLayout.Encode(tokens.FormFieldName)}" value="{PageLayout.Encode(tokens.RequestToken)}">
            <input type="hidden" name="request" value="{PageLayout.Encode(form.Handle)}">
            {Field(form, "user-name", "Email address", $"""type="email" autocomplete="username" spellcheck="false" autocapitalize="none" maxlength="{StaffAccount.UserNameLimit}" value="{PageLayout.Encode(form.UserName)}" """)}
            {Field(form, "password", "Password", """type="password" autocomplete="current-password" spellcheck="false" autocapitalize="none" """)}
            <button type="submit" class="govuk-button">Sign in</button>
            </form>
            <p class="govuk-body"><a class="govuk-link" href="{ForgottenEndpoint.Path}">I have forgotten my password</a></p>
            <p class="govuk-body">If you cannot sign in otherwise, ask your administrator. If a child is in danger now, call 999.</p>
            </div></div>
            """;
        var origin = new Uri(request.RedirectUri).GetLeftPart(UriPartial.Authority);
        return layout.Page(StatusCodes.Status200OK, form.Problems.Count == 0 ? "Sign in" : "Error: Sign in", main, origin);
    }

    private static string Field(SignInForm form, string id, string label, string attributes)
    {
        var problem = form.Problems.FirstOrDefault(problem => problem.Field == id)?.Words;
        var (group, input, describedBy, message) = problem is null
            ? ("", "", "", "")
            : (" govuk-form-group--error", " govuk-input--error", $"""aria-describedby="{id}-error" """,
                $"""<p id="{id}-error" class="govuk-error-message"><span class="govuk-visually-hidden">Error:</span> {PageLayout.Encode(problem)}</p>""");
        return $"""
            <div class="govuk-form-group{group}">
            <label class="govuk-label" for="{id}">{PageLayout.Encode(label)}</label>
            {message}<input class="govuk-input govuk-!-width-two-thirds{input}" id="{id}" name="{id}" {describedBy}{attributes.TrimEnd()}>
            </div>
            """;
    }

    private static string Summary(IReadOnlyList<FieldProblem> problems) => problems.Count == 0
        ? ""
        : $"""
          <div class="govuk-error-summary" role="alert" aria-labelledby="error-summary-title" tabindex="-1">
          <h2 class="govuk-error-summary__title" id="error-summary-title">There is a problem</h2>
          <div class="govuk-error-summary__body"><ul class="govuk-list govuk-error-summary__list">
          {string.Concat(problems.Select(problem => $"""<li><a href="#{problem.Field}">{PageLayout.Encode(problem.Words)}</a></li>"""))}
          </ul></div></div>

          """;
}
