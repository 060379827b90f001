using Mash.Identity.Issuing;
using Mash.Identity.Pages;

namespace Mash.Identity.Staff;

/// <summary>
/// RP-initiated sign-out. The id token says whose session ends; without one nothing is ended, so that a link on another page signs nobody out.
/// </summary>
internal static class EndSessionEndpoint
{
    public static async Task<IResult> HandleAsync(
        HttpContext context,
        StaffClients clients,
        OwnTokens ownTokens,
        StaffSignIn signIn,
        SignInRecord record,
        PageLayout layout,
        CancellationToken cancellationToken)
    {
        var values = HttpMethods.IsPost(context.Request.Method) && context.Request.HasFormContentType
            ? (await context.Request.ReadFormAsync(cancellationToken)).ToDictionary(pair => pair.Key, pair => pair.Value.ToString(), StringComparer.Ordinal)
            : context.Request.Query.ToDictionary(pair => pair.Key, pair => pair.Value.ToString(), StringComparer.Ordinal);
        if (clients.Find(values.GetValueOrDefault("client_id")) is not { } client
            || values.GetValueOrDefault("id_token_hint") is not { Length: > 0 } hint
            || await ownTokens.ReadAsync(hint, "JWT", client.ClientId) is not { } idToken
            || !idToken.TryGetPayloadValue<string>("sid", out var sid) || !Guid.TryParse(sid, out var sessionId)
            || !Guid.TryParse(idToken.Subject, out var account))
            return MessagePages.BadRequest(layout);
        var returnTo = values.GetValueOrDefault("post_logout_redirect_uri");
        if (!string.IsNullOrEmpty(returnTo) && !client.PostLogoutRedirectUris.Contains(returnTo, StringComparer.Ordinal))
            return MessagePages.BadRequest(layout);

        if (!await record.TrySignedOutAsync(client.ClientId, account, sessionId, cancellationToken))
            return MessagePages.Unavailable(layout);
        await signIn.EndAsync(sessionId, cancellationToken);
        StaffSignIn.DropCookie(context);
        if (string.IsNullOrEmpty(returnTo))
            return MessagePages.SignedOut(layout);
        var state = values.GetValueOrDefault("state");
        return SeeOther.To(string.IsNullOrEmpty(state)
            ? returnTo
            : returnTo + (returnTo.Contains('?', StringComparison.Ordinal) ? "&state=" : "?state=") + Uri.EscapeDataString(state));
    }
}
