using System.Text.Json;
using Mash.Identity.Accounts;
using Mash.Identity.Audit;
using Mash.Identity.Issuing;
using Mash.Identity.Methods;
using Mash.Identity.Pages;
using Microsoft.AspNetCore.Identity;

namespace Mash.Identity.Staff;

/// <summary>What the script sends.</summary>
/// <param name="Request">Handle of the waiting request; null on the page of somebody who is signed in.</param>
/// <param name="Ceremony">From the options.</param>
/// <param name="Link">Secret of the invitation on whose page a passkey is made; null elsewhere.</param>
/// <param name="Name">Of a new passkey.</param>
/// <param name="Credential">The browser's answer, in the JSON form of WebAuthn.</param>
internal sealed record PasskeyPost(string? Request, string? Ceremony, string? Link, string? Name, JsonElement Credential);

/// <summary>
/// Passkeys, as the pages' script speaks of them. Only the issuer's own pages may: JSON with the issuer's own Origin, which another site can
/// send neither way.
/// </summary>
internal static class PasskeyEndpoint
{
    private const string Refused = "That passkey was not accepted. Try again, or use another way to sign in.";
    private const string StartAgain = "You need to start again: load the page and try once more.";
    private const string Unavailable = "The service could not record it. Nothing was changed. Try again in a minute.";

    public static void Map(WebApplication app)
    {
        app.MapGet(PageLayout.Script, ScriptAsync);
        var own = app.MapGroup("/staff/passkey").AddEndpointFilter(async (context, next) =>
            IsOwnPage(context.HttpContext)
                ? context.HttpContext.RequestServices.GetRequiredService<RequestLimits>().TryAttempt(context.HttpContext)
                    ? await next(context)
                    : Answer(StatusCodes.Status429TooManyRequests, "Too many attempts. Wait a minute, then try again.")
                : Answer(StatusCodes.Status403Forbidden, "Only the issuer's own pages may do this."));
        own.MapPost("/sign-in-options", AskAsync);
        own.MapPost("/sign-in", SignInAsync);
        own.MapPost("/add-options", OfferAsync);
        own.MapPost("/add", AddAsync);
    }

    private static async Task<IResult> AskAsync(
        HttpContext context, PasskeyPost post, StaffSignIn signIn, Passkeys passkeys, CancellationToken cancellationToken)
        => await WaitingAsync(signIn, post, cancellationToken) is { } request
            ? Results.Json(await passkeys.AskAsync(context, request.AccountId, cancellationToken))
            : Answer(StatusCodes.Status400BadRequest, StartAgain);

    private static async Task<IResult> SignInAsync(
        HttpContext context,
        PasskeyPost post,
        StaffSignIn signIn,
        Passkeys passkeys,
        SignInAttempts attempts,
        SignInRecord record,
        CancellationToken cancellationToken)
    {
        if (await WaitingAsync(signIn, post, cancellationToken) is not { } request)
            return Answer(StatusCodes.Status400BadRequest, StartAgain);
        var found = await passkeys.CheckAsync(context, post.Ceremony ?? "", Text(post.Credential), cancellationToken);
        if (found is not { Account: { DisabledTime: null } account, Passkey: var passkey })
        {
            return await record.TryRefusedAsync(request.ClientId, new ProofOutcome(null, found?.Account.Id, false), cancellationToken)
                ? Answer(StatusCodes.Status401Unauthorized, Refused)
                : Answer(StatusCodes.Status503ServiceUnavailable, Unavailable);
        }

        var sessionId = await signIn.SessionIdAsync(context, account.Id, cancellationToken);
        if (!await record.TrySignedInAsync(request, account.Id, sessionId, AuthenticationContext.Passkey, AuthenticationContext.PasskeyMethods, cancellationToken))
            return Answer(StatusCodes.Status503ServiceUnavailable, Unavailable);
        if (await signIn.TakeAsync(post.Request!, request.Stage, cancellationToken) is null)
            return Answer(StatusCodes.Status400BadRequest, StartAgain);
        await passkeys.UseAsync(account, passkey, cancellationToken);
        var session = await signIn.BeginAsync(
            context, sessionId, account, attempts.NameHash(account.UserName!), AuthenticationContext.Passkey, AuthenticationContext.PasskeyMethods, cancellationToken);
        return Results.Json(new { location = await signIn.CompleteAsync(request, session, cancellationToken) });
    }

    private static async Task<IResult> OfferAsync(
        HttpContext context, PasskeyPost post, Adding adding, Passkeys passkeys, CancellationToken cancellationToken)
    {
        if (NameProblem(post.Name) is { } problem)
            return Answer(StatusCodes.Status400BadRequest, problem);
        return await adding.FindAsync(context, post, cancellationToken) is { } who
            ? Results.Json(await passkeys.OfferAsync(context, who.Account, replacesAll: who.Link is not null, cancellationToken))
            : NobodyAdds(post);
    }

