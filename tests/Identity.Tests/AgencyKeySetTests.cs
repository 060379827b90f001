using System.Collections.Concurrent;
using System.Net;
using System.Text.Json;
using Mash.Identity.Agencies;
using Mash.Identity.Clients;
using Mash.Identity.Keys;
using Mash.Identity.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging.Abstractions;

namespace Mash.Identity.Tests;

/// <summary>Keys that an agency publishes at an address of its own.</summary>
public sealed class AgencyKeySetTests
{
    private const string Agency = "0193a000-0000-7000-8000-000000000006";
    private static readonly KeyAddressRules OnThisMachine = new() { AllowLoopbackHttp = true };

    [Fact]
    public async Task KeyAtTheAddress_GetsTokensAndSoDoesItsSuccessor()
    {
        await using var site = await KeySite.StartAsync();
        await using var host = await IssuerHost.StartAsync(change: options => options with { KeyAddresses = OnThisMachine });
        using var first = new TestKey();
        using var second = new TestKey();
        site.Publish(first);
        host.Agencies.Known[Agency] = new AgencyCredential([], ["contacts.submit"], false) { KeysAddress = site.Address };

        var token = await AskAsync(host, first);
        (await AskAsync(host, second)).Status.ShouldBe(401);
        host.Clock.Advance(AgencyKeySets.Floor);
        site.Publish(second);

        token.Status.ShouldBe(200);
        token.Access.TryGetPayloadValue<string>("key_id", out _).ShouldBeFalse("the hub does not know the key and cannot revoke it");
        (await AskAsync(host, second)).Status.ShouldBe(200);
        (await AskAsync(host, first)).Status.ShouldBe(401);
    }

    [Fact]
    public async Task KeysThatWereHandedIn_WorkBesideTheAddressAndWithoutAskingIt()
    {
        await using var site = await KeySite.StartAsync();
        await using var host = await IssuerHost.StartAsync(change: options => options with { KeyAddresses = OnThisMachine });
        using var handed = new TestKey();
        host.Agencies.Known[Agency] = new AgencyCredential([handed.ForAgency()], ["contacts.submit"], false) { KeysAddress = site.Address };

        (await AskAsync(host, handed)).Access.GetClaim("key_id").Value.ShouldBe(handed.KeyId);

        site.Requests.ShouldBeEmpty();
    }

    [Fact]
    public async Task MadeUpKeyIds_DoNotReachTheAgencyMoreOftenThanTheFloor()
    {
        await using var site = await KeySite.StartAsync();
        var clock = new TestClock();
        using var sets = Sets(OnThisMachine, clock);
        using var key = new TestKey();
        site.Publish(key);

        for (var number = 0; number < 50; number++)
            (await sets.ReadAsync(site.Address, "made-up-" + number, CancellationToken.None)).ShouldHaveSingleItem();

        site.Requests.Count.ShouldBe(1);
        clock.Advance(AgencyKeySets.Floor);
        await sets.ReadAsync(site.Address, "made-up", CancellationToken.None);
        site.Requests.Count.ShouldBe(2);
    }

