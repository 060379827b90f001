using Mash.Identity.Issuing;

namespace Mash.Identity.Pages;

/// <summary>Pages that say one thing and how to go on.</summary>
internal static class MessagePages
{
    public static IResult BadRequest(PageLayout layout)
        => Message(layout, StatusCodes.Status400BadRequest, "Sorry, this link does not work", "It may have been used already, or it was not complete.", "Start again");

    public static IResult Expired(PageLayout layout) => Message(
        layout, StatusCodes.Status400BadRequest, "You need to start again", "This sign-in took longer than 15 minutes, or was finished in another window.", "Start again");

    public static IResult LinkOver(PageLayout layout) => Message(
        layout, StatusCodes.Status410Gone, "This link does not work any more", "It was used, a newer one took its place, or its time is over. Ask for a new one: for a forgotten password on the sign-in page, for an invitation whoever invited you.", "Go to sign in");

    public static IResult Unavailable(PageLayout layout) => Message(
        layout, StatusCodes.Status503ServiceUnavailable, "Sorry, you cannot sign in or out at the moment", "The service could not record it. Nothing was changed. Try again in a minute.", "Try again");

    public static IResult SignedOut(PageLayout layout)
        => Message(layout, StatusCodes.Status200OK, "You are signed out", "Close the browser if others use this computer.", "Sign in again");

    public static IResult TooMany(PageLayout layout) => new Later(Message(
        layout, StatusCodes.Status429TooManyRequests, "Too many attempts", "Wait a minute, then try again.", "Start again"));

    private static IResult Message(PageLayout layout, int status, string title, string words, string link) => layout.Page(
        status,
        title,
        $"""
        <h1 class="govuk-heading-l">{PageLayout.Encode(title)}</h1>
        <p class="govuk-body">{PageLayout.Encode(words)}</p>
        <p class="govuk-body"><a class="govuk-link" href="{PageLayout.Encode(layout.FrontDoor)}">{PageLayout.Encode(link)}</a></p>
        """);

    private sealed class Later(IResult page) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            httpContext.Response.Headers.RetryAfter = RequestLimits.RetryAfter;
            return page.ExecuteAsync(httpContext);
        }
    }
}
