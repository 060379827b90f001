using System.Security.Cryptography;
using System.Text;
using Mash.Identity.Issuing;
using Mash.Identity.Keys;
using Mash.Identity.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.IdentityModel.Tokens;

namespace Mash.Identity.Staff;

/// <summary>A person's tokens: made from a code, made again from a refresh token, ended together.</summary>
internal sealed class StaffTokens(IdentityStore store, Issuers issuers, TokenWriter writer, SignInRecord record, TimeProvider clock)
{
    /// <summary>
    /// A refresh token that comes again this soon is refused, and no more: two requests of one front door may cross. Later it is a replay, and
    /// the whole grant ends.
    /// </summary>
    public static readonly TimeSpan CrossingRequests = TimeSpan.FromSeconds(10);

    private static readonly OAuthProblem Refused = OAuthProblem.InvalidGrant("The code or token is not acceptable.");

    /// <summary>Code for tokens. The code is used up by the first attempt, right or wrong; a second attempt revokes what the first one got.</summary>
    public async Task<IResult> RedeemCodeAsync(
        string clientId, string? code, string? redirectUri, string? verifier, CancellationToken cancellationToken)
    {
        if (code is null || verifier is null)
            return OAuthProblem.InvalidRequest("code and code_verifier are required.");
        var hash = Secrets.Hash(code);
        var now = clock.GetUtcNow();
        var (row, first) = await store.WriteAsync(
            async db =>
            {
                var used = await db.AuthorizationCodes.Where(row => row.CodeHash == hash && row.UsedTime == null)
                    .ExecuteUpdateAsync(set => set.SetProperty(row => row.UsedTime, now), cancellationToken);
                return (await db.AuthorizationCodes.AsNoTracking().SingleOrDefaultAsync(row => row.CodeHash == hash, cancellationToken), used == 1);
            },
            cancellationToken);
        if (row is null)
            return Refused;
        if (!first)
            return await RevokeReplayedAsync(row.GrantId, cancellationToken);
        if (row.ClientId != clientId || row.RedirectUri != redirectUri || row.ExpiresTime <= now || !Matches(verifier, row.CodeChallenge))
            return Refused;
        return await IssueAsync(row.GrantId, cancellationToken);
    }

    /// <summary>Refresh token for new tokens and the next refresh token.</summary>
    public async Task<IResult> RefreshAsync(string clientId, string? token, string? scope, CancellationToken cancellationToken)
    {
        if (token is null)
            return OAuthProblem.InvalidRequest("refresh_token is required.");
        var hash = Secrets.Hash(token);
        var now = clock.GetUtcNow();
        var found = await store.ReadAsync(
            db => (from row in db.RefreshTokens
                   join grant in db.TokenGrants on row.GrantId equals grant.Id
                   where row.TokenHash == hash
                   select new { Token = row, Grant = grant }).SingleOrDefaultAsync(cancellationToken),
            cancellationToken);
        if (found is null || found.Grant.ClientId != clientId)
            return Refused;
        if (scope is not null && !Scopes.Split(scope).ToHashSet().SetEquals(Scopes.Split(found.Grant.Scope)))
            return OAuthProblem.InvalidScope("A refresh keeps its scope.");
        if (found.Token.UsedTime is { } usedTime)
            return now - usedTime <= CrossingRequests ? Refused : await RevokeReplayedAsync(found.Grant.Id, cancellationToken);
        if (found.Token.ExpiresTime <= now)
            return Refused;
        var used = await store.WriteAsync(
            db => db.RefreshTokens.Where(row => row.TokenHash == hash && row.UsedTime == null)
                .ExecuteUpdateAsync(set => set.SetProperty(row => row.UsedTime, now), cancellationToken),
            cancellationToken);
        return used == 1 ? await IssueAsync(found.Grant.Id, cancellationToken) : Refused;
    }

    /// <summary>Ends a refresh token's whole grant, or one access token (RFC 7009). Tokens of others and unknown ones are left alone.</summary>
    public Task RevokeAsync(string clientId, string token, Guid? accessTokenId, CancellationToken cancellationToken)
    {
        var hash = Secrets.Hash(token);
        var now = clock.GetUtcNow();
        return store.WriteAsync(
            async db =>
            {
                await db.TokenGrants
                    .Where(grant => grant.ClientId == clientId && grant.RevokedTime == null
                                    && db.RefreshTokens.Any(row => row.GrantId == grant.Id && row.TokenHash == hash))
                    .ExecuteUpdateAsync(set => set.SetProperty(grant => grant.RevokedTime, now), cancellationToken);
                await db.AccessTokens
                    .Where(row => row.Id == accessTokenId && row.RevokedTime == null
                                  && db.TokenGrants.Any(grant => grant.Id == row.GrantId && grant.ClientId == clientId))
                    .ExecuteUpdateAsync(set => set.SetProperty(row => row.RevokedTime, now), cancellationToken);
            },
            cancellationToken);
    }