    [Fact]
    public async Task AddressThatDoesNotAnswer_IsBelievedForAWhileAndThenNotAtAll()
    {
        await using var site = await KeySite.StartAsync();
        var clock = new TestClock();
        using var sets = Sets(OnThisMachine, clock);
        using var key = new TestKey();
        site.Publish(key);
        await sets.ReadAsync(site.Address, key.KeyId, CancellationToken.None);
        site.Answer = context => { context.Response.StatusCode = 503; return Task.CompletedTask; };

        clock.Advance(AgencyKeySets.Lifetime - TimeSpan.FromSeconds(40));
        (await sets.ReadAsync(site.Address, key.KeyId, CancellationToken.None)).ShouldHaveSingleItem();
        clock.Advance(TimeSpan.FromSeconds(41));
        (await sets.ReadAsync(site.Address, key.KeyId, CancellationToken.None)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Redirect_IsNotFollowed()
    {
        await using var site = await KeySite.StartAsync();
        await using var inside = await KeySite.StartAsync();
        using var sets = Sets(OnThisMachine, new TestClock());
        site.Answer = context => { context.Response.Redirect(inside.Address.ToString()); return Task.CompletedTask; };

        (await sets.ReadAsync(site.Address, null, CancellationToken.None)).ShouldBeEmpty();

        inside.Requests.ShouldBeEmpty();
    }

    [Fact]
    public async Task AnswerThatIsTooLargeOrNoKeySet_GivesNoKeys()
    {
        using var key = new TestKey();
        string[] answers =
        [
            "not json",
            "[]",
            "{}",
            """{"keys": 5}""",
            """{"keys": [{"kty":"oct","k":"AAAA","kid":"secret"}]}""",
            """{"keys": [{"kty":"EC","crv":"P-256","x":"AAAA","y":"AAAA","kid":"off-the-curve"}]}""",
            """{"keys": [], "padding": """ + '"' + new string('x', AgencyKeySets.SizeLimit) + "\"}",
            JsonSerializer.Serialize(new { keys = new[] { new { kty = "EC", crv = "P-256", x = key.Jwk.X, y = key.Jwk.Y, kid = "k", d = "private" } } }),
            JsonSerializer.Serialize(new { keys = new[] { new { kty = "EC", crv = "P-256", x = key.Jwk.X, y = key.Jwk.Y, kid = "k", use = "enc" } } }),
        ];
        foreach (var answer in answers)
        {
            await using var site = await KeySite.StartAsync();
            using var sets = Sets(OnThisMachine, new TestClock());
            site.Answer = context => context.Response.WriteAsync(answer);
            (await sets.ReadAsync(site.Address, null, CancellationToken.None)).ShouldBeEmpty(answer[..Math.Min(60, answer.Length)]);
            site.Requests.Count.ShouldBe(1);
        }
    }

    [Fact]
    public async Task AddressThatLeadsInside_IsNotAsked()
    {
        await using var site = await KeySite.StartAsync();
        using var key = new TestKey();
        site.Publish(key);
        using var strict = Sets(new KeyAddressRules(), new TestClock());
        using var onThisMachine = Sets(OnThisMachine, new TestClock());

        foreach (var address in new[] { site.Address, new Uri($"https://localhost:{site.Address.Port}/keys"), new Uri($"https://127.0.0.1:{site.Address.Port}/keys") })
            (await strict.ReadAsync(address, null, CancellationToken.None)).ShouldBeEmpty();
        // A name that is not this machine's own may not lead to it.
        (await onThisMachine.ReadAsync(new Uri($"http://127.0.0.1.nip.example:{site.Address.Port}/keys"), null, CancellationToken.None)).ShouldBeEmpty();

        site.Requests.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("http://agency.example/keys")]
    [InlineData("ftp://agency.example/keys")]
    [InlineData("file:///etc/passwd")]
    [InlineData("https://user:secret@agency.example/keys")]
    public void AddressOfAnotherKindThanHttps_IsNotAllowed(string address) => new KeyAddressRules().Allows(new Uri(address)).ShouldBeFalse();

    [Theory]
    [InlineData("10.0.0.1", false)]
    [InlineData("127.0.0.1", false)]
    [InlineData("169.254.169.254", false)]
    [InlineData("172.31.255.255", false)]
    [InlineData("172.32.0.1", true)]
    [InlineData("192.168.1.1", false)]
    [InlineData("100.64.0.1", false)]
    [InlineData("0.0.0.0", false)]
    [InlineData("198.18.0.1", false)]
    [InlineData("224.0.0.1", false)]
    [InlineData("255.255.255.255", false)]
    [InlineData("151.101.1.1", true)]
    [InlineData("::1", false)]
    [InlineData("::", false)]
    [InlineData("fe80::1", false)]
    [InlineData("fd00::1", false)]
    [InlineData("::ffff:10.0.0.1", false)]
    [InlineData("::ffff:151.101.1.1", true)]
    [InlineData("2002:0a00:0001::", false)]
    [InlineData("64:ff9b::0a00:0001", false)]
    [InlineData("2001:db8::1", false)]
    [InlineData("2a00:1450:4009::1", true)]
    public void HostsOfInnerNetworks_AreNotConnectedTo(string host, bool isAllowed)
    {
        new KeyAddressRules().Allows(IPAddress.Parse(host), isLoopbackName: false).ShouldBe(isAllowed);
        new KeyAddressRules { AllowPrivateNetworks = true }.Allows(IPAddress.Parse(host), isLoopbackName: false).ShouldBeTrue();
    }

    private static AgencyKeySets Sets(KeyAddressRules rules, TestClock clock) => new(rules, clock, NullLogger<AgencyKeySets>.Instance, null);

    private static async Task<TokenReply> AskAsync(IssuerHost host, TestKey key)
    {
        using var party = new TestRelyingParty(host);
        return await party.SendAsync(host.Options.AgenciesIssuer + "/token", new()
        {
            ["grant_type"] = "client_credentials",
            ["client_assertion_type"] = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
            ["client_assertion"] = key.Assertion(Agency, host.Options.AgenciesIssuer, host.Clock.GetUtcNow()),
        });
    }

    /// <summary>An agency's web server.</summary>
    private sealed class KeySite : IAsyncDisposable
    {
        private readonly WebApplication _app;

        private KeySite(WebApplication app, Uri address)
        {
            _app = app;
            Address = address;
        }

        public Uri Address { get; }

        public ConcurrentQueue<string> Requests { get; } = [];

        public Func<HttpContext, Task> Answer { get; set; } = context => context.Response.WriteAsync("""{"keys":[]}""");

        public static async Task<KeySite> StartAsync()
        {
            var root = $"http://localhost:{IssuerHost.FreePort()}";
            var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
            builder.WebHost.UseKestrel().UseUrls(root);
            var app = builder.Build();
            var site = new KeySite(app, new Uri(root + "/keys"));
            app.Run(context =>
            {
                site.Requests.Enqueue(context.Request.Path);
                return site.Answer(context);
            });
            await app.StartAsync();
            return site;
        }

        public void Publish(TestKey key) => Answer = context => context.Response.WriteAsync(JsonSerializer.Serialize(new PublicJwks([key.Jwk])));

        public ValueTask DisposeAsync() => _app.DisposeAsync();
    }
}
