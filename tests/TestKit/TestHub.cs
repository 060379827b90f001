using System.Collections.Concurrent;
using Grpc.Core;
using Grpc.Net.Client;
using Mash.Hub;
using Mash.Hub.Access;
using Mash.Hub.Agencies;
using Mash.Hub.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Mash.TestKit;

/// <summary>A whole hub on a real database and a real loopback port, with people and agencies that a test asks for.</summary>
internal sealed class TestHub : IAsyncDisposable
{
    private readonly TestIssuer issuer;
    private readonly bool ownsDatabase;
    /// <summary>As many calls as a test or a measurement makes.</summary>
    private static readonly Mash.Hub.Grpc.CallLimits Unlimited = new() { SystemCallsPerMinute = int.MaxValue, PersonCallsPerMinute = int.MaxValue, UnknownCallsPerMinute = int.MaxValue };

    private Mash.Hub.Grpc.CallLimits callLimits = Unlimited;
    private bool ownsIssuer = true;
    private WebApplication app = null!;
    private GrpcChannel channel = null!;

    private TestHub(TestDatabase database, bool ownsDatabase, TestIssuer issuer, TestClock clock)
    {
        Database = database;
        this.ownsDatabase = ownsDatabase;
        this.issuer = issuer;
        Clock = clock;
    }

    public TestDatabase Database { get; }

    /// <summary>Real time of this hub; domain time equals it unless a test moves it apart.</summary>
    public TestClock Clock { get; }

    public TestIssuer Issuer => issuer;

    public IServiceProvider Services => app.Services;

    public Uri Address { get; private set; } = null!;

    /// <summary>Everything the hub logged.</summary>
    public ConcurrentQueue<string> Log { get; } = new();

    /// <summary>Starts a hub on a new database.</summary>
    /// <param name="provider">The database.</param>
    /// <param name="configure">Changes to the host before it is built.</param>
    /// <param name="callLimits">Limits of calls; none without it.</param>
    /// <param name="realTime">True to start the clock at the real time, as long loads need for their tokens.</param>
    /// <param name="map">Maps services that the product hosts beside the hub's own.</param>
    public static async Task<TestHub> StartAsync(DatabaseProvider provider, Action<WebApplicationBuilder>? configure = null, bool realTime = false,
        Mash.Hub.Grpc.CallLimits? callLimits = null, Action<IEndpointRouteBuilder>? map = null)
    {
        var clock = realTime ? new TestClock(DateTimeOffset.UtcNow) : TestClock.OpenFriday();
        var hub = new TestHub(new TestDatabase(provider), ownsDatabase: true, await TestIssuer.StartAsync(clock), clock);
        hub.callLimits = callLimits ?? Unlimited;
        await hub.RunAsync(configure, map);
        return hub;
    }

    /// <summary>Starts a hub on a database that is there already.</summary>
    public static async Task<TestHub> StartAsync(TestDatabase database)
    {
        var clock = TestClock.OpenFriday();
        var hub = new TestHub(database, ownsDatabase: false, await TestIssuer.StartAsync(clock), clock);
        await hub.RunAsync(null);
        return hub;
    }

    /// <summary>Starts a second hub on the same rows, with the same authorities and the same time, as on another machine. PostgreSQL only.</summary>
    public static async Task<TestHub> StartBesideAsync(TestHub first)
    {
        var hub = new TestHub(first.Database, ownsDatabase: false, first.issuer, first.Clock) { ownsIssuer = false };
        await hub.RunAsync(null);
        return hub;
    }

    /// <summary>Stops the hub's process part and starts it again on the same rows.</summary>
    public async Task RestartAsync()
    {
        await StopAsync();
        await RunAsync(null);
    }

    /// <summary>Registers an agency straight in the database.</summary>
    public async Task<Guid> AddAgencyAsync(string name = "Test Agency", AgencyKind kind = AgencyKind.Other, string sourceCodes = "*")
    {
        var agencyId = Guid.CreateVersion7();
        await Write(db => db.Agencies.Add(new AgencyRow
        {
            AgencyId = agencyId,
            Name = name + " " + agencyId.ToString()[^6..],
            Kind = kind,
            Telephone = "01632 960001",
            Scopes = string.Join(' ', AgencyScopes.All),
            SourceCodes = sourceCodes == "*" ? "1A 1B 1C 1D 2A 2B 3A 3B 3C 3D 3E 3F 4 5A 5B 5C 5D 6 7 8 9 10" : sourceCodes,
            RegisteredTime = Clock.GetUtcNow(),
        }));
        return agencyId;
    }

