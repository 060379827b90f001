using Mash.Identity.Storage;
using Microsoft.EntityFrameworkCore;

namespace Mash.Identity.Staff;

/// <summary>Whether a person's access token still stands, for a resource server that shares this process or database.</summary>
internal sealed class StaffTokenStatus(IdentityStore store, TimeProvider clock)
{
    /// <param name="tokenId">The token's <c>jti</c>.</param>
    /// <param name="cancellationToken">Ends the query.</param>
    /// <returns>false once the token, its grant, its session or its account was ended, and for ids that were never issued to a person.</returns>
    public Task<bool> IsLiveAsync(Guid tokenId, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        return store.ReadAsync(
            db => (from token in db.AccessTokens
                   join grant in db.TokenGrants on token.GrantId equals grant.Id
                   join session in db.SignInSessions on grant.SessionId equals session.Id
                   join account in db.Users on grant.AccountId equals account.Id
                   where token.Id == tokenId && token.RevokedTime == null && token.ExpiresTime > now && grant.RevokedTime == null
                         && session.EndedTime == null && account.DisabledTime == null
                   select token).AnyAsync(cancellationToken),
            cancellationToken);
    }
}
