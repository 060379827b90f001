using System.Text;
using Mash.Identity.Keys;
using Mash.Identity.Storage;
using Microsoft.EntityFrameworkCore;

namespace Mash.Identity.Sessions;

/// <summary>A session as its person may see it.</summary>
internal sealed record SessionSummary(Guid Id, DateTimeOffset CreatedTime, DateTimeOffset LastUsedTime, string Browser, bool Current);

/// <summary>An opened session.</summary>
internal sealed record OpenedSession(byte[] Ticket, DateTimeOffset ExpiresTime);

/// <summary>Front-door sessions: 15 minutes idle, 10 hours at most, gone as soon as the account is closed.</summary>
internal sealed class FrontDoorSessions(IdentityStore store, SessionSeal seal, IdentityOptions options, TimeProvider clock)
{
    /// <summary>Use is written down at most this often; a session may end this much early.</summary>
    public static readonly TimeSpan UseStep = TimeSpan.FromSeconds(15);

    private const string TicketColumn = "front_door_session.ticket";
    private const string BrowserColumn = "front_door_session.browser";

    /// <returns>
    /// The secret id and the latest end, or null when there is no such open account. Whom another authority signs in is that authority's to say.
    /// </returns>
    public async Task<(string SessionId, DateTimeOffset ExpiresTime)?> CreateAsync(
        string subject, Guid? signIn, byte[] ticket, string browser, CancellationToken cancellationToken)
    {
        var account = options.StaffSignInElsewhere ? (Guid?)null : Guid.Parse(subject);
        var id = Guid.CreateVersion7();
        var secret = Secrets.New();
        var now = clock.GetUtcNow();
        var session = new FrontDoorSession
        {
            Id = id,
            HandleHash = Secrets.Hash(secret),
            AccountId = account,
            Subject = account?.ToString() ?? subject,
            SignInId = signIn,
            Ticket = seal.Seal(ticket, TicketColumn, id),
            Browser = seal.Seal(Encoding.UTF8.GetBytes(browser), BrowserColumn, id),
            CreatedTime = now,
            LastUsedTime = now,
            ExpiresTime = now + FrontDoorSession.Lifetime,
        };
        var stored = await store.WriteAsync(
            async db =>
            {
                if (account is not null && !await db.Users.AnyAsync(row => row.Id == account && row.DisabledTime == null, cancellationToken))
                    return false;
                db.FrontDoorSessions.Add(session);
                return true;
            },
            cancellationToken);
        return stored ? (secret, session.ExpiresTime) : null;
    }

    /// <summary>Reads a session and counts as use; null when it is not there or over.</summary>
    public async Task<OpenedSession?> OpenAsync(string secret, CancellationToken cancellationToken)
    {
        var hash = Secrets.Hash(secret);
        var now = clock.GetUtcNow();
        var session = await store.ReadAsync(db => Live(db, now).SingleOrDefaultAsync(row => row.HandleHash == hash, cancellationToken), cancellationToken);
        if (session is null)
            return null;
        if (now - session.LastUsedTime >= UseStep)
        {
            await store.WriteAsync(
                db => db.FrontDoorSessions.Where(row => row.Id == session.Id && row.LastUsedTime < now)
                    .ExecuteUpdateAsync(set => set.SetProperty(row => row.LastUsedTime, now), cancellationToken),
                cancellationToken);
        }

        return new OpenedSession(seal.Open(session.Ticket, TicketColumn, session.Id), session.ExpiresTime);
    }

    /// <summary>Replaces the ticket; false when the session is not there or over.</summary>
    public async Task<bool> RenewAsync(string secret, byte[] ticket, CancellationToken cancellationToken)
    {
        var hash = Secrets.Hash(secret);
        var now = clock.GetUtcNow();
        return await store.WriteAsync(
            async db =>
            {
                var session = await Live(db, now).AsTracking().SingleOrDefaultAsync(row => row.HandleHash == hash, cancellationToken);
                if (session is null)
                    return false;
                session.Ticket = seal.Seal(ticket, TicketColumn, session.Id);
                session.LastUsedTime = now;
                return true;
            },
            cancellationToken);
    }

    /// <summary>Ends a session by its secret. Ending one that is not there is no error.</summary>
    public Task EndAsync(string secret, CancellationToken cancellationToken)
    {
        var hash = Secrets.Hash(secret);
        return store.WriteAsync(db => db.FrontDoorSessions.Where(row => row.HandleHash == hash).ExecuteDeleteAsync(cancellationToken), cancellationToken);
    }

    /// <summary>
    /// Ends one of a person's sessions by its public id, with the sign-in at the issuer that it began under: that browser is asked to sign in
    /// again, not let in silently.
    /// </summary>
    public Task EndAsync(string subject, Guid id, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        return store.WriteAsync(
            async db =>
            {
                var session = await db.FrontDoorSessions.AsNoTracking().SingleOrDefaultAsync(row => row.Id == id && row.Subject == subject, cancellationToken);
                if (session is null)
                    return;
                await db.FrontDoorSessions.Where(row => row.Id == id).ExecuteDeleteAsync(cancellationToken);
                await db.TokenGrants.Where(grant => grant.SessionId == session.SignInId && grant.AccountId == session.AccountId && grant.RevokedTime == null)
                    .ExecuteUpdateAsync(set => set.SetProperty(grant => grant.RevokedTime, now), cancellationToken);
                await db.SignInSessions.Where(signIn => signIn.Id == session.SignInId && signIn.AccountId == session.AccountId && signIn.EndedTime == null)
                    .ExecuteUpdateAsync(set => set.SetProperty(signIn => signIn.EndedTime, now), cancellationToken);
            },
            cancellationToken);
    }

    /// <summary>A person's live sessions, newest first.</summary>
    /// <param name="subject">The person.</param>
    /// <param name="current">Secret of the session that asks; empty where none does.</param>
    /// <param name="cancellationToken">Ends the query early.</param>
    public async Task<IReadOnlyList<SessionSummary>> ListAsync(string subject, string current, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var currentHash = Secrets.Hash(current);
        var rows = await store.ReadAsync(
            db => Live(db, now).Where(row => row.Subject == subject).OrderByDescending(row => row.CreatedTime).ThenByDescending(row => row.Id)
                .Select(row => new { row.Id, row.CreatedTime, row.LastUsedTime, row.Browser, row.HandleHash }).ToListAsync(cancellationToken),
            cancellationToken);
        return [.. rows.Select(row => new SessionSummary(
            row.Id, row.CreatedTime, row.LastUsedTime, Encoding.UTF8.GetString(seal.Open(row.Browser, BrowserColumn, row.Id)), row.HandleHash == currentHash))];
    }

    private static IQueryable<FrontDoorSession> Live(IdentityDb db, DateTimeOffset now)
    {
        var usedSince = now - FrontDoorSession.Idle;
        return db.FrontDoorSessions.Where(row => row.ExpiresTime > now && row.LastUsedTime > usedSince
                                                 && (row.AccountId == null || db.Users.Any(account => account.Id == row.AccountId && account.DisabledTime == null)));
    }
}
