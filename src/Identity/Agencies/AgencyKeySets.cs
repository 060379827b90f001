using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using Mash.Identity.Keys;

namespace Mash.Identity.Agencies;

/// <summary>
/// Keys that agencies publish at an address of their own (a JWK set). The address was given by somebody outside, so it is asked with care:
/// https, no redirects, no host of an inner network, a few seconds, a few kilobytes. A set is kept for a while and read again when a key is
/// looked for that is not in it, but not more often than <see cref="Floor"/>, so that made-up key ids reach nobody.
/// </summary>
internal sealed partial class AgencyKeySets : IDisposable
{
    /// <summary>How long a set is believed without asking again. A key that the agency withdraws counts no longer than this.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(5);

    /// <summary>Shortest time between two questions to one address.</summary>
    public static readonly TimeSpan Floor = TimeSpan.FromSeconds(30);

    /// <summary>Largest set, in bytes.</summary>
    public const int SizeLimit = 16 * 1024;

    /// <summary>Most keys that count in a set: two live ones while rotating, and some that are on their way in or out.</summary>
    public const int KeysLimit = 10;

    private const int AddressesLimit = 10_000;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly ConcurrentDictionary<Uri, Entry> _entries = new();
    private readonly KeyAddressRules _rules;
    private readonly TimeProvider _clock;
    private readonly ILogger<AgencyKeySets> _log;
    private readonly HttpClient _http;

    public AgencyKeySets(IdentityOptions options, TimeProvider clock, ILogger<AgencyKeySets> log)
        : this(options.KeyAddresses, clock, log, null)
    {
    }

    /// <param name="rules">Which addresses may be asked.</param>
    /// <param name="clock">Real time.</param>
    /// <param name="log">Gets failures, without what was answered.</param>
    /// <param name="trust">Authorities to trust in place of the machine's; tests have their own.</param>
    internal AgencyKeySets(KeyAddressRules rules, TimeProvider clock, ILogger<AgencyKeySets> log, X509ChainPolicy? trust)
    {
        _rules = rules;
        _clock = clock;
        _log = log;
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            UseProxy = false,
            ConnectTimeout = Patience,
            MaxResponseHeadersLength = 16,
            PooledConnectionLifetime = TimeSpan.FromMinutes(1),
            ConnectCallback = ConnectAsync,
        };
        handler.SslOptions.CertificateChainPolicy = trust;
        _http = new HttpClient(handler) { Timeout = Patience, MaxResponseContentBufferSize = SizeLimit };
        _http.DefaultRequestHeaders.Accept.ParseAdd("application/jwk-set+json, application/json");
    }

    public void Dispose() => _http.Dispose();

    /// <summary>The keys at an address; none where they cannot be read or the address may not be asked.</summary>
    /// <param name="address">The agency's address.</param>
    /// <param name="keyId">The key that is looked for; null for any.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task<IReadOnlyList<PublicJwk>> ReadAsync(Uri address, string? keyId, CancellationToken cancellationToken)
    {
        if (!_rules.Allows(address))
            return [];
        if (_entries.Count >= AddressesLimit)
            _entries.Clear();
        var entry = _entries.GetOrAdd(address, _ => new Entry());
        if (entry.IsEnough(keyId, _clock.GetUtcNow()))
            return entry.Keys;
        await entry.One.WaitAsync(cancellationToken);
        try
        {
            var now = _clock.GetUtcNow();
            if (entry.IsEnough(keyId, now))
                return entry.Keys;
            entry.AskedTime = now;
            if (await FetchAsync(address, cancellationToken) is { } keys)
                (entry.Keys, entry.ReadTime) = (keys, now);
            else if (now - entry.ReadTime >= Lifetime)
                entry.Keys = [];
            return entry.Keys;
        }
        finally
        {
            entry.One.Release();
        }
    }

    private async Task<IReadOnlyList<PublicJwk>?> FetchAsync(Uri address, CancellationToken cancellationToken)
    {
        try
        {
            using var response = await _http.GetAsync(address, HttpCompletionOption.ResponseContentRead, cancellationToken);
            if (response.StatusCode != HttpStatusCode.OK)
            {
                LogUnread(_log, address.Host, "status " + (int)response.StatusCode);
                return null;
            }

            return Usable(await response.Content.ReadAsByteArrayAsync(cancellationToken));
        }
        catch (Exception error) when (error is HttpRequestException or JsonException or FormatException or InvalidOperationException or KeyNotFoundException
            || (error is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            LogUnread(_log, address.Host, error.GetType().Name);
            return null;
        }
    }

    /// <summary>Signing keys on P-256. Others may stand in the set and do not count; a set with a private key counts for nothing.</summary>
    private static List<PublicJwk> Usable(byte[] text)
    {
        using var document = JsonDocument.Parse(text);
        var keys = new List<PublicJwk>();
        foreach (var element in document.RootElement.GetProperty("keys").EnumerateArray())
        {
            if (element.TryGetProperty("d", out _))
                throw new FormatException("A private key was published.");
            if (element.TryGetProperty("use", out var use) && use.GetString() != "sig")
                continue;
            if (TryParse(element) is { } key && keys.Count < KeysLimit)
                keys.Add(key);
        }

        return keys;
    }

    private static PublicJwk? TryParse(JsonElement element)
    {
        try
        {
            // A certificate in a published set is for information: only one that was handed in is demanded.
            return PublicJwk.Parse(element.GetRawText()) with { CertificateThumbprint = null };
        }
        catch (FormatException)
        {
            return null;
        }
    }

    /// <summary>Connects to an address that was checked, not to a name that could lead elsewhere the next time.</summary>
    private async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        var name = context.DnsEndPoint.Host;
        var isLoopbackName = name == "localhost" || (IPAddress.TryParse(name, out var literal) && IPAddress.IsLoopback(literal));
        var hosts = await Dns.GetHostAddressesAsync(name, cancellationToken);
        if (hosts.Length == 0 || !hosts.All(host => _rules.Allows(host, isLoopbackName)))
            throw new HttpRequestException("The host is not one that may be asked.");
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(hosts, context.DnsEndPoint.Port, cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The keys of an agency at {Host} cannot be read ({Reason})")]
    private static partial void LogUnread(ILogger log, string host, string reason);

    private sealed class Entry
    {
        public SemaphoreSlim One { get; } = new(1, 1);

        public IReadOnlyList<PublicJwk> Keys { get; set; } = [];

        public DateTimeOffset ReadTime { get; set; } = DateTimeOffset.MinValue;

        public DateTimeOffset AskedTime { get; set; } = DateTimeOffset.MinValue;

        /// <summary>True where the keys that are here answer the question, or asking again would come too soon.</summary>
        public bool IsEnough(string? keyId, DateTimeOffset now)
            => now - AskedTime < Floor || (now - ReadTime < Lifetime && (keyId is null || Keys.Any(key => key.KeyId == keyId)));
    }
}