    private static async Task<IResult> AddAsync(
        HttpContext context,
        PasskeyPost post,
        Adding adding,
        StaffSignIn signIn,
        Passkeys passkeys,
        MethodRecord record,
        LinkActs links,
        PageLayout layout,
        CancellationToken cancellationToken)
    {
        if (NameProblem(post.Name) is { } problem)
            return Answer(StatusCodes.Status400BadRequest, problem);
        if (await adding.FindAsync(context, post, cancellationToken) is not { } who)
            return NobodyAdds(post);
        if (await passkeys.CheckNewAsync(context, who.Account, post.Ceremony ?? "", Text(post.Credential), cancellationToken) is not { } passkey)
            return Answer(StatusCodes.Status401Unauthorized, "That passkey was not accepted. Try again, or use another device.");
        if (who.Link is { } secret)
        {
            return await links.BeginWithPasskeyAsync(who.Account, secret, passkey, post.Name!.Trim(), cancellationToken) switch
            {
                LinkOutcome.Done => Results.Json(new { location = layout.FrontDoor }),
                LinkOutcome.NotRecorded => Answer(StatusCodes.Status503ServiceUnavailable, Unavailable),
                _ => NobodyAdds(post),
            };
        }

        if (!await record.TryAsync(SignInActKind.PasskeyAdded, who.Account, who.Request?.ClientId ?? StaffSignIn.OwnPages, who.SessionId, cancellationToken))
            return Answer(StatusCodes.Status503ServiceUnavailable, Unavailable);
        if (who.Request is not { } request)
        {
            await passkeys.AddAsync(who.Account, passkey, post.Name!.Trim());
            return Results.Json(new { location = WaysEndpoint.After("passkey-added") });
        }

        if (await signIn.TakeAsync(post.Request!, RequestStage.Enrol, cancellationToken) is null)
            return Answer(StatusCodes.Status400BadRequest, StartAgain);
        await passkeys.AddAsync(who.Account, passkey, post.Name!.Trim());
        var handle = await signIn.HoldAsync(request with { AccountId = null }, RequestStage.SignIn, cancellationToken);
        return Results.Json(new { location = SignInEndpoint.Path + "?added=passkey&request=" + handle });
    }

    private static async Task<AuthorizationRequest?> WaitingAsync(StaffSignIn signIn, PasskeyPost post, CancellationToken cancellationToken)
        => post.Request is not { Length: > 0 } handle
            ? null
            : await signIn.PeekAsync(handle, RequestStage.SignIn, cancellationToken)
              ?? await signIn.PeekAsync(handle, RequestStage.SecondFactor, cancellationToken);

    private static IResult NobodyAdds(PasskeyPost post) => string.IsNullOrEmpty(post.Link)
        ? Answer(StatusCodes.Status400BadRequest, StartAgain)
        : Answer(StatusCodes.Status410Gone, "This link does not work any more. Ask whoever invited you for a new one.");

    private static bool IsOwnPage(HttpContext context)
        => context.Request.HasJsonContentType()
           && context.Request.Headers.Origin == context.RequestServices.GetRequiredService<IdentityOptions>().BaseAddress.GetLeftPart(UriPartial.Authority);

    private static string? NameProblem(string? name) => name?.Trim() is { Length: > 0 and <= Passkeys.NameLimit }
        ? null
        : $"Enter a name for the passkey, at most {Passkeys.NameLimit} characters.";

    private static string Text(JsonElement credential) => credential.ValueKind == JsonValueKind.Object ? credential.GetRawText() : "{}";

    private static IResult Answer(int status, string message) => Results.Json(new { message }, statusCode: status);

    private static async Task ScriptAsync(HttpContext context)
    {
        context.Response.ContentType = "text/javascript; charset=utf-8";
        context.Response.Headers.CacheControl = "public, max-age=300";
        await using var script = typeof(PasskeyEndpoint).Assembly.GetManifestResourceStream("passkey.js")!;
        await script.CopyToAsync(context.Response.Body, context.RequestAborted);
    }
}

/// <summary>Who adds a passkey.</summary>
/// <param name="Account">The person.</param>
/// <param name="Request">The sign-in that waits for it; null when they are signed in.</param>
/// <param name="SessionId">Their session; null before there is one.</param>
/// <param name="Link">Secret of the invitation with which they begin; null for everybody else.</param>
internal sealed record Adder(StaffAccount Account, AuthorizationRequest? Request = null, Guid? SessionId = null, string? Link = null);

/// <summary>Finds who may add a passkey now: somebody with an invitation, at their first sign-in, or with a fresh session.</summary>
internal sealed class Adding(StaffSignIn signIn, FreshPerson fresh, SignInMethods methods, AccountLinks links, UserManager<StaffAccount> users)
{
    public async Task<Adder?> FindAsync(HttpContext context, PasskeyPost post, CancellationToken cancellationToken)
    {
        if (post.Link is { Length: > 0 } secret)
        {
            return await links.FindAsync(secret, AccountLinkKind.Invitation, cancellationToken) is { } invited
                   && await users.FindByIdAsync(invited.Id.ToString()) is { } person
                ? new Adder(person, Link: secret)
                : null;
        }

        if (post.Request is { Length: > 0 } handle)
        {
            // A password alone adds nothing to an account that has a second factor.
            return await signIn.PeekAsync(handle, RequestStage.Enrol, cancellationToken) is { AccountId: { } id } request
                   && await users.FindByIdAsync(id.ToString()) is { DisabledTime: null } account
                   && !(await methods.OfAsync(id, cancellationToken)).HasSecondFactor
                ? new Adder(account, request)
                : null;
        }

        return await fresh.FindAsync(context) is { } signedIn && (await methods.OfAsync(signedIn.Account.Id, cancellationToken)).Passkeys < Passkeys.Limit
            ? new Adder(signedIn.Account, SessionId: signedIn.SessionId)
            : null;
    }
}
