using System.Net;
using System.Net.Sockets;
using Mash.AgencyClient;
using Mash.Hub.Storage;
using Mash.Standalone.Hosting;
using Mash.Standalone.SampleWorld;
using Microsoft.Extensions.Logging.Abstractions;

namespace Mash.Standalone.Tests.Support;

/// <summary>A whole process on ports and a database of its own; it can be stopped and started again.</summary>
internal sealed class TestRun : IAsyncDisposable
{
    private readonly TestDatabase database;
    private StandaloneHost? host;

    private TestRun(TestDatabase database, StandaloneOptions options)
    {
        this.database = database;
        Options = options;
    }

    public StandaloneOptions Options { get; }

    public StandaloneHost Host => host ?? throw new InvalidOperationException("It does not run.");

    public static TestRun Prepare(DatabaseProvider provider, Func<StandaloneOptions, StandaloneOptions>? change = null)
    {
        var database = new TestDatabase(provider);
        var options = OptionsFor(provider, database.Options.ConnectionString, Path.Combine(database.Directory, "run"));
        return new TestRun(database, change?.Invoke(options) ?? options);
    }

    public static async Task<TestRun> StartAsync(DatabaseProvider provider)
    {
        var run = Prepare(provider);
        await run.StartAsync();
        return run;
    }

    public static StandaloneOptions OptionsFor(DatabaseProvider provider, string? connectionString, string directory) => new()
    {
        DataDirectory = directory,
        SampleData = true,
        SamplesDirectory = Path.Combine(AppContext.BaseDirectory, "samples"),
        Hub = new HubSection { Address = new Uri($"https://localhost:{FreePort()}") },
        Issuer = new IssuerSection { Address = new Uri($"http://localhost:{FreePort()}"), PasswordHashIterations = 1000 },
        FrontDoor = new FrontDoorSection { Address = new Uri($"http://localhost:{FreePort()}") },
        Storage = new StorageSection { Provider = provider, ConnectionString = connectionString },
    };

    public async Task StartAsync() => host = await StandaloneHost.StartAsync(Options, new NullLoggerFactory(), CancellationToken.None);

    public async Task StopAsync()
    {
        if (host is not null)
            await host.DisposeAsync();
        host = null;
    }

    /// <summary>The sample world, but only these contacts.</summary>
    public Task<ReplayCounts?> FillAsync(Func<SampleContact, bool> take) =>
        new SampleWorldStart(Host, TextWriter.Null).EnsureAsync(take, CancellationToken.None);

    /// <summary>An agency of the samples through the SDK, by the configuration that the sample world left for it.</summary>
    public MashAgencyClient OpenAgency(string key)
    {
        var directory = Path.Combine(Options.DataDirectory, "agencies", key);
        using var configuration = System.Text.Json.JsonDocument.Parse(File.ReadAllText(Path.Combine(directory, "mash-agency.json")));
        return MashAgencyClient.Create(new MashAgencyClientOptions
        {
            HubAddress = Options.Hub.Address,
            Authority = Options.AgencyAuthority,
            AgencyId = configuration.RootElement.GetProperty("agencyId").GetString()!,
            SigningKeyFile = Path.Combine(directory, "key.pem"),
            CaCertificateFile = Path.Combine(Options.TlsDirectory, "ca.crt"),
            OutboxDirectory = Path.Combine(directory, "outbox"),
            HubTelephone = "03069 990601",
        });
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        await database.DisposeAsync();
    }

    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
