using Mash.Identity.Staff;
using Mash.Identity.Tests.Support;

namespace Mash.Identity.Tests;

/// <summary>What the issuer takes as a request to sign in.</summary>
public sealed class StaffRequestTests
{
    [Theory]
    [InlineData("code_challenge_method", "plain", "invalid_request")]
    [InlineData("code_challenge_method", null, "invalid_request")]
    [InlineData("code_challenge", null, "invalid_request")]
    [InlineData("redirect_uri", IssuerHost.Callback + "/", "invalid_request")]
    [InlineData("redirect_uri", "http://attacker.example/", "invalid_request")]
    [InlineData("response_type", "token", "unsupported_response_type")]
    [InlineData("scope", "openid everything", "invalid_scope")]
    [InlineData("scope", "profile", "invalid_scope")]
    [InlineData("prompt", "consent", "invalid_request")]
    [InlineData("max_age", "-1", "invalid_request")]
    [InlineData("request", "eyJ9.e30.", "invalid_request")]
    [InlineData("response_mode", "fragment", "invalid_request")]
    public async Task BadPushedRequest_IsRefused(string name, string? value, string error)
    {
        await using var host = await IssuerHost.StartAsync();
        using var party = new TestRelyingParty(host);

        var reply = await party.PostAsync("/par", party.Request((name, value)));

        reply.Status.ShouldBe(400);
        reply.Error.ShouldBe(error);
    }

    [Theory]
    [InlineData("?client_id=front-door&response_type=code&redirect_uri=http://attacker.example/&code_challenge=x&code_challenge_method=S256")]
    [InlineData("?client_id=front-door&request_uri=urn:ietf:params:oauth:request_uri:unknown")]
    [InlineData("")]
    public async Task AuthorizeWithoutPushedRequest_Is400AndRedirectsNowhere(string query)
    {
        await using var host = await IssuerHost.StartAsync();
        using var browser = new TestBrowser(host.Root);

        using var response = await browser.GetAsync("/staff/authorize" + query);

        ((int)response.StatusCode).ShouldBe(400);
        response.Headers.Location.ShouldBeNull();
    }

    [Fact]
    public async Task PushedRequestUsedTwiceOrLate_IsRefused()
    {
        await using var host = await IssuerHost.StartAsync();
        using var party = new TestRelyingParty(host);
        using var browser = new TestBrowser(host.Root);
        var once = await party.PushAsync();
        var late = await party.PushAsync();

        ((int)(await browser.GetAsync(once)).StatusCode).ShouldBe(303);
        ((int)(await browser.GetAsync(once)).StatusCode).ShouldBe(400);
        host.Clock.Advance(TimeSpan.FromSeconds(61));
        ((int)(await browser.GetAsync(late)).StatusCode).ShouldBe(400);
    }
}
