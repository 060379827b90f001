using System.Security.Cryptography;
using Mash.AgencyClient.Tests.Support;

namespace Mash.AgencyClient.Tests.Calls;

public sealed class TokenTests
{
    [Fact]
    public async Task ManyCalls_ShareOneToken()
    {
        await using var fixture = await ClientFixture.StartAsync();
        await using var client = fixture.CreateClient();

        await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => client.GetContactAsync("c")));

        fixture.Hub.Authority.TokensGiven.ShouldBe(1);
        var claims = fixture.Hub.Authority.Assertions.Single();
        claims.GetProperty("sub").GetString().ShouldBe(ClientFixture.AgencyId.ToString("D"));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("contacts.read events.read", "contacts.read", "events.read")]
    public async Task Scopes_AreNamedOnlyWhereTheOptionsNameThem(string? asked, params string[] options)
    {
        await using var fixture = await ClientFixture.StartAsync();
        fixture.Options.Scopes = options;
        await using var client = fixture.CreateClient();

        await client.GetContactAsync("c");

        fixture.Hub.Authority.Scopes.Single().ShouldBe(asked);
    }

    [Fact]
    public async Task TokenNearItsEnd_IsReplacedBefore()
    {
        await using var fixture = await ClientFixture.StartAsync();
        var clock = new ShiftedTime();
        fixture.Options.TimeProvider = clock;
        await using var client = fixture.CreateClient();

        await client.GetContactAsync("c");
        clock.Shift = TimeSpan.FromSeconds(530);
        await client.GetContactAsync("c");
        fixture.Hub.Authority.TokensGiven.ShouldBe(1);
        clock.Shift = TimeSpan.FromSeconds(545);
        await client.GetContactAsync("c");

        fixture.Hub.Authority.TokensGiven.ShouldBe(2);
    }

    [Fact]
    public async Task AuthorityWithAnotherName_IsNotTrusted()
    {
        await using var fixture = await ClientFixture.StartAsync();
        fixture.Hub.Authority.NamedIssuer = "http://localhost/other";
        await using var client = fixture.CreateClient();

        var error = await Should.ThrowAsync<MashAuthenticationException>(client.GetContactAsync("c"));

        error.Reason.ShouldBe("AUTHORITY_MISMATCH");
        fixture.Hub.Authority.Assertions.ShouldBeEmpty();
    }

    [Fact]
    public async Task WrongKey_IsRefusedWithAReason()
    {
        await using var fixture = await ClientFixture.StartAsync();
        using var other = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        await File.WriteAllTextAsync(fixture.Hub.KeyFile, other.ExportECPrivateKeyPem());
        await using var client = fixture.CreateClient();

        var error = await Should.ThrowAsync<MashAuthenticationException>(client.GetContactAsync("c"));

        error.Reason.ShouldBe("TOKEN_REFUSED");
        error.Message.ShouldContain("invalid_client");
    }

    [Fact]
    public void KeyId_IsTheThumbprintOfRfc7638()
    {
        // The public key of RFC 7517 appendix A.1; its thumbprint was computed apart from this code.
        var key = new ECParameters
        {
            Curve = ECCurve.NamedCurves.nistP256,
            Q = new ECPoint
            {
                X = System.Buffers.Text.Base64Url.DecodeFromChars("MKBCTNIcKUSDii11ySs3526iDZ8AiTo7Tu6KPAqv7D4"),
                Y = System.Buffers.Text.Base64Url.DecodeFromChars("4Etl6SRW2YiLUrN5vfvVHuhp7x8PxltmWWlbbM4IFyM"),
            },
        };

        AgencySigningKey.ComputeKeyId(key).ShouldBe("cn-I_WNMClehiVp51i_0VpOENW1upEerA8sEam5hn-s");
    }

    [Fact]
    public void KeyThatIsNotP256_IsRefused()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP384);
        Should.Throw<MashException>(() => AgencySigningKey.FromPem(key.ExportPkcs8PrivateKeyPem()));
        Should.Throw<MashException>(() => AgencySigningKey.FromPem("not a key"));
    }

    private sealed class ShiftedTime : TimeProvider
    {
        private readonly DateTimeOffset _start = DateTimeOffset.UtcNow;

        public TimeSpan Shift { get; set; }

        public override DateTimeOffset GetUtcNow() => _start + Shift;
    }
}
