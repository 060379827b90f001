using System.Security.Cryptography;
using Mash.AgencyClient;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Mash.AgencyCli.Tests.HubStandIn;

/// <summary>Gives an agency's client the tokens that a test makes; looks at no assertion.</summary>
internal sealed class TestAuthority : IAsyncDisposable
{
    private readonly WebApplication _application;
    private readonly string _directory = Directory.CreateTempSubdirectory("mash-agency-").FullName;

    private TestAuthority(WebApplication application) => _application = application;

    private string Address => _application.Urls.First();

    public static async Task<TestAuthority> StartAsync(Func<string> token)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var application = builder.Build();
        var authority = new TestAuthority(application);
        application.MapGet("/.well-known/openid-configuration", () => Results.Json(
            new { issuer = authority.Address, token_endpoint = authority.Address + "/token" }));
        application.MapPost("/token", () => Results.Json(new { access_token = token(), token_type = "Bearer", expires_in = 300 }));
        await application.StartAsync();
        return authority;
    }

    public MashAgencyClient Client(Uri hub, Guid agencyId)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var keyFile = Path.Combine(_directory, "agency.pem");
        File.WriteAllText(keyFile, key.ExportPkcs8PrivateKeyPem());
        return MashAgencyClient.Create(new MashAgencyClientOptions
        {
            HubAddress = hub,
            Authority = new Uri(Address),
            AgencyId = agencyId.ToString(),
            SigningKeyFile = keyFile,
            OutboxDirectory = Path.Combine(_directory, "outbox"),
            HubTelephone = "01632 960999",
        });
    }

    public async ValueTask DisposeAsync()
    {
        await _application.StopAsync();
        await _application.DisposeAsync();
        Directory.Delete(_directory, recursive: true);
    }
}
