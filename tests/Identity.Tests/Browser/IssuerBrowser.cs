using System.Text.Json;
using Mash.Identity.Tests.Support;
using Microsoft.Playwright;

namespace Mash.Identity.Tests.Browser;

/// <summary>A person's browser with a virtual authenticator, at the issuer; the client it comes from is played by the test.</summary>
internal sealed class IssuerBrowser : IAsyncDisposable
{
    /// <summary>A page of somebody else on the same machine: another port is another origin.</summary>
    public const string OtherOrigin = "http://localhost:5998";

    private readonly IBrowserContext _context;
    private readonly ICDPSession _devices;
    private string _device = "";

    private IssuerBrowser(IssuerHost host, TestRelyingParty party, IBrowserContext context, IPage page, ICDPSession devices)
    {
        Host = host;
        Party = party;
        _context = context;
        Page = page;
        _devices = devices;
    }

    public IssuerHost Host { get; }

    public TestRelyingParty Party { get; }

    public IPage Page { get; }

    /// <summary>What the browser complained about.</summary>
    public List<string> Complaints { get; } = [];

    public static async Task<IssuerBrowser> StartAsync(IssuerHost host, Chromium chromium)
    {
        var context = await chromium.Browser.NewContextAsync(new() { BaseURL = host.Root });
        foreach (var other in new[] { "http://localhost:5999/**", OtherOrigin + "/**" })
            await context.RouteAsync(other, route => route.FulfillAsync(new() { ContentType = "text/html", Body = "<!doctype html><title>Elsewhere</title>" }));
        var page = await context.NewPageAsync();
        // A virtual authenticator belongs to the page whose session made it.
        var devices = await context.NewCDPSessionAsync(page);
        var browser = new IssuerBrowser(host, new TestRelyingParty(host), context, page, devices);
        page.Console += (_, message) =>
        {
            if (message.Type == "error")
                browser.Complaints.Add(message.Text);
        };
        await devices.SendAsync("WebAuthn.enable");
        await browser.AddDeviceAsync();
        return browser;
    }

    /// <summary>The person sits at another device, which holds no passkey yet.</summary>
    /// <param name="verifies">False for one that does not know its owner.</param>
    public async Task ChangeDeviceAsync(bool verifies = true)
    {
        await _devices.SendAsync("WebAuthn.removeVirtualAuthenticator", Device());
        await AddDeviceAsync(verifies);
    }

    private async Task AddDeviceAsync(bool verifies = true)
    {
        var added = await _devices.SendAsync("WebAuthn.addVirtualAuthenticator", new Dictionary<string, object>
        {
            ["options"] = new Dictionary<string, object>
            {
                ["protocol"] = "ctap2",
                ["transport"] = "internal",
                ["hasResidentKey"] = true,
                ["hasUserVerification"] = verifies,
                ["isUserVerified"] = verifies,
                ["automaticPresenceSimulation"] = true,
            },
        });
        _device = added!.Value.GetProperty("authenticatorId").GetString()!;
    }

    /// <summary>Comes from the client to the sign-in page.</summary>
    public async Task ArriveAsync(params (string Name, string? Value)[] changes)
        => await Page.GotoAsync(await Party.PushAsync(changes));

    public async Task SendPasswordAsync(string userName = "ruth.adeyemi@mash.example")
    {
        await Page.GetByLabel("Email address").FillAsync(userName);
        await Page.GetByLabel("Password").FillAsync(IssuerHost.Password);
        await Page.GetByRole(AriaRole.Button, new() { Name = "Sign in", Exact = true }).ClickAsync();
    }

    public Task PressAsync(string button) => Page.GetByRole(AriaRole.Button, new() { Name = button, Exact = true }).ClickAsync();

    /// <summary>The tokens, once the browser has come back to the client.</summary>
    public async Task<TokenReply> TokensAsync()
    {
        await Page.WaitForURLAsync(IssuerHost.Callback + "?**");
        return await Party.RedeemAsync(TestRelyingParty.Answer(Page.Url)["code"]);
    }