    /// <summary>Gives a new person these roles and answers their subject.</summary>
    public async Task<string> AddStaffAsync(string name, params string[] roles)
    {
        var account = new AccountRow
        {
            AccountId = Guid.CreateVersion7(),
            Issuer = issuer.Staff.ToString().TrimEnd('/'),
            Subject = Guid.NewGuid().ToString(),
            Name = name,
            CreatedTime = Clock.GetUtcNow(),
        };
        await Write(db =>
        {
            db.Accounts.Add(account);
            foreach (var role in roles)
                db.Memberships.Add(new MembershipRow { MembershipId = Guid.CreateVersion7(), AccountId = account.AccountId, Role = role, GrantedTime = Clock.GetUtcNow() });
        });
        return account.Subject;
    }

    /// <summary>Gives a new person of an agency these roles and answers their subject.</summary>
    public async Task<string> AddAgencyPersonAsync(Guid agencyId, string name, params string[] roles)
    {
        var subject = await AddStaffAsync(name);
        await Write(db =>
        {
            var account = db.Accounts.Single(row => row.Subject == subject);
            foreach (var role in roles)
            {
                db.Memberships.Add(new MembershipRow
                {
                    MembershipId = Guid.CreateVersion7(),
                    AccountId = account.AccountId,
                    AgencyId = agencyId,
                    Role = role,
                    GrantedTime = Clock.GetUtcNow(),
                });
            }
        });
        return subject;
    }

    /// <summary>A call invoker that speaks as an agency's system.</summary>
    public CallInvoker AsAgency(Guid agencyId, string? scopes = null) =>
        With(issuer.AgencyToken(agencyId, scopes ?? string.Join(' ', AgencyScopes.All)));

    /// <summary>A call invoker that speaks as a person who has just signed in with two factors.</summary>
    public CallInvoker AsStaff(string subject) => With(issuer.StaffToken(subject));

    /// <summary>A call invoker that speaks as a person who signed in some time ago, or with less.</summary>
    public CallInvoker AsStaff(string subject, TimeSpan signedInBefore, string acr = "urn:mash:acr:mfa") =>
        With(issuer.StaffToken(subject, signedInBefore: signedInBefore, acr: acr));

    /// <summary>A call invoker with this bearer token; null for none.</summary>
    public CallInvoker With(string? token) => channel.CreateCallInvoker().WithBearer(token);

    /// <summary>The leaves of the audit log as text, in order.</summary>
    public Task<List<string>> ReadLeavesAsync() => Services.GetRequiredService<WriteQueue>().WriteAsync(session =>
    {
        var leaves = new List<string>();
        using var rows = session.Query(SelectLeaves);
        while (rows.Read())
            leaves.Add(System.Text.Encoding.UTF8.GetString(rows.ReadBytes(0)));
        return leaves;
    });

    private static readonly SqlStatement SelectLeaves = new("SELECT leaf FROM audit_leaves ORDER BY seq", 0);

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        if (ownsIssuer)
            await issuer.DisposeAsync();
        if (ownsDatabase)
            await Database.DisposeAsync();
    }

    private async Task RunAsync(Action<WebApplicationBuilder>? configure, Action<IEndpointRouteBuilder>? map = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Logging.AddProvider(new QueueLoggerProvider(Log));
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(System.Net.IPAddress.Loopback, 0, listen => listen.Protocols = HttpProtocols.Http2));
        builder.Services.AddSingleton<TimeProvider>(Clock);
        builder.Services.AddHub(new HubOptions
        {
            Storage = Database.Options,
            Access = new AccessOptions { StaffAuthority = issuer.Staff, AgencyAuthority = issuer.Agencies },
            CallLimits = callLimits,
            HeartbeatInterval = TimeSpan.FromMilliseconds(200),
        });
        configure?.Invoke(builder);
        app = builder.Build();
        app.Services.PrepareHub();
        app.MapHub();
        map?.Invoke(app);
        await app.StartAsync();
        Address = new Uri(app.Urls.First());
        channel = GrpcChannel.ForAddress(Address, new GrpcChannelOptions { LoggerFactory = NullLoggerFactory.Instance });
    }

    private async Task StopAsync()
    {
        channel.Dispose();
        await app.StopAsync();
        await app.DisposeAsync();
    }

    private async Task Write(Action<HubDb> change)
    {
        await Services.GetRequiredService<WriteQueue>().WriteAsync(session =>
        {
            using var db = session.OpenContext();
            change(db);
            db.SaveChanges();
            AccessDirectory.Touch(session);
            return true;
        });
        Services.GetRequiredService<AccessDirectory>().Reload();
    }

    private sealed class QueueLoggerProvider(ConcurrentQueue<string> log) : ILoggerProvider
    {
        public ILogger CreateLogger(string categoryName) => new QueueLogger(categoryName, log);

        public void Dispose()
        {
        }
    }

    private sealed class QueueLogger(string category, ConcurrentQueue<string> log) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Information;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            log.Enqueue($"{logLevel} {category} {formatter(state, exception)} {exception}");
    }
}
