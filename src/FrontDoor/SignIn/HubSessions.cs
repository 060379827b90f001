using Grpc.Core;
using Mash.V1;

namespace Mash.FrontDoor.SignIn;

/// <summary>SessionService in the front door's own name.</summary>
/// <param name="invoker">Calls to the hub, over TLS, without credentials.</param>
/// <param name="tokens">Whose name the calls are in.</param>
/// <param name="clock">Real time, for deadlines.</param>
internal sealed class HubSessions(CallInvoker invoker, FrontDoorTokens tokens, TimeProvider clock)
{
    private const int BrowserLimit = 200;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private readonly SessionService.SessionServiceClient client = new(invoker);

    /// <summary>Stores a new session and answers its secret id.</summary>
    /// <param name="subject">The person.</param>
    /// <param name="signIn">The issuer's <c>sid</c>; kept where it is a UUID, as the embedded issuer's are.</param>
    /// <param name="ticket">Serialised.</param>
    /// <param name="browser">What the browser says it is.</param>
    /// <param name="cancellation">Ends the call early.</param>
    public async Task<string> CreateAsync(string subject, string? signIn, byte[] ticket, string browser, CancellationToken cancellation)
    {
        var request = new CreateSessionRequest
        {
            Subject = subject,
            Ticket = Google.Protobuf.ByteString.CopyFrom(ticket),
            Browser = browser.Length > BrowserLimit ? browser[..BrowserLimit] : browser,
            SignInId = Guid.TryParse(signIn, out var id) ? id.ToString() : "",
        };
        return (await client.CreateSessionAsync(request, await OptionsAsync(cancellation))).SessionId;
    }

    /// <summary>The ticket, or null when the session is over.</summary>
    public async Task<byte[]?> GetAsync(string sessionId, CancellationToken cancellation)
    {
        try
        {
            return (await client.GetSessionAsync(new() { SessionId = sessionId }, await OptionsAsync(cancellation))).Ticket.ToByteArray();
        }
        catch (RpcException error) when (error.StatusCode is StatusCode.NotFound or StatusCode.InvalidArgument)
        {
            return null;
        }
    }

    /// <summary>Replaces the ticket; false when the session is over.</summary>
    public async Task<bool> RenewAsync(string sessionId, byte[] ticket, CancellationToken cancellation)
    {
        try
        {
            var request = new RenewSessionRequest { SessionId = sessionId, Ticket = Google.Protobuf.ByteString.CopyFrom(ticket) };
            await client.RenewSessionAsync(request, await OptionsAsync(cancellation));
            return true;
        }
        catch (RpcException error) when (error.StatusCode == StatusCode.NotFound)
        {
            return false;
        }
    }

    public async Task EndAsync(string sessionId, CancellationToken cancellation)
        => await client.EndSessionAsync(new() { SessionId = sessionId }, await OptionsAsync(cancellation));

    public async Task StoreKeyAsync(string friendlyName, string xml, CancellationToken cancellation)
        => await client.StoreDataProtectionKeyAsync(new() { FriendlyName = friendlyName, Xml = xml }, await OptionsAsync(cancellation));

    public async Task<IReadOnlyList<string>> KeysAsync(CancellationToken cancellation)
        => (await client.ListDataProtectionKeysAsync(new(), await OptionsAsync(cancellation))).Xml;

    private async Task<CallOptions> OptionsAsync(CancellationToken cancellation) => new(
        new Metadata { { "authorization", "Bearer " + await tokens.GetAsync(cancellation) } }, (clock.GetUtcNow() + Patience).UtcDateTime, cancellation);
}
