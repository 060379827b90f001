using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using Grpc.Core;
using Grpc.Net.Client;
using Mash.AgencyCli.Commands;
using Mash.AgencyClient;
using Mash.Hub.Agencies;
using Mash.Hub.Storage;
using Mash.Standalone.Tests.Support;
using Mash.V1;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Mash.Standalone.Tests;

/// <summary>Tokens bound to a client certificate (RFC 8705), over real TLS from the token endpoint to the hub.</summary>
public sealed class BoundTokenTests
{
    [Theory]
    [OnEachDatabase]
    internal async Task TokenWithACertificate_IsBoundToItAndWorksOverItsConnectionsOnly(DatabaseProvider provider)
    {
        await using var scene = await BoundScene.StartAsync(provider);
        using var agency = await scene.RegisterAsync(withCertificate: true);
        using var thief = BoundScene.NewCertificate(ECDsa.Create(ECCurve.NamedCurves.nistP256));

        var token = await scene.TokenAsync(agency, agency.Certificate);

        token.Status.ShouldBe(200);
        token.Bound.ShouldBe(Base64UrlEncoder.Encode(SHA256.HashData(agency.Certificate.RawData)));
        await scene.CallAsync(token.Value, agency.Certificate);
        (await Should.ThrowAsync<RpcException>(() => scene.CallAsync(token.Value, null))).StatusCode.ShouldBe(StatusCode.Unauthenticated);
        (await Should.ThrowAsync<RpcException>(() => scene.CallAsync(token.Value, thief))).StatusCode.ShouldBe(StatusCode.Unauthenticated);
        await scene.CallAsync(token.Value, agency.Certificate);
    }

    [Fact]
    public async Task KeyThatWasHandedInWithItsCertificate_GetsNoTokenWithoutIt()
    {
        await using var scene = await BoundScene.StartAsync(DatabaseProvider.Sqlite);
        using var agency = await scene.RegisterAsync(withCertificate: true);
        using var thief = BoundScene.NewCertificate(ECDsa.Create(ECCurve.NamedCurves.nistP256));

        (await scene.TokenAsync(agency, null)).Status.ShouldBe(401);
        (await scene.TokenAsync(agency, thief)).Status.ShouldBe(401);
        (await scene.TokenAsync(agency, null, overTls: false)).Status.ShouldBe(401);
    }

    [Fact]
    public async Task KeyWithoutACertificate_WorksUnboundAndIsBoundToWhateverItShows()
    {
        await using var scene = await BoundScene.StartAsync(DatabaseProvider.Sqlite);
        using var agency = await scene.RegisterAsync(withCertificate: false);

        var unbound = await scene.TokenAsync(agency, null, overTls: false);
        var bound = await scene.TokenAsync(agency, agency.Certificate);

        unbound.Bound.ShouldBeNull();
        await scene.CallAsync(unbound.Value, null);
        bound.Bound.ShouldNotBeNull();
        (await Should.ThrowAsync<RpcException>(() => scene.CallAsync(bound.Value, null))).StatusCode.ShouldBe(StatusCode.Unauthenticated);
    }

    [Fact]
    public async Task ExpiredCertificate_CountsAsNone()
    {
        await using var scene = await BoundScene.StartAsync(DatabaseProvider.Sqlite);
        using var agency = await scene.RegisterAsync(withCertificate: true, life: TimeSpan.FromHours(1));

        (await scene.TokenAsync(agency, agency.Certificate)).Status.ShouldBe(401);
    }

    [Fact]
    public async Task Discovery_NamesTheAddressForCertificatesWhichServesTokensAlone()
    {
        await using var scene = await BoundScene.StartAsync(DatabaseProvider.Sqlite);
        using var http = scene.Http(null);

        var document = await http.GetFromJsonAsync<JsonElement>(scene.Options.AgencyAuthority + "/.well-known/openid-configuration");

        document.GetProperty("tls_client_certificate_bound_access_tokens").GetBoolean().ShouldBeTrue();
        document.GetProperty("mtls_endpoint_aliases").GetProperty("token_endpoint").GetString().ShouldBe(scene.TlsTokenEndpoint.ToString());
        foreach (var path in new[] { "/staff/authorize", "/staff/token", "/agencies/jwks", "/" })
            ((int)(await http.GetAsync(new Uri(scene.Options.Issuer.AgencyTlsAddress!, path))).StatusCode).ShouldBe(404);
    }

