using Mash.Identity.Accounts;
using Mash.Identity.Keys;
using Mash.Identity.Storage;
using Microsoft.EntityFrameworkCore;

namespace Mash.Identity.Staff;


/// <summary>Sign-in sessions and the codes that come from them.</summary>
internal sealed class StaffSignIn(IdentityStore store, IdentityOptions options, TimeProvider clock)
{
    /// <summary>Holds the secret of the browser's sign-in session.</summary>
    public const string CookieName = "__Host-mash-sign-in";

    /// <summary>One factor: a password.</summary>
    public const string PasswordAcr = "urn:mash:acr:password";

    private static readonly CookieOptions Cookie = new() { HttpOnly = true, Secure = true, SameSite = SameSiteMode.Lax, Path = "/", IsEssential = true };

    /// <summary>The browser's sign-in, when it is live and its account is open.</summary>
    public async Task<SignInSession?> CurrentAsync(HttpContext context, CancellationToken cancellationToken)
    {
        if (context.Request.Cookies[CookieName] is not { Length: > 0 } secret)
            return null;
        var hash = Secrets.Hash(secret);
        var now = clock.GetUtcNow();
        var usedSince = now - SignInSession.Idle;
        return await store.ReadAsync(
            db => (from session in db.SignInSessions
                   join account in db.Users on session.AccountId equals account.Id
                   where session.HandleHash == hash && session.EndedTime == null && session.ExpiresTime > now
                         && session.LastUsedTime > usedSince && account.DisabledTime == null
                   select session).SingleOrDefaultAsync(cancellationToken),
            cancellationToken);
    }

    /// <summary>The client's pushed request, taken away so that its handle works once; null when there is none that is live.</summary>
    public Task<AuthorizationRequest?> TakeAsync(string handle, RequestStage stage, CancellationToken cancellationToken)
    {
        var hash = Secrets.Hash(handle);
        var now = clock.GetUtcNow();
        return store.WriteAsync(
            async db =>
            {
                var request = await db.AuthorizationRequests.AsNoTracking()
                    .SingleOrDefaultAsync(row => row.HandleHash == hash && row.Stage == stage && row.ExpiresTime > now, cancellationToken);
                var taken = await db.AuthorizationRequests.Where(row => row.HandleHash == hash).ExecuteDeleteAsync(cancellationToken);
                return taken == 1 ? request : null;
            },
            cancellationToken);
    }

    /// <summary>The request that waits for a person to sign in, left where it is.</summary>
    public Task<AuthorizationRequest?> PeekAsync(string handle, CancellationToken cancellationToken)
    {
        var hash = Secrets.Hash(handle);
        var now = clock.GetUtcNow();
        return store.ReadAsync(
            db => db.AuthorizationRequests.SingleOrDefaultAsync(
                row => row.HandleHash == hash && row.Stage == RequestStage.SignIn && row.ExpiresTime > now, cancellationToken),
            cancellationToken);
    }

    /// <summary>Stores a checked request and answers its handle.</summary>
    public async Task<string> HoldAsync(AuthorizationRequest request, RequestStage stage, CancellationToken cancellationToken)
    {
        var handle = Secrets.New();
        var lifetime = stage == RequestStage.Pushed ? AuthorizationRequest.PushedLifetime : AuthorizationRequest.SignInLifetime;
        var held = new AuthorizationRequest
        {
            HandleHash = Secrets.Hash(handle),
            Stage = stage,
            ClientId = request.ClientId,
            RedirectUri = request.RedirectUri,
            Scope = request.Scope,
            CodeChallenge = request.CodeChallenge,
            State = request.State,
            Nonce = request.Nonce,
            Prompt = request.Prompt,
            MaxAge = request.MaxAge,
            ExpiresTime = clock.GetUtcNow() + lifetime,
        };
        await store.WriteAsync(
            db =>
            {
                db.AuthorizationRequests.Add(held);
                return Task.CompletedTask;
            },
            cancellationToken);
        return handle;
    }

