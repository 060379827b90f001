using System.Text.Json;
using Mash.Identity.Keys;
using Mash.Identity.Staff;
using Mash.Identity.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace Mash.Identity.Tests.Rfc9700;

/// <summary>The issuers, a person, their browser, the front door, and a second client that the attacker owns.</summary>
internal sealed class Scene : IAsyncDisposable
{
    public const string Attacker = "http://localhost:5998/callback";
    public const string OtherClient = "other-door";

    private Scene(IssuerHost host, TestKey otherKey)
    {
        Host = host;
        OtherKey = otherKey;
        Party = new TestRelyingParty(host);
        Browser = new TestBrowser(host.Root);
    }

    public IssuerHost Host { get; }

    public TestRelyingParty Party { get; }

    public TestBrowser Browser { get; }

    public TestKey OtherKey { get; }

    public static async Task<Scene> OpenAsync(Func<IdentityOptions, IdentityOptions>? change = null)
    {
        var otherKey = new TestKey();
        var host = await IssuerHost.StartAsync(change: options =>
        {
            var file = Path.Combine(Path.GetDirectoryName(options.StaffClients[0].PublicKeysFile)!, "other.jwks.json");
            File.WriteAllText(file, JsonSerializer.Serialize(new PublicJwks([otherKey.Jwk])));
            var both = options with { StaffClients = [options.StaffClients[0], new StaffClient(OtherClient, file, [Attacker], [Attacker])] };
            return change?.Invoke(both) ?? both;
        });
        await host.AddPersonAsync();
        return new Scene(host, otherKey);
    }

    /// <summary>The person signs in and the front door redeems the code.</summary>
    public async Task<TokenReply> SignInAsync() => await Party.RedeemAsync(await Party.CodeAsync(Browser));

    /// <summary>A call in the other client's name, with its own valid proof.</summary>
    public Task<TokenReply> AsOtherClientAsync(string endpoint, Dictionary<string, string> form)
    {
        form["client_id"] = OtherClient;
        form["client_assertion"] = OtherKey.Assertion(OtherClient, Party.Staff, Host.Clock.GetUtcNow());
        return Party.PostAsync(endpoint, form);
    }

    /// <summary>True while the person's access token counts at the hub.</summary>
    public Task<bool> IsLiveAsync(TokenReply tokens)
        => Host.Services.GetRequiredService<StaffTokenStatus>().IsLiveAsync(Guid.Parse(tokens.Access.Id), CancellationToken.None);

    public static async Task<JsonElement> DiscoveryAsync(string issuer)
    {
        using var http = new HttpClient();
        return JsonDocument.Parse(await http.GetStringAsync(new Uri(issuer + "/.well-known/openid-configuration"))).RootElement;
    }

    public static string[] Texts(JsonElement document, string name) => [.. document.GetProperty(name).EnumerateArray().Select(text => text.GetString()!)];

    public async ValueTask DisposeAsync()
    {
        Party.Dispose();
        Browser.Dispose();
        await Host.DisposeAsync();
        OtherKey.Dispose();
    }
}
