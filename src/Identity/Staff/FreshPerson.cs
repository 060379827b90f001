using Mash.Identity.Accounts;
using Mash.Identity.Issuing;
using Mash.Identity.Pages;
using Microsoft.AspNetCore.Identity;

namespace Mash.Identity.Staff;

/// <summary>A person whose sign-in at the issuer is fresh.</summary>
/// <param name="Account">Who it is.</param>
/// <param name="SessionId">Their session.</param>
internal sealed record Fresh(StaffAccount Account, Guid SessionId);

/// <summary>Finds the person of a request to the issuer's own pages, or sends the browser to sign in first.</summary>
internal sealed class FreshPerson(StaffSignIn signIn, UserManager<StaffAccount> users, RequestLimits limits, PageLayout layout, TimeProvider clock)
{
    /// <summary>How long ago the person may have proved who they are.</summary>
    public static readonly TimeSpan MaxAge = TimeSpan.FromMinutes(5);

    /// <summary>Sends the browser to sign in, and back to the ways to sign in.</summary>
    public async Task<IResult> SignInFirstAsync(HttpContext context)
    {
        if (!limits.TryAttempt(context))
            return MessagePages.TooMany(layout);
        var request = new AuthorizationRequest
        {
            HandleHash = "",
            Stage = RequestStage.SignIn,
            ClientId = StaffSignIn.OwnPages,
            RedirectUri = WaysEndpoint.Path,
            Scope = "",
            CodeChallenge = "",
            ExpiresTime = default,
        };
        var handle = await signIn.HoldAsync(request, RequestStage.SignIn, context.RequestAborted);
        return SeeOther.To(SignInEndpoint.Path + "?request=" + handle);
    }

    /// <summary>The person; null when their sign-in is not fresh.</summary>
    public async Task<Fresh?> FindAsync(HttpContext context)
        => await signIn.CurrentAsync(context, context.RequestAborted) is { } session && clock.GetUtcNow() - session.AuthTime <= MaxAge
           && await users.FindByIdAsync(session.AccountId.ToString()) is { } account
            ? new Fresh(account, session.Id)
            : null;
}
