using System.Net;
using System.Net.Http.Json;
using System.Net.Security;
using System.Security.Cryptography;
using System.Text.Json;
using Grpc.Core;
using Grpc.Net.Client;
using Mash.Standalone.Tls;
using Mash.V1;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Mash.EndToEnd.Product;

/// <summary>An agency's system without the SDK, which would try again: one token of the issuer, and the hub as it answers.</summary>
internal sealed class AgencySystem : IDisposable
{
    private readonly AgencyAccess agency;
    private readonly ECDsa key = ECDsa.Create();
    private readonly HttpClient issuer = new();
    private GrpcChannel? channel;

    private AgencySystem(AgencyAccess agency)
    {
        this.agency = agency;
        key.ImportFromPem(File.ReadAllText(agency.KeyFile));
    }

    public EventService.EventServiceClient Events { get; private set; } = null!;

    /// <summary>Asks for a token and goes to the hub with it.</summary>
    public static async Task<AgencySystem> ConnectAsync(AgencyAccess agency)
    {
        var system = new AgencySystem(agency);
        using var answer = await system.TokenAsync();
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        var token = (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("access_token").GetString();
        system.channel = GrpcChannel.ForAddress(agency.Product.Options.Hub.Address, new GrpcChannelOptions
        {
            HttpHandler = new SocketsHttpHandler { SslOptions = new SslClientAuthenticationOptions { CertificateChainPolicy = CertificateFiles.TrustOnly(agency.Product.AuthorityFile) } },
            DisposeHttpClient = true,
            Credentials = ChannelCredentials.Create(ChannelCredentials.SecureSsl, CallCredentials.FromInterceptor((_, metadata) =>
            {
                metadata.Add("authorization", "Bearer " + token);
                return Task.CompletedTask;
            })),
        });
        system.Events = new EventService.EventServiceClient(system.channel);
        return system;
    }

    /// <summary>How the issuer answers to another request for a token: null where it gives one, else its error code.</summary>
    public async Task<string?> AskForTokenAsync()
    {
        using var answer = await TokenAsync();
        return answer.IsSuccessStatusCode ? null : (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("error").GetString();
    }

    public void Dispose()
    {
        channel?.Dispose();
        issuer.Dispose();
        key.Dispose();
    }

    private Task<HttpResponseMessage> TokenAsync()
    {
        var authority = agency.Product.Options.AgencyAuthority.ToString().TrimEnd('/');
        var assertion = new JsonWebTokenHandler().CreateToken(new SecurityTokenDescriptor
        {
            Issuer = agency.Id.ToString(),
            Audience = authority,
            Claims = new Dictionary<string, object> { ["sub"] = agency.Id.ToString(), ["jti"] = Guid.NewGuid().ToString() },
            IssuedAt = DateTime.UtcNow,
            Expires = DateTime.UtcNow.AddSeconds(50),
            SigningCredentials = new SigningCredentials(new ECDsaSecurityKey(key) { KeyId = agency.KeyId }, SecurityAlgorithms.EcdsaSha256),
        });
        return issuer.PostAsync(authority + "/token", new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["grant_type"] = "client_credentials",
            ["client_id"] = agency.Id.ToString(),
            ["client_assertion_type"] = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
            ["client_assertion"] = assertion,
            ["scope"] = "events.read contacts.read",
        }));
    }
}