    private static bool Matches(string verifier, string challenge)
        => verifier.Length is >= 43 and <= 128 && CryptographicOperations.FixedTimeEquals(
            Encoding.ASCII.GetBytes(Base64UrlEncoder.Encode(SHA256.HashData(Encoding.ASCII.GetBytes(verifier)))), Encoding.ASCII.GetBytes(challenge));

    private async Task<IResult> RevokeReplayedAsync(Guid grantId, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var grant = await store.WriteAsync(
            async db =>
            {
                var live = await db.TokenGrants.AsNoTracking().SingleOrDefaultAsync(row => row.Id == grantId && row.RevokedTime == null, cancellationToken);
                await db.TokenGrants.Where(row => row.Id == grantId && row.RevokedTime == null)
                    .ExecuteUpdateAsync(set => set.SetProperty(row => row.RevokedTime, now), cancellationToken);
                return live;
            },
            cancellationToken);
        if (grant is not null)
            await record.TryReplayedAsync(grant, cancellationToken);
        return Refused;
    }

    private async Task<IResult> IssueAsync(Guid grantId, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var accessTokenId = Guid.CreateVersion7();
        var refreshToken = Secrets.New();
        var issued = await store.WriteAsync(
            async db =>
            {
                var live = await (from grant in db.TokenGrants.AsNoTracking()
                                  join session in db.SignInSessions on grant.SessionId equals session.Id
                                  join account in db.Users on grant.AccountId equals account.Id
                                  where grant.Id == grantId && grant.RevokedTime == null && grant.ExpiresTime > now
                                        && session.EndedTime == null && session.ExpiresTime > now && account.DisabledTime == null
                                  select new Issued(grant, session, account.Name)).SingleOrDefaultAsync(cancellationToken);
                if (live is null)
                    return null;
                db.AccessTokens.Add(new AccessToken { Id = accessTokenId, GrantId = grantId, ExpiresTime = now + TokenWriter.Lifetime });
                if (live.IsRefreshable)
                    db.RefreshTokens.Add(new RefreshToken { TokenHash = Secrets.Hash(refreshToken), GrantId = grantId, ExpiresTime = now + RefreshToken.Lifetime });
                await db.SignInSessions.Where(session => session.Id == live.Grant.SessionId)
                    .ExecuteUpdateAsync(set => set.SetProperty(session => session.LastUsedTime, now), cancellationToken);
                return live;
            },
            cancellationToken);
        if (issued is null)
            return Refused;

        // The name goes to the hub only. An id token comes back in the address of a sign-out, so it says nothing about the person.
        var signIn = SignInClaims(issued);
        var accessToken = writer.AccessToken(
            issuers.Staff, accessTokenId, issued.Grant.AccountId.ToString(), issued.Grant.ClientId, issued.Grant.Scope, new(signIn) { ["name"] = issued.Name });
        return TokenAnswer.Of(accessToken, issued.Grant.Scope, IdToken(issued, accessToken, signIn), issued.IsRefreshable ? refreshToken : null);
    }

    private string IdToken(Issued issued, string accessToken, Dictionary<string, object> signIn)
    {
        var claims = new Dictionary<string, object>(signIn)
        {
            ["sub"] = issued.Grant.AccountId.ToString(),
            ["azp"] = issued.Grant.ClientId,
            ["at_hash"] = Base64UrlEncoder.Encode(SHA256.HashData(Encoding.ASCII.GetBytes(accessToken))[..16]),
        };
        if (issued.Grant.Nonce is { } nonce)
            claims["nonce"] = nonce;
        return writer.IdToken(issuers.Staff, issued.Grant.ClientId, claims);
    }

    private static Dictionary<string, object> SignInClaims(Issued issued) => new()
    {
        ["auth_time"] = issued.Session.AuthTime.ToUnixTimeSeconds(),
        ["acr"] = issued.Session.Acr,
        ["amr"] = issued.Session.Amr.Split(' '),
        ["sid"] = issued.Session.Id.ToString(),
    };

    private sealed record Issued(TokenGrant Grant, SignInSession Session, string Name)
    {
        public bool IsRefreshable => Scopes.Split(Grant.Scope).Contains(Scopes.OfflineAccess);
    }
}