    /// <summary>Adds a passkey on the person's own page.</summary>
    public async Task AddPasskeyAsync(string name)
    {
        await Page.GotoAsync(Enrolment.Ways);
        if (await Page.GetByLabel("Email address").IsVisibleAsync())
            await SendPasswordAsync();
        await Page.GetByLabel("Name of the passkey").FillAsync(name);
        await PressAsync("Add a passkey");
        await Page.GetByText("Your passkey was added.").WaitForAsync();
    }

    /// <summary>Handle of the request that waits on this page.</summary>
    public async Task<string> HandleAsync() => (await Page.Locator("#passkey").GetAttributeAsync("data-request"))!;

    /// <summary>Asks the issuer for a challenge, lets the device answer it here and gives the answer, bent as asked for, without sending it.</summary>
    public async Task<JsonElement> AnswerAsync(string handle, string bend = "")
        => (await Page.EvaluateAsync<JsonElement>(Scripts.Answer, new { handle, bend, issuer = Host.Root, challenge = (string?)null }))!;

    /// <summary>Sends an answer from the issuer's own page.</summary>
    public Task<int> SendAsync(JsonElement answer) => Page.EvaluateAsync<int>(Scripts.Send, new { path = "sign-in", answer = answer.GetRawText() });

    /// <summary>As <see cref="AnswerAsync"/>, for a new passkey by an invitation.</summary>
    public async Task<JsonElement> NewPasskeyAsync(string link, string bend = "")
        => await Page.EvaluateAsync<JsonElement>(Scripts.Make, new { asked = await AskForNewAsync(link), link, bend });

    /// <summary>As <see cref="NewPasskeyAsync"/>, but on a page of another origin that relays the issuer's challenge.</summary>
    public async Task<JsonElement> NewPasskeyElsewhereAsync(string link)
    {
        var (asked, back) = (await AskForNewAsync(link), Page.Url);
        await Page.GotoAsync(OtherOrigin + "/");
        var answer = await Page.EvaluateAsync<JsonElement>(Scripts.Make, new { asked, link, bend = "" });
        await Page.GotoAsync(back);
        return answer;
    }

    /// <summary>Sends the answer for a new passkey from the issuer's own page.</summary>
    public Task<int> SendNewAsync(JsonElement answer) => Page.EvaluateAsync<int>(Scripts.Send, new { path = "add", answer = answer.GetRawText() });

    private Task<string> AskForNewAsync(string link) => Page.EvaluateAsync<string>(Scripts.AskForNew, link);

    /// <summary>What the device holds.</summary>
    public async Task<IReadOnlyList<JsonElement>> CredentialsAsync()
        => [.. (await _devices.SendAsync("WebAuthn.getCredentials", Device()))!.Value.GetProperty("credentials").EnumerateArray()];

    /// <summary>Whether the device believes that the person is the one.</summary>
    public Task SetUserVerifiedAsync(bool verified) => _devices.SendAsync("WebAuthn.setUserVerified", Device(("isUserVerified", verified)));

    /// <summary>Turns the device's counter back, as a copy of it would.</summary>
    public async Task SetCounterAsync(int counter)
    {
        var credential = (await CredentialsAsync())[0];
        var held = new Dictionary<string, object>
        {
            ["credentialId"] = credential.GetProperty("credentialId").GetString()!,
            ["isResidentCredential"] = true,
            ["rpId"] = credential.GetProperty("rpId").GetString()!,
            ["privateKey"] = credential.GetProperty("privateKey").GetString()!,
            ["userHandle"] = credential.GetProperty("userHandle").GetString()!,
            ["signCount"] = counter,
        };
        await _devices.SendAsync("WebAuthn.clearCredentials", Device());
        await _devices.SendAsync("WebAuthn.addCredential", Device(("credential", held)));
    }

