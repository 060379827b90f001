using System.Globalization;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.Extensions.Logging;

namespace Mash.FrontDoor.SignIn;

/// <summary>
/// Keeps tickets in the hub's sessions and their access tokens fresh: a ticket that is read shortly before its token ends is renewed first. The
/// browser holds only the session's id.
/// </summary>
internal sealed partial class SessionTickets(HubSessions sessions, IssuerClient issuer, IdTokens idTokens, TimeProvider clock, ILogger<SessionTickets> log)
    : ITicketStore
{
    private const int Lanes = 64;
    private static readonly TimeSpan RenewBefore = TimeSpan.FromMinutes(2);
    private readonly SemaphoreSlim[] lanes = [.. Enumerable.Range(0, Lanes).Select(_ => new SemaphoreSlim(1, 1))];

    public Task<string> StoreAsync(AuthenticationTicket ticket) => StoreAsync(ticket, "", CancellationToken.None);

    public Task<string> StoreAsync(AuthenticationTicket ticket, HttpContext httpContext, CancellationToken cancellationToken)
        => StoreAsync(ticket, httpContext.Request.Headers.UserAgent.ToString(), cancellationToken);

    public Task RenewAsync(string key, AuthenticationTicket ticket) => sessions.RenewAsync(key, Bytes(ticket), CancellationToken.None);

    public Task RemoveAsync(string key) => sessions.EndAsync(key, CancellationToken.None);

    public Task<AuthenticationTicket?> RetrieveAsync(string key) => RetrieveAsync(key, CancellationToken.None);

    public async Task<AuthenticationTicket?> RetrieveAsync(string key, HttpContext httpContext, CancellationToken cancellationToken)
    {
        if (!httpContext.Request.Path.Equals(SignInSettings.CallbackPath, StringComparison.OrdinalIgnoreCase))
            return await RetrieveAsync(key, cancellationToken);
        // Somebody has just signed in: they get a session with a new id, and the browser's old one ends.
        await sessions.EndAsync(key, cancellationToken);
        return null;
    }

    private static byte[] Bytes(AuthenticationTicket ticket) => TicketSerializer.Default.Serialize(ticket);

    private static AuthenticationTicket? Ticket(byte[]? bytes) => bytes is null ? null : TicketSerializer.Default.Deserialize(bytes);

    private static DateTimeOffset End(AuthenticationTicket ticket)
        => DateTimeOffset.Parse(ticket.Properties.GetTokenValue("expires_at")!, CultureInfo.InvariantCulture);

    private Task<string> StoreAsync(AuthenticationTicket ticket, string browser, CancellationToken cancellation)
        => sessions.CreateAsync(ticket.Principal.FindFirst("sub")!.Value, ticket.Principal.FindFirst("sid")?.Value, Bytes(ticket), browser, cancellation);

    private async Task<AuthenticationTicket?> RetrieveAsync(string key, CancellationToken cancellation)
    {
        var ticket = Ticket(await sessions.GetAsync(key, cancellation));
        if (ticket is null || clock.GetUtcNow() < End(ticket) - RenewBefore)
            return ticket;
        var lane = lanes[(uint)StringComparer.Ordinal.GetHashCode(key) % Lanes];
        await lane.WaitAsync(cancellation);
        try
        {
            return await FreshAsync(key, cancellation);
        }
        finally
        {
            lane.Release();
        }
    }

    /// <summary>Reads again inside the lane, since another request may have renewed the ticket, and renews it when none has.</summary>
    private async Task<AuthenticationTicket?> FreshAsync(string key, CancellationToken cancellation)
    {
        var ticket = Ticket(await sessions.GetAsync(key, cancellation));
        if (ticket is null || clock.GetUtcNow() < End(ticket) - RenewBefore)
            return ticket;
        try
        {
            var tokens = await issuer.TokensAsync(
                new() { ["grant_type"] = "refresh_token", ["refresh_token"] = ticket.Properties.GetTokenValue("refresh_token") ?? "" }, cancellation);
            // Once the old refresh token is used up, the new one must be kept, whether or not the browser is still there.
            await idTokens.CheckRefreshedAsync(tokens, ticket.Principal, CancellationToken.None);
            idTokens.Keep(ticket.Properties, tokens);
            return await sessions.RenewAsync(key, Bytes(ticket), CancellationToken.None) ? ticket : null;
        }
        catch (IssuerRefusedException refused)
        {
            return await AfterRefusalAsync(key, refused, cancellation);
        }
        catch (HttpRequestException) when (clock.GetUtcNow() < End(ticket))
        {
            LogNotReached(log);
            return ticket;
        }
    }

    /// <summary>Another front door may have renewed the ticket at the same moment; otherwise the sign-in is over.</summary>
    private async Task<AuthenticationTicket?> AfterRefusalAsync(string key, IssuerRefusedException refused, CancellationToken cancellation)
    {
        var other = Ticket(await sessions.GetAsync(key, cancellation));
        if (other is not null && clock.GetUtcNow() < End(other) - RenewBefore)
            return other;
        LogOver(log, refused.Error);
        await sessions.EndAsync(key, cancellation);
        return null;
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "The issuer ended a sign-in ({Error})")]
    private static partial void LogOver(ILogger log, string error);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The issuer cannot be reached to renew a token; the old one is used while it lasts")]
    private static partial void LogNotReached(ILogger log);
}
