using Mash.Identity.Pages;

namespace Mash.Identity.Staff;

/// <summary>Where the front door sends the browser. It answers with a code when the person is signed in well enough, else with the sign-in page.</summary>
internal static class AuthorizeEndpoint
{
    public static async Task<IResult> GetAsync(HttpContext context, StaffSignIn signIn, PageLayout layout, TimeProvider clock, CancellationToken cancellationToken)
    {
        var query = context.Request.Query;
        var requestUri = query["request_uri"].ToString();
        if (query["client_id"].Count != 1 || !requestUri.StartsWith(PushedRequestEndpoint.UriPrefix, StringComparison.Ordinal))
            return MessagePages.BadRequest(layout);
        var request = await signIn.TakeAsync(requestUri[PushedRequestEndpoint.UriPrefix.Length..], RequestStage.Pushed, cancellationToken);
        if (request is null || request.ClientId != query["client_id"])
            return MessagePages.BadRequest(layout);

        if (!AuthenticationContext.CanBeReached(request.AcrValues))
            return SeeOther.To(signIn.Redirect(request, ("error", StaffSignIn.UnmetRequirements)));
        var session = await signIn.CurrentAsync(context, cancellationToken);
        if (session is not null && IsEnough(request, session, clock.GetUtcNow()) && signIn.IsStrongEnough(request, session))
            return SeeOther.To(await signIn.RedirectWithCodeAsync(request, session, cancellationToken));
        if (request.Prompt == "none")
            return SeeOther.To(signIn.Redirect(request, ("error", "login_required")));
        var handle = await signIn.HoldAsync(request, RequestStage.SignIn, cancellationToken);
        return SeeOther.To(SignInEndpoint.Path + "?request=" + handle);
    }

    private static bool IsEnough(AuthorizationRequest request, SignInSession session, DateTimeOffset now)
        => request.Prompt != "login" && (request.MaxAge is not { } seconds || now - session.AuthTime <= TimeSpan.FromSeconds(seconds));
}