    public async ValueTask DisposeAsync()
    {
        await _context.DisposeAsync();
        Party.Dispose();
    }

    private Dictionary<string, object> Device(params (string Name, object Value)[] more)
    {
        var arguments = new Dictionary<string, object> { ["authenticatorId"] = _device };
        foreach (var (name, value) in more)
            arguments[name] = value;
        return arguments;
    }

    private static class Scripts
    {
        public const string Answer = """
            async ({ handle, bend, challenge }) => {
              const bytes = (text) => Uint8Array.from(atob(text.replace(/-/g, '+').replace(/_/g, '/')), (sign) => sign.charCodeAt(0));
              const text = (buffer) => btoa(String.fromCharCode(...new Uint8Array(buffer))).replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '');
              const asked = challenge ? JSON.parse(challenge) : await (await fetch('/staff/passkey/sign-in-options', {
                method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify({ request: handle }),
              })).json();
              const options = { ...asked.options, challenge: bytes(asked.options.challenge), allowCredentials: [] };
              if (bend === 'unverified') options.userVerification = 'discouraged';
              const credential = await navigator.credentials.get({ publicKey: options });
              const response = credential.response;
              const signature = new Uint8Array(response.signature);
              if (bend === 'signature') signature[signature.length - 1] ^= 1;
              return {
                request: handle, ceremony: asked.ceremony,
                credential: {
                  id: credential.id, rawId: text(credential.rawId), type: credential.type, clientExtensionResults: {},
                  response: {
                    authenticatorData: text(response.authenticatorData), clientDataJSON: text(response.clientDataJSON),
                    signature: text(signature), userHandle: text(response.userHandle),
                  },
                },
              };
            }
            """;

        public const string AskForNew = """
            async (link) => await (await fetch('/staff/passkey/add-options', {
              method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify({ link, name: 'phone' }),
            })).text()
            """;

        public const string Make = """
            async ({ asked, link, bend }) => {
              const bytes = (text) => Uint8Array.from(atob(text.replace(/-/g, '+').replace(/_/g, '/')), (sign) => sign.charCodeAt(0));
              const text = (buffer) => btoa(String.fromCharCode(...new Uint8Array(buffer))).replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '');
              const { ceremony, options } = JSON.parse(asked);
              const publicKey = { ...options, challenge: bytes(options.challenge), user: { ...options.user, id: bytes(options.user.id) }, excludeCredentials: [] };
              if (bend === 'unverified') publicKey.authenticatorSelection = { residentKey: 'discouraged', requireResidentKey: false, userVerification: 'discouraged' };
              const credential = await navigator.credentials.create({ publicKey });
              return {
                link, ceremony, name: 'phone',
                credential: {
                  id: credential.id, rawId: text(credential.rawId), type: credential.type, clientExtensionResults: {},
                  response: { attestationObject: text(credential.response.attestationObject), clientDataJSON: text(credential.response.clientDataJSON), transports: [] },
                },
              };
            }
            """;

        public const string Send = """
            async ({ path, answer }) => (await fetch('/staff/passkey/' + path, {
              method: 'POST', headers: { 'Content-Type': 'application/json' }, body: answer,
            })).status
            """;
    }

    /// <summary>As <see cref="AnswerAsync"/>, but on a page of another origin that relays the issuer's challenge.</summary>
    public async Task<JsonElement> AnswerElsewhereAsync(string handle)
    {
        var challenge = await Page.EvaluateAsync<string>(
            "async (handle) => await (await fetch('/staff/passkey/sign-in-options', { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify({ request: handle }) })).text()",
            handle);
        var back = Page.Url;
        await Page.GotoAsync(OtherOrigin + "/");
        var answer = await Page.EvaluateAsync<JsonElement>(Scripts.Answer, new { handle, bend = "", issuer = "", challenge });
        await Page.GotoAsync(back);
        return answer;
    }
}