    /// <summary>Begins a session for someone who has just proved who they are, ends the browser's old one, and sets the cookie.</summary>
    public async Task<SignInSession> BeginAsync(
        HttpContext context, Guid sessionId, StaffAccount account, string nameHash, string acr, string amr, CancellationToken cancellationToken)
    {
        var secret = Secrets.New();
        var now = clock.GetUtcNow();
        var session = new SignInSession
        {
            Id = sessionId,
            HandleHash = Secrets.Hash(secret),
            AccountId = account.Id,
            Acr = acr,
            Amr = amr,
            AuthTime = now,
            LastUsedTime = now,
            ExpiresTime = now + SignInSession.Lifetime,
        };
        var oldHash = context.Request.Cookies[CookieName] is { Length: > 0 } old ? Secrets.Hash(old) : null;
        await store.WriteAsync(
            async db =>
            {
                db.SignInSessions.Add(session);
                await db.SignInFailures.Where(failure => failure.NameHash == nameHash).ExecuteDeleteAsync(cancellationToken);
                if (oldHash is not null)
                    await EndAsync(db, db.SignInSessions.Where(row => row.HandleHash == oldHash), now, cancellationToken);
            },
            cancellationToken);
        context.Response.Cookies.Append(CookieName, secret, Cookie);
        return session;
    }

    /// <summary>Ends a session with every grant under it. Ending one that is not there is no error.</summary>
    public Task EndAsync(Guid sessionId, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        return store.WriteAsync(db => EndAsync(db, db.SignInSessions.Where(row => row.Id == sessionId), now, cancellationToken), cancellationToken);
    }

    public static void DropCookie(HttpContext context) => context.Response.Cookies.Delete(CookieName, Cookie);

    /// <summary>Makes a code under the session and answers where the browser takes it.</summary>
    public async Task<string> RedirectWithCodeAsync(AuthorizationRequest request, SignInSession session, CancellationToken cancellationToken)
    {
        var code = Secrets.New();
        var now = clock.GetUtcNow();
        var grant = new TokenGrant
        {
            Id = Guid.CreateVersion7(),
            AccountId = session.AccountId,
            SessionId = session.Id,
            ClientId = request.ClientId,
            Scope = request.Scope,
            Nonce = request.Nonce,
            CreatedTime = now,
            ExpiresTime = session.ExpiresTime,
        };
        await store.WriteAsync(
            async db =>
            {
                db.TokenGrants.Add(grant);
                db.AuthorizationCodes.Add(new AuthorizationCode
                {
                    CodeHash = Secrets.Hash(code),
                    GrantId = grant.Id,
                    ClientId = request.ClientId,
                    RedirectUri = request.RedirectUri,
                    CodeChallenge = request.CodeChallenge,
                    ExpiresTime = now + AuthorizationCode.Lifetime,
                });
                await db.SignInSessions.Where(row => row.Id == session.Id)
                    .ExecuteUpdateAsync(set => set.SetProperty(row => row.LastUsedTime, now), cancellationToken);
            },
            cancellationToken);
        return Redirect(request, ("code", code));
    }

    /// <summary>The client's address with an answer, the state it sent and the issuer's name (RFC 9207).</summary>
    public string Redirect(AuthorizationRequest request, params (string Name, string Value)[] answer)
    {
        var query = QueryString.Create(answer.Select(pair => KeyValuePair.Create(pair.Name, (string?)pair.Value)));
        if (request.State is { } state)
            query = query.Add("state", state);
        query = query.Add("iss", options.StaffIssuer);
        return request.RedirectUri + (request.RedirectUri.Contains('?', StringComparison.Ordinal) ? "&" + query.Value![1..] : query.Value);
    }

    private static async Task EndAsync(IdentityDb db, IQueryable<SignInSession> sessions, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await db.TokenGrants.Where(grant => grant.RevokedTime == null && sessions.Any(session => session.Id == grant.SessionId))
            .ExecuteUpdateAsync(set => set.SetProperty(grant => grant.RevokedTime, now), cancellationToken);
        await sessions.Where(session => session.EndedTime == null)
            .ExecuteUpdateAsync(set => set.SetProperty(session => session.EndedTime, now), cancellationToken);
    }
}