    [Theory]
    [OnEachDatabase]
    internal async Task Sdk_WithAClientCertificate_GetsBoundTokensAndSubmits(DatabaseProvider provider)
    {
        await using var scene = await BoundScene.StartAsync(provider);
        using var agency = await scene.RegisterAsync(withCertificate: true);
        await using var client = scene.Sdk(agency, agency.Certificate);
        await using var without = scene.Sdk(agency, null);

        (await (await client.SubmitAsync(Samples.Concern())).Completion).ShouldBeOfType<AcceptedSubmission>();

        await Should.ThrowAsync<MashException>(async () => await without.ListEventsAsync().ToListAsync());
    }

    [Fact]
    public async Task MashAgency_WithAClientCertificate_GetsBoundTokensAndSubmits()
    {
        await using var scene = await BoundScene.StartAsync(DatabaseProvider.Sqlite);
        using var agency = await scene.RegisterAsync(withCertificate: true);
        using var error = new StringWriter();

        (await AgencyCommandLine.RunAsync(["generate", "2", "--submit", "--source-code", "2A", "--as-of", DateTimeOffset.UtcNow.AddMinutes(-5).ToString("O"), "--config", scene.CommandLineFile(agency, withCertificate: true)], error)).ShouldBe(ExitCodes.Done, error.ToString());
        (await AgencyCommandLine.RunAsync(["events", "list", "--config", scene.CommandLineFile(agency, withCertificate: false)], error)).ShouldBe(ExitCodes.Unfinished);
    }

    private sealed record Token(int Status, string Value)
    {
        public string? Bound => new JsonWebToken(Value).TryGetPayloadValue<JsonElement>("cnf", out var cnf) ? cnf.GetProperty("x5t#S256").GetString() : null;
    }

    private sealed class RegisteredAgency(string id, string keyId, ECDsa key, X509Certificate2 certificate, string keyFile) : IDisposable
    {
        public string Id => id;

        public string KeyId => keyId;

        public ECDsa Key => key;

        public X509Certificate2 Certificate => certificate;

        public string KeyFile => keyFile;

        public void Dispose()
        {
            certificate.Dispose();
            key.Dispose();
        }
    }

    private sealed class BoundScene : IAsyncDisposable
    {
        private readonly TestRun run;

        private BoundScene(TestRun run) => this.run = run;

        public StandaloneOptions Options => run.Options;

        public Uri TlsTokenEndpoint => new(Options.Issuer.AgencyTlsAddress!, "/agencies/token");

        public static async Task<BoundScene> StartAsync(DatabaseProvider provider)
        {
            var run = TestRun.Prepare(provider, options => options with
            {
                Issuer = options.Issuer with { AgencyTlsAddress = new Uri($"https://localhost:{TestRun.FreePort()}") },
            });
            await run.StartAsync();
            return new BoundScene(run);
        }

        public static X509Certificate2 NewCertificate(ECDsa key, TimeSpan? life = null)
        {
            var request = new CertificateRequest("CN=agency.example", key, HashAlgorithmName.SHA256);
            var from = DateTimeOffset.UtcNow.AddDays(-1);
            return request.CreateSelfSigned(from, from + (life ?? TimeSpan.FromDays(30)));
        }

        /// <summary>An agency whose key is handed in by itself, or as the certificate over it.</summary>
        public async Task<RegisteredAgency> RegisterAsync(bool withCertificate, TimeSpan? life = null)
        {
            var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
            var certificate = NewCertificate(key, life);
            var request = new RegisterAgencyRequest
            {
                RequestId = Guid.NewGuid().ToString(),
                Name = "Certified " + Guid.NewGuid().ToString("n")[..8],
                Kind = V1.AgencyKind.School,
                Telephone = "01632 960001",
                PublicKey = withCertificate ? certificate.ExportCertificatePem() : key.ExportSubjectPublicKeyInfoPem(),
            };
            request.SourceCodes.Add("2A");
            var registered = await run.Host.HubServices.GetRequiredService<RegisterAgency>().HandleAsync(request, HubCli.OfflineHub.Operator);
            registered.IsSuccess.ShouldBeTrue(registered.Problem?.Message);
            var file = Path.Combine(Options.DataDirectory, Guid.NewGuid().ToString("n") + ".pem");
            await File.WriteAllTextAsync(file, key.ExportPkcs8PrivateKeyPem());
            if (!OperatingSystem.IsWindows())
                File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite);
            return new RegisteredAgency(registered.Value.Agency.AgencyId, registered.Value.Agency.Keys[0].KeyId, key, certificate, file);
        }

