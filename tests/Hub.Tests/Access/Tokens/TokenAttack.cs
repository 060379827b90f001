using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Grpc.Core;
using Mash.Hub.Access;
using Mash.Hub.Storage;
using Mash.V1;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.IdentityModel.Tokens;

namespace Mash.Hub.Tests.Access.Tokens;

/// <summary>A hub with one agency and one contact officer, and tokens that are nearly theirs.</summary>
internal sealed class TokenAttack : IAsyncDisposable
{
    private TokenAttack(TestHub hub, Guid agency, string person)
    {
        Hub = hub;
        Agency = agency;
        Person = person;
    }

    public TestHub Hub { get; }

    public Guid Agency { get; }

    public string Person { get; }

    public string AgenciesName => Hub.Issuer.Agencies.ToString().TrimEnd('/');

    public Dictionary<string, object> PersonClaims { get; } = new() { ["client_id"] = "front-door", ["scope"] = "openid hub" };

    public static async Task<TokenAttack> PrepareAsync(DatabaseProvider provider, IStaffTokens? tokens = null)
    {
        var hub = await TestHub.StartAsync(provider, builder =>
        {
            if (tokens is not null)
                builder.Services.AddSingleton(tokens);
        });
        return new TokenAttack(hub, await hub.AddAgencyAsync(), await hub.AddStaffAsync("Ruth Adeyemi", Roles.ContactOfficer));
    }

    public static string Encode(object value) => Base64UrlEncoder.Encode(JsonSerializer.SerializeToUtf8Bytes(value));

    public string AgencyToken() => Hub.Issuer.AgencyToken(Agency, "contacts.read");

    /// <summary>The agency's token with something changed.</summary>
    public string Token(Uri? authority = null, string audience = "mash-hub", string type = "at+jwt", TimeSpan? lifetime = null, ECDsa? otherKey = null,
        string? keyId = null, IDictionary<string, object>? header = null, (string Name, object Value)? more = null)
    {
        var claims = new Dictionary<string, object> { ["client_id"] = Agency.ToString(), ["scope"] = "contacts.read" };
        if (more is { } one)
            claims[one.Name] = one.Value;
        return Hub.Issuer.Token(authority ?? Hub.Issuer.Agencies, Agency.ToString(), claims, audience, type, lifetime, otherKey, keyId, header);
    }

    /// <summary>Any claims, signed by the agencies' authority.</summary>
    public string Signed(object claims)
    {
        var text = Encode(new { alg = "ES256", typ = "at+jwt", kid = Hub.Issuer.PublicKeyOf(Hub.Issuer.Agencies)["kid"] }) + "." + Encode(claims);
        return text + "." + Base64UrlEncoder.Encode(Hub.Issuer.KeyOf(Hub.Issuer.Agencies).SignData(Encoding.ASCII.GetBytes(text), HashAlgorithmName.SHA256));
    }

    public async Task CallAsync(string token) => await Contacts(token).ListContactsAsync(new ListContactsRequest());

    /// <summary>The token counts for nothing.</summary>
    public async Task RefusedAsync(string token)
        => (await Should.ThrowAsync<RpcException>(() => CallAsync(token))).StatusCode.ShouldBe(StatusCode.Unauthenticated);

    /// <summary>The token may say something, and opens no contact.</summary>
    public async Task NothingAsync(string token)
        => (await Should.ThrowAsync<RpcException>(() => CallAsync(token))).StatusCode.ShouldBeOneOf(StatusCode.Unauthenticated, StatusCode.PermissionDenied);

    public ValueTask DisposeAsync() => Hub.DisposeAsync();

    private ContactService.ContactServiceClient Contacts(string token) => new(Hub.With(token));
}
