using Mash.AgencyClient;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Mash.AgencyCli.Tests.HubStandIn;

/// <summary>
/// A hub on loopback: the real rules for a contact's content, gRPC on a real server, and the exactly-once rule in memory. No storage, no
/// roles; any key is given a token. It can hold answers back, so that a test can interrupt or kill a client at a known point.
/// </summary>
internal sealed class TestHub : IAsyncDisposable
{
    private readonly WebApplication _application;
    private readonly string _directory = Directory.CreateTempSubdirectory("mash-agency-").FullName;

    private TestHub(WebApplication application, HubState state) => (_application, State) = (application, state);

    public HubState State { get; }

    public Uri Address => AddressOf(0);

    public Uri Authority => AddressOf(1);

    public static async Task<TestHub> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Listen(System.Net.IPAddress.Loopback, 0, listen => listen.Protocols = HttpProtocols.Http2);
            kestrel.Listen(System.Net.IPAddress.Loopback, 0, listen => listen.Protocols = HttpProtocols.Http1);
        });
        var state = new HubState();
        builder.Services.AddSingleton(state);
        builder.Services.AddGrpc();
        var application = builder.Build();
        application.MapGrpcService<TestContactService>();
        application.MapGrpcService<TestEventService>();
        var hub = new TestHub(application, state);
        application.MapGet("/.well-known/openid-configuration", () => Results.Json(
            new { issuer = hub.Authority.AbsoluteUri.TrimEnd('/'), token_endpoint = new Uri(hub.Authority, "token") }));
        application.MapPost("/token", () => Results.Json(new { access_token = "any", token_type = "Bearer", expires_in = 600 }));
        await application.StartAsync();
        return hub;
    }

    public MashAgencyClient Client() => MashAgencyClient.Create(Options());

    public MashAgencyClientOptions Options() => new()
    {
        HubAddress = Address,
        Authority = Authority,
        AgencyId = "6f1f3a58-2a53-4f0e-9d0c-6a8e7e2f1b11",
        SigningKeyFile = Key(),
        OutboxDirectory = Path.Combine(_directory, "outbox"),
        HubTelephone = "01632 960999",
        FirstRetryDelay = TimeSpan.FromMilliseconds(20),
    };

    /// <summary>Writes a configuration file for the command line.</summary>
    public string Configuration()
    {
        var path = Path.Combine(_directory, "mash-agency.json");
        var options = Options();
        File.WriteAllText(path, $$"""
            {
              "hub": "{{options.HubAddress}}", "authority": "{{options.Authority}}", "agencyId": "{{options.AgencyId}}",
              "keyFile": "agency.pem", "outbox": "outbox", "hubTelephone": "{{options.HubTelephone}}",
            }
            """);
        return path;
    }

    public string FileOf(string name, string content)
    {
        var path = Path.Combine(_directory, name);
        File.WriteAllText(path, content);
        return path;
    }

    public async ValueTask DisposeAsync()
    {
        State.Release();
        await _application.StopAsync(new CancellationTokenSource(TimeSpan.FromSeconds(2)).Token);
        await _application.DisposeAsync();
        Directory.Delete(_directory, recursive: true);
    }

    private Uri AddressOf(int index) => new(_application.Urls.ElementAt(index));

    private string Key()
    {
        var path = Path.Combine(_directory, "agency.pem");
        if (!File.Exists(path))
        {
            using var key = System.Security.Cryptography.ECDsa.Create(System.Security.Cryptography.ECCurve.NamedCurves.nistP256);
            File.WriteAllText(path, key.ExportPkcs8PrivateKeyPem());
        }
        return path;
    }
}