        public HttpClient Http(X509Certificate2? certificate)
        {
            var handler = new SocketsHttpHandler { AllowAutoRedirect = false };
            handler.SslOptions.CertificateChainPolicy = Tls.CertificateFiles.TrustOnly(run.Host.AuthorityFile!);
            if (certificate is not null)
                handler.SslOptions.ClientCertificateContext = System.Net.Security.SslStreamCertificateContext.Create(certificate, null, offline: true);
            return new HttpClient(handler);
        }

        public async Task<Token> TokenAsync(RegisteredAgency agency, X509Certificate2? certificate, bool overTls = true)
        {
            using var http = Http(certificate);
            var now = DateTime.UtcNow;
            var assertion = new JsonWebTokenHandler().CreateToken(new SecurityTokenDescriptor
            {
                Issuer = agency.Id,
                Audience = Options.AgencyAuthority.ToString(),
                IssuedAt = now,
                NotBefore = now,
                Expires = now.AddSeconds(45),
                Claims = new Dictionary<string, object> { ["sub"] = agency.Id, ["jti"] = Guid.NewGuid().ToString() },
                SigningCredentials = new SigningCredentials(new ECDsaSecurityKey(agency.Key) { KeyId = agency.KeyId }, SecurityAlgorithms.EcdsaSha256),
            });
            using var content = new FormUrlEncodedContent(new Dictionary<string, string>
            {
                ["grant_type"] = "client_credentials",
                ["client_assertion_type"] = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
                ["client_assertion"] = assertion,
            });
            using var response = await http.PostAsync(overTls ? TlsTokenEndpoint : new Uri(Options.AgencyAuthority + "/token"), content);
            var answer = await response.Content.ReadFromJsonAsync<JsonElement>();
            return new Token((int)response.StatusCode, answer.TryGetProperty("access_token", out var token) ? token.GetString()! : "");
        }

        public async Task CallAsync(string token, X509Certificate2? certificate)
        {
            using var channel = GrpcChannel.ForAddress(Options.Hub.Address, new GrpcChannelOptions { HttpClient = Http(certificate), DisposeHttpClient = true });
            await new ContactService.ContactServiceClient(channel.CreateCallInvoker().WithBearer(token)).ListContactsAsync(new ListContactsRequest());
        }

        public MashAgencyClient Sdk(RegisteredAgency agency, X509Certificate2? certificate) => MashAgencyClient.Create(new MashAgencyClientOptions
        {
            HubAddress = Options.Hub.Address,
            Authority = Options.AgencyAuthority,
            AgencyId = agency.Id,
            SigningKeyFile = agency.KeyFile,
            CaCertificateFile = run.Host.AuthorityFile!,
            ClientCertificate = certificate,
            OutboxDirectory = Path.Combine(Options.DataDirectory, "outbox-" + Guid.NewGuid().ToString("n")[..8]),
            HubTelephone = "03069 990601",
            FirstRetryDelay = TimeSpan.FromMilliseconds(10),
            LongestRetryDelay = TimeSpan.FromMilliseconds(20),
        });

        /// <summary>A mash-agency.json; the certificate's key is the agency's own.</summary>
        public string CommandLineFile(RegisteredAgency agency, bool withCertificate)
        {
            var file = Path.Combine(Options.DataDirectory, Guid.NewGuid().ToString("n") + ".json");
            File.WriteAllText(file + ".crt", agency.Certificate.ExportCertificatePem());
            File.WriteAllText(file, JsonSerializer.Serialize(new Dictionary<string, string?>
            {
                ["hub"] = Options.Hub.Address.ToString(),
                ["authority"] = Options.AgencyAuthority.ToString(),
                ["agencyId"] = agency.Id,
                ["keyFile"] = agency.KeyFile,
                ["caFile"] = Path.GetFullPath(run.Host.AuthorityFile!),
                ["clientCertificateFile"] = withCertificate ? file + ".crt" : null,
                ["outbox"] = file + ".outbox",
                ["hubTelephone"] = "03069 990601",
            }));
            return file;
        }

        public ValueTask DisposeAsync() => run.DisposeAsync();
    }
}
