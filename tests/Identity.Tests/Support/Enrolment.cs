using System.Net;
using AngleSharp.Html.Dom;
using Mash.Identity.Methods;

namespace Mash.Identity.Tests.Support;

/// <summary>A person with an authenticator app, as a test plays them.</summary>
internal sealed class Enrolment(IssuerHost host, byte[] secret, IReadOnlyList<string> recoveryCodes)
{
    public const string Ways = "/staff/ways-to-sign-in";

    public byte[] Secret => secret;

    public IReadOnlyList<string> RecoveryCodes => recoveryCodes;

    /// <summary>What the app shows now, or some steps away.</summary>
    public string Code(int steps = 0) => Totp.Code(secret, Totp.StepAt(host.Clock.GetUtcNow()) + steps);

    /// <summary>What it shows after the one that was used last.</summary>
    public string NextCode()
    {
        host.Clock.Advance(TimeSpan.FromSeconds(31));
        return Code();
    }

    /// <summary>Signs in with the password and sets up an app on the person's own page.</summary>
    public static async Task<Enrolment> SetUpAsync(IssuerHost host, string userName = "ruth.adeyemi@mash.example")
    {
        using var browser = new TestBrowser(host.Root);
        await browser.OpenWaysAsync(userName);
        return await SetUpAsync(host, browser, Ways + "/authenticator");
    }

    /// <summary>From the page with the key to the page with the recovery codes.</summary>
    public static async Task<Enrolment> SetUpAsync(IssuerHost host, TestBrowser browser, string uri)
    {
        using var shown = await browser.GetAsync(uri);
        shown.StatusCode.ShouldBe(HttpStatusCode.OK);
        var page = await TestBrowser.PageAsync(shown);
        var secret = FromBase32(page.QuerySelector("#key")!.TextContent);
        var form = (IHtmlFormElement)page.QuerySelector("form")!;
        var fields = TestBrowser.Hidden(page);
        fields["code"] = Totp.Code(secret, Totp.StepAt(host.Clock.GetUtcNow()));
        using var done = await browser.PostAsync(form.GetAttribute("action")!, fields);
        var after = await TestBrowser.PageAsync(done);
        after.Title.ShouldBe("Your recovery codes - MASH Hub");
        browser.Last = after;
        return new Enrolment(host, secret, [.. after.QuerySelectorAll("#codes code").Select(code => code.TextContent)]);
    }

    public static byte[] FromBase32(string text)
    {
        var bits = string.Concat(text.Where(char.IsAsciiLetterOrDigit).Select(sign => Convert.ToString("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".IndexOf(sign, StringComparison.Ordinal), 2).PadLeft(5, '0')));
        return [.. Enumerable.Range(0, bits.Length / 8).Select(index => Convert.ToByte(bits.Substring(index * 8, 8), 2))];
    }
}
