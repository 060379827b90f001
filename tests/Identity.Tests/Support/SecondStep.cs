using System.Net;

namespace Mash.Identity.Tests.Support;

/// <summary>A person whose sign-in has a second step, up to that step and through it.</summary>
internal static class SecondStep
{
    public const string Person = "ruth.adeyemi@mash.example";

    /// <summary>An issuer with one person, who may try often.</summary>
    public static async Task<IssuerHost> StartAsync(IdentityDatabaseProvider provider = IdentityDatabaseProvider.Sqlite)
    {
        var host = await IssuerHost.StartAsync(provider, options => options with { Limits = new RateLimits { SignInsByAccount = 200 } });
        await host.AddPersonAsync();
        return host;
    }

    /// <summary>Where the right password leads.</summary>
    public static async Task<string> SecondStepAsync(TestRelyingParty party, TestBrowser browser)
    {
        using var authorize = await browser.GetAsync(await party.PushAsync());
        using var answer = await browser.SignInAsync(authorize.Headers.Location!.OriginalString, Person, IssuerHost.Password);
        return answer.Headers.Location?.OriginalString ?? "";
    }

    /// <summary>A sign-in of its own up to the second step: 303 when the code was right.</summary>
    public static async Task<HttpStatusCode> TryCodeAsync(IssuerHost host, string field, string code, bool expectSecondStep = true)
    {
        using var party = new TestRelyingParty(host);
        using var browser = new TestBrowser(host.Root);
        var page = await SecondStepAsync(party, browser);
        if (!expectSecondStep)
        {
            page.ShouldBeEmpty();
            return HttpStatusCode.OK;
        }

        using var answer = await browser.SendCodeAsync(page, field, code);
        return answer.StatusCode;
    }
}
