using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using Mash.FrontDoor.Embedded;
using Mash.Identity.Accounts;
using Mash.Identity.Audit;
using Mash.Identity.Clients;
using Mash.Identity.Keys;
using Mash.Identity.Messages;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Mash.Identity.Tests.Support;

/// <summary>The issuers on real Kestrel with a folder, a database and keys of their own.</summary>
internal sealed class IssuerHost : IAsyncDisposable
{
    public const string Callback = "http://localhost:5999/signin-mash";
    public const string AfterSignOut = "http://localhost:5999/signed-out";
    public const string Password = "three random kettles";

    private static readonly AssetStore Assets = new();

    /// <summary>The front door's style sheet, served by the host itself, for browsers that look at the pages.</summary>
    public static readonly Uri OwnStylesheet = new(Assets.PathOf("app.css"), UriKind.Relative);

    private readonly string _folder;
    private readonly TestDatabase _database;
    private readonly WebApplication _app;
    private bool _isSecond;

    private IssuerHost(string folder, TestDatabase database, IdentityOptions options, WebApplication app, TestClock clock, TestAgencies agencies, TestAudit audit)
    {
        _folder = folder;
        _database = database;
        _app = app;
        Options = options;
        Clock = clock;
        Agencies = agencies;
        Audit = audit;
        FrontDoorKey = null!;
    }

    /// <summary>The host's own folder, gone with it.</summary>
    public string Folder => _folder;

    public IdentityOptions Options { get; }

    public TestClock Clock { get; }

    public TestAgencies Agencies { get; }

    public TestAudit Audit { get; }

    public TestMessages Messages { get; private init; } = new();

    public TestKey FrontDoorKey { get; private init; }

    /// <summary>Every line that was logged.</summary>
    public ConcurrentQueue<string> Log { get; private init; } = [];

    public IServiceProvider Services => _app.Services;

    public StaffAccounts Accounts => Services.GetRequiredService<StaffAccounts>();

    /// <summary>Where it listens.</summary>
    public string Root { get; private init; } = "";

    public static async Task<IssuerHost> StartAsync(
        IdentityDatabaseProvider provider = IdentityDatabaseProvider.Sqlite, Func<IdentityOptions, IdentityOptions>? change = null)
    {
        var folder = Directory.CreateTempSubdirectory("mash-identity-").FullName;
        var database = await TestDatabase.CreateAsync(provider, folder);
        var frontDoorKey = new TestKey();
        var publicKeys = Path.Combine(folder, "front-door.jwks.json");
        await File.WriteAllTextAsync(publicKeys, JsonSerializer.Serialize(new PublicJwks([frontDoorKey.Jwk])));
        var options = new IdentityOptions
        {
            BaseAddress = new Uri($"http://localhost:{FreePort()}"),
            Database = database.Database,
            KeysDirectory = Path.Combine(folder, "keys"),
            StaffClients = [new StaffClient("front-door", publicKeys, [Callback], [AfterSignOut])],
            Stylesheet = new Uri("http://localhost:5999/app.css"),
            PasswordHashIterations = 1000,
            SecondFactor = SecondFactor.Offered,
        };
        options = change?.Invoke(options) ?? options;
        return await RunAsync(folder, database, options, options.BaseAddress, new TestClock(), frontDoorKey);
    }

    /// <summary>A second process of the same issuers at another port: the same name, database, keys and clock, and its own view of agencies.</summary>
    public async Task<IssuerHost> StartAnotherAsync()
    {
        var other = await RunAsync(_folder, _database, Options, new Uri($"http://localhost:{FreePort()}"), Clock, FrontDoorKey);
        other._isSecond = true;
        return other;
    }

    private static async Task<IssuerHost> RunAsync(
        string folder, TestDatabase database, IdentityOptions options, Uri listen, TestClock clock, TestKey frontDoorKey)
    {
        var log = new ConcurrentQueue<string>();
        var (agencies, audit) = (new TestAgencies(), new TestAudit());

        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrel().UseUrls(listen.ToString());
        builder.Services.AddRouting();
        builder.Logging.AddProvider(new TestLog(log));
        builder.Services.AddSingleton<TimeProvider>(clock);
        builder.Services.AddSingleton<IAgencyCredentials>(agencies);
        builder.Services.AddSingleton<ISignInAudit>(audit);
        var messages = new TestMessages();
        builder.Services.AddSingleton<IAccountMessages>(messages);
        builder.Services.AddSingleton(Assets);
        IdentityModule.AddIdentity(builder, options);
        var app = builder.Build();
        IdentityModule.UseIdentity(app);
        app.MapAssets();
        await app.StartAsync();
        return new IssuerHost(folder, database, options, app, clock, agencies, audit)
        {
            FrontDoorKey = frontDoorKey,
            Log = log,
            Messages = messages,
            Root = listen.GetLeftPart(UriPartial.Authority),
        };
    }

    /// <summary>An account that signs in with <see cref="Password"/>.</summary>
    public async Task<StaffAccountInfo> AddPersonAsync(string userName = "ruth.adeyemi@mash.example", string name = "Ruth Adeyemi")
    {
        var result = await Accounts.CreateAsync(new NewStaffAccount(name, userName, userName, Password), CancellationToken.None);
        result.Problems.ShouldBeEmpty();
        return result.Account!;
    }

    public async ValueTask DisposeAsync()
    {
        var errors = Log.Where(line => line.StartsWith(nameof(LogLevel.Error), StringComparison.Ordinal)).ToList();
        // Whatever still writes keys in the background has ended before their folder goes.
        using (var patience = new CancellationTokenSource(TimeSpan.FromSeconds(5)))
            await _app.StopAsync(patience.Token);
        await _app.DisposeAsync();
        if (!_isSecond)
        {
            await _database.DisposeAsync();
            FrontDoorKey.Dispose();
            Directory.Delete(_folder, recursive: true);
        }

        if (!Audit.IsBroken && !Messages.IsBroken)
            errors.ShouldBeEmpty();
    }

    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
