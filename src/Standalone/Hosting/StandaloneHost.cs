using Mash.Hub;
using Mash.Hub.Storage;
using Mash.Identity.Keys;
using Mash.Standalone.Tls;
using Microsoft.Data.Sqlite;

namespace Mash.Standalone.Hosting;

/// <summary>
/// The modules of one process: hub, issuers and front door, each a server with a container of its own. They reach each other over the
/// network, as they would in separate processes; only the issuer asks the hub's rows directly.
/// </summary>
internal sealed class StandaloneHost : IAsyncDisposable
{
    private readonly ILoggerFactory loggers;
    private readonly DataLock? dataLock;
    private readonly LocalAuthority? authority;
    private WebApplication? hub;
    private WebApplication? issuer;
    private WebApplication? frontDoor;

    private StandaloneHost(StandaloneOptions options, ILoggerFactory loggers, DataLock? dataLock, LocalAuthority? authority)
    {
        Options = options;
        this.loggers = loggers;
        this.dataLock = dataLock;
        this.authority = authority;
    }

    public StandaloneOptions Options { get; }

    /// <summary>PEM authority by which clients of this hub trust it; null for the machine's authorities.</summary>
    public string? AuthorityFile => authority?.AuthorityFile ?? Options.Hub.AuthorityFile;

    /// <summary>Services of the hub in this process.</summary>
    /// <exception cref="InvalidOperationException">The hub does not run here.</exception>
    public IServiceProvider HubServices => hub?.Services ?? throw new InvalidOperationException("The hub does not run in this process.");

    /// <summary>Starts hub and issuers, where they run here. The front door opens by <see cref="OpenFrontDoorAsync"/>.</summary>
    /// <param name="options">Checked here.</param>
    /// <param name="loggers">Owned by the host.</param>
    /// <param name="cancellation">Ends the start early.</param>
    /// <exception cref="InvalidOperationException">The options cannot be used, or another process runs on the data directory.</exception>
    public static async Task<StandaloneHost> StartAsync(StandaloneOptions options, ILoggerFactory loggers, CancellationToken cancellation)
    {
        options.Validate();
        SecretFiles.Check(options);
        KeyFiles.EnsureDirectory(options.DataDirectory);
        var writesHere = options.RunsHub && options.Storage.Provider == DatabaseProvider.Sqlite;
        var dataLock = writesHere ? DataLock.Take(options.DataDirectory) : null;
        var authority = options.RunsHub && options.Hub.CertificateFile is null ? new LocalAuthority(options.TlsDirectory, TimeProvider.System) : null;
        var host = new StandaloneHost(options, loggers, dataLock, authority);
        try
        {
            await host.StartHubAsync(cancellation);
            return host;
        }
        catch
        {
            await host.DisposeAsync();
            throw;
        }
    }

    /// <summary>Version of the embedded SQLite.</summary>
    public static string SqliteVersion()
    {
        using var connection = new SqliteConnection("Data Source=:memory:");
        connection.Open();
        return connection.ServerVersion;
    }

    /// <summary>Opens the front door, where it runs here.</summary>
    public async Task OpenFrontDoorAsync(CancellationToken cancellation)
    {
        if (!Options.RunsFrontDoor)
            return;
        frontDoor = FrontDoorServer.Build(Options, AuthorityFile, loggers);
        await frontDoor.StartAsync(cancellation);
    }

    /// <summary>Stops everything in order: no new pages, no new tokens, then the hub, whose clock is stored.</summary>
    public async ValueTask DisposeAsync()
    {
        foreach (var server in new[] { frontDoor, issuer, hub })
        {
            if (server is null)
                continue;
            await server.StopAsync();
            await server.DisposeAsync();
        }
        frontDoor = issuer = hub = null;
        authority?.Dispose();
        dataLock?.Dispose();
        loggers.Dispose();
    }

    private async Task StartHubAsync(CancellationToken cancellation)
    {
        if (!Options.RunsHub)
            return;
        KeyFiles.EnsureDirectory(Options.KeyDirectory);
        if (Options.FrontDoor.PublicKeysFile is null)
            FrontDoorKey.Ensure(Options.KeyDirectory);
        var given = Options.Hub.CertificateFile is { } file ? CertificateFiles.Load(file, Options.Hub.PrivateKeyFile) : null;
        Func<System.Security.Cryptography.X509Certificates.X509Certificate2> certificate = given is null ? authority!.Server : () => given;
        hub = HubServer.Build(Options, certificate, loggers);
        hub.Services.PrepareHub();
        if (Options.RunsIssuer)
        {
            var issuersOwn = Options.Issuer.CertificateFile is { } issuerFile ? CertificateFiles.Load(issuerFile, Options.Issuer.PrivateKeyFile) : null;
            issuer = IssuerServer.Build(Options, hub.Services, issuersOwn is null ? certificate : () => issuersOwn, loggers);
            await issuer.StartAsync(cancellation);
        }
        await hub.StartAsync(cancellation);
    }
}
