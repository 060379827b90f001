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

    /// <summary>OpenID Connect: the person cannot sign in as strongly as the client needs.</summary>
    public const string UnmetRequirements = "unmet_authentication_requirements";

    /// <summary>Client of requests that lead to the issuer's own pages; their redirect address is a path here.</summary>
    public const string OwnPages = "issuer";

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

    /// <summary>The request that waits at a stage, left where it is.</summary>
    public Task<AuthorizationRequest?> PeekAsync(string handle, RequestStage stage, CancellationToken cancellationToken)
    {
        var hash = Secrets.Hash(handle);
        var now = clock.GetUtcNow();
        return store.ReadAsync(
            db => db.AuthorizationRequests.SingleOrDefaultAsync(
                row => row.HandleHash == hash && row.Stage == stage && row.ExpiresTime > now, cancellationToken),
            cancellationToken);
    }

    /// <summary>Stores a checked request and answers its handle.</summary>
    public async Task<string> HoldAsync(AuthorizationRequest request, RequestStage stage, CancellationToken cancellationToken)
    {
        var handle = Secrets.New();
        var lifetime = stage == RequestStage.Pushed ? AuthorizationRequest.PushedLifetime : AuthorizationRequest.SignInLifetime;
        var held = request with { HandleHash = Secrets.Hash(handle), Stage = stage, ExpiresTime = clock.GetUtcNow() + lifetime };
        await store.WriteAsync(
            db =>
            {
                db.AuthorizationRequests.Add(held);
                return Task.CompletedTask;
            },
            cancellationToken);
        return handle;
    }

    /// <summary>Whether the session is as strong as the client and this hub ask for.</summary>
    public bool IsStrongEnough(AuthorizationRequest request, SignInSession session)
        => AuthenticationContext.Satisfies(session.Acr, request.AcrValues)
           && (options.SecondFactor == SecondFactor.Offered || session.Acr != AuthenticationContext.Password);

    /// <summary>The id that a sign-in of this account in this browser has or will have: that of the session that goes on, or a new one.</summary>
    public async Task<Guid> SessionIdAsync(HttpContext context, Guid account, CancellationToken cancellationToken)
        => await CurrentAsync(context, cancellationToken) is { } current && current.AccountId == account ? current.Id : Guid.CreateVersion7();

    /// <summary>
    /// Begins a session for someone who has just proved who they are, and sets the cookie. When the browser's session is theirs already it goes
    /// on under its id with the new proof and a new secret, so that what runs under it is not cut off; somebody else's ends.
    /// </summary>
    /// <param name="context">The browser.</param>
    /// <param name="sessionId">From <see cref="SessionIdAsync"/>.</param>
    /// <param name="account">Who it is.</param>
    /// <param name="nameHash">Whose failures are forgotten.</param>
    /// <param name="acr">How well they proved it.</param>
    /// <param name="amr">By which means.</param>
    /// <param name="cancellationToken">Ends the wait for storage.</param>
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
                var goesOn = await db.SignInSessions.Where(row => row.Id == sessionId && row.HandleHash == oldHash && row.EndedTime == null)
                    .ExecuteUpdateAsync(
                        set => set.SetProperty(row => row.HandleHash, session.HandleHash).SetProperty(row => row.Acr, acr).SetProperty(row => row.Amr, amr)
                            .SetProperty(row => row.AuthTime, now).SetProperty(row => row.LastUsedTime, now).SetProperty(row => row.ExpiresTime, session.ExpiresTime),
                        cancellationToken) == 1;
                if (!goesOn)
                    db.SignInSessions.Add(session);
                await db.SignInFailures.Where(failure => failure.NameHash == nameHash).ExecuteDeleteAsync(cancellationToken);
                if (oldHash is not null && !goesOn)
                    await EndAsync(db, db.SignInSessions.Where(row => row.HandleHash == oldHash), now, cancellationToken);
            },
            cancellationToken);
        context.Response.Cookies.Append(CookieName, secret, Cookie);
        return session;
    }

    /// <summary>Where the browser goes with its session: to the client with a code, or to the issuer's own page.</summary>
    public async Task<string> CompleteAsync(AuthorizationRequest request, SignInSession session, CancellationToken cancellationToken)
        => request.ClientId == OwnPages ? request.RedirectUri : await RedirectWithCodeAsync(request, session, cancellationToken);

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
