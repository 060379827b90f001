using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;

namespace Mash.Authorities;

/// <summary>
/// What an issuer says of itself, with its keys: read when first needed, again in the background after <see cref="Lifetime"/>, and at once when
/// a token names a key that is not known. Questions are never closer together than <see cref="Floor"/>, so that made-up key ids cannot be used
/// to hammer the issuer. An issuer that cannot be reached is believed as it was last seen.
/// </summary>
internal sealed class IssuerMetadata : IDisposable
{
    /// <summary>A key that the issuer withdraws counts no longer than this.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(5);

    /// <summary>Shortest time between two questions.</summary>
    public static readonly TimeSpan Floor = TimeSpan.FromSeconds(10);

    private readonly string _authority;
    private readonly HttpDocumentRetriever _documents;
    private readonly TimeProvider _clock;
    private readonly SemaphoreSlim _one = new(1, 1);
    private OpenIdConnectConfiguration? _current;
    private long _readTicks;
    private long _askedTicks;

    /// <param name="authority">The issuer, as in <c>iss</c>; https unless it is loopback.</param>
    /// <param name="http">Its timeout is the longest wait.</param>
    /// <param name="clock">Real time.</param>
    public IssuerMetadata(Uri authority, HttpClient http, TimeProvider clock)
    {
        _authority = NameOf(authority);
        _documents = new HttpDocumentRetriever(http) { RequireHttps = !authority.IsLoopback };
        _clock = clock;
    }

    /// <summary>The issuer's name as it is compared: without a slash at the end.</summary>
    public static string NameOf(Uri authority) => authority.ToString().TrimEnd('/');

    public void Dispose() => _one.Dispose();

    /// <summary>What is known, asking where nothing is.</summary>
    /// <exception cref="IOException">Nothing is known and the issuer cannot be read, or it is another.</exception>
    public async ValueTask<OpenIdConnectConfiguration> GetAsync(CancellationToken cancellation)
    {
        if (Volatile.Read(ref _current) is not { } known)
            return await AskAsync(null, cancellation);
        if (Since(ref _readTicks) >= Lifetime && Since(ref _askedTicks) >= Floor)
            _ = AskQuietlyAsync(known);
        return known;
    }

    /// <summary>Asks again because something in <paramref name="seen"/> is missing, unless somebody asked a moment ago.</summary>
    /// <returns>What is known now; the same object where nothing newer is.</returns>
    public async ValueTask<OpenIdConnectConfiguration> RefreshAsync(OpenIdConnectConfiguration seen, CancellationToken cancellation)
    {
        try
        {
            return await AskAsync(seen, cancellation);
        }
        catch (IOException)
        {
            return seen;
        }
    }

    private TimeSpan Since(ref long ticks) => TimeSpan.FromTicks(Math.Abs(_clock.GetUtcNow().UtcTicks - Volatile.Read(ref ticks)));

    private async Task AskQuietlyAsync(OpenIdConnectConfiguration seen)
    {
        try
        {
            await AskAsync(seen, CancellationToken.None);
        }
        catch (IOException)
        {
            // What is known stays; the next call asks again.
        }
    }

    private async Task<OpenIdConnectConfiguration> AskAsync(OpenIdConnectConfiguration? seen, CancellationToken cancellation)
    {
        await _one.WaitAsync(cancellation);
        try
        {
            if (_current is { } known && (!ReferenceEquals(known, seen) || Since(ref _askedTicks) < Floor))
                return known;
            Volatile.Write(ref _askedTicks, _clock.GetUtcNow().UtcTicks);
            var found = await ReadAsync(cancellation);
            Volatile.Write(ref _readTicks, _clock.GetUtcNow().UtcTicks);
            Volatile.Write(ref _current, found);
            return found;
        }
        finally
        {
            _one.Release();
        }
    }

    private async Task<OpenIdConnectConfiguration> ReadAsync(CancellationToken cancellation)
    {
        OpenIdConnectConfiguration found;
        try
        {
            found = await OpenIdConnectConfigurationRetriever.GetAsync(_authority + "/.well-known/openid-configuration", _documents, cancellation);
        }
#pragma warning disable CA1031 // the retriever throws whatever its parts throw
        catch (Exception error) when (error is not OperationCanceledException || !cancellation.IsCancellationRequested)
#pragma warning restore CA1031
        {
            throw new IOException("The issuer's metadata cannot be read.", error);
        }

        return found.Issuer?.TrimEnd('/') == _authority ? found : throw new IOException("The metadata name another issuer.");
    }
}
