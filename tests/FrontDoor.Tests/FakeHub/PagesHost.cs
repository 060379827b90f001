using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Mash.FrontDoor.HubClients;
using Mash.V1;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;

namespace Mash.FrontDoor.Tests.FakeHub;

/// <summary>The real front door on a real socket, in front of a fake hub.</summary>
public sealed class PagesHost : IAsyncLifetime
{
    public const string Manager = "ruth";

    private readonly HtmlParser parser = new();
    private WebApplication? app;

    private FakeHubServer Server { get; } = new();

    private HttpClient Client { get; set; } = null!;

    public Uri Address { get; private set; } = null!;

    internal FakeCalls Hub => Server.Calls;

    internal IServiceProvider Services => app!.Services;

    internal CapturedLog Log { get; } = new();

    public async Task InitializeAsync()
    {
        await Server.StartAsync();
        var builder = WebApplication.CreateBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders().AddProvider(Log);
        builder.Services.AddDataProtection().UseEphemeralDataProtectionProvider();
        builder.AddFrontDoor(new FrontDoorOptions());
        builder.AddHubPages(Server.Connection);
        builder.Services.AddSingleton<IFrontDoorTokenSource, TestFrontDoorToken>();
        builder.Services.AddSingleton<ISessionCookie, TestSessionCookie>();
        builder.Services.AddAuthentication(TestSignIn.Name).AddScheme<AuthenticationSchemeOptions, TestSignIn>(TestSignIn.Name, null);
        app = builder.Build();
        app.UseFrontDoor();
        await app.StartAsync();
        Address = new Uri(app.Urls.Single());
        Client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = Address };
        SampleAnswers.Set(Hub);
    }

    public async Task DisposeAsync()
    {
        Client.Dispose();
        if (app is not null)
            await app.DisposeAsync();
        await Server.DisposeAsync();
    }

    /// <summary>Puts back the answers of a working afternoon and forgets what was asked.</summary>
    internal void Reset()
    {
        SampleAnswers.Set(Hub);
        Hub.Forget();
    }

    /// <summary>Asks for a page as somebody, or as nobody, with the cookies of an answer before it.</summary>
    internal async Task<PageAnswer> GetAsync(string path, string? person = Manager, PageAnswer? after = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(path, UriKind.Relative));
        return await SendAsync(request, person, after);
    }

    /// <summary>Shows a page, changes some answers of its form and sends it. Other fields go as they were shown.</summary>
    internal async Task<PageAnswer> PostAsync(string path, params (string Name, string Value)[] answers)
    {
        var shown = await GetAsync(path);
        shown.Status.ShouldBe(HttpStatusCode.OK, string.Join(Environment.NewLine, Log.Lines));
        return await PostAsync(shown, path, "main form[method=post]", answers);
    }

    /// <summary>Sends a form of a page that was shown.</summary>
    internal Task<PageAnswer> PostAsync(PageAnswer shown, string path, string form, params (string Name, string Value)[] answers) =>
        PostAsync(shown, path, form, Manager, answers);

    /// <summary>Sends a form of a page that was shown as somebody else, or as nobody.</summary>
    internal async Task<PageAnswer> PostAsync(PageAnswer shown, string path, string form, string? person, params (string Name, string Value)[] answers)
    {
        var element = (IHtmlFormElement)shown.Document.QuerySelector(form)!;
        var changed = answers.Select(answer => answer.Name).ToHashSet();
        var fields = Fields(element).Where(field => !changed.Contains(field.Key))
            .Concat(answers.Where(answer => answer.Value.Length > 0).Select(answer => KeyValuePair.Create(answer.Name, answer.Value)));
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(path, UriKind.Relative)) { Content = new FormUrlEncodedContent(fields) };
        return await SendAsync(request, person, shown);
    }

    /// <summary>Sends an empty form as somebody who is signed in, as another site's page could make their browser do.</summary>
    internal async Task<HttpStatusCode> PostWithoutTokenAsync(string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(path, UriKind.Relative)) { Content = new FormUrlEncodedContent([]) };
        return (await SendAsync(request, Manager, null)).Status;
    }

    /// <summary>Shows a page and sends its form with a file.</summary>
    internal async Task<PageAnswer> UploadAsync(string path, string field, string fileName, byte[] content)
    {
        var shown = await GetAsync(path);
        using var parts = new MultipartFormDataContent();
        foreach (var (name, value) in Fields((IHtmlFormElement)shown.Document.QuerySelector("main form[method=post]")!).Where(part => part.Key != field))
            parts.Add(new StringContent(value), name);
        parts.Add(new ByteArrayContent(content), field, fileName);
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(path, UriKind.Relative)) { Content = parts };
        return await SendAsync(request, Manager, shown);
    }

    private static IEnumerable<KeyValuePair<string, string>> Fields(IHtmlFormElement form)
    {
        foreach (var element in form.Elements)
        {
            switch (element)
            {
                case IHtmlInputElement { Type: "checkbox" or "radio", IsChecked: false }:
                    break;
                case IHtmlInputElement { Name.Length: > 0 } input:
                    yield return KeyValuePair.Create(input.Name!, input.Value);
                    break;
                case IHtmlTextAreaElement { Name.Length: > 0 } area:
                    yield return KeyValuePair.Create(area.Name!, area.Value);
                    break;
                case IHtmlSelectElement { Name.Length: > 0 } select:
                    yield return KeyValuePair.Create(select.Name!, select.Value ?? "");
                    break;
            }
        }
    }

    private async Task<PageAnswer> SendAsync(HttpRequestMessage request, string? person, PageAnswer? after)
    {
        if (person is not null)
            request.Headers.Add(TestSignIn.Header, person);
        if (after is { Cookies.Count: > 0 })
            request.Headers.Add("Cookie", string.Join("; ", after.Cookies.Select(cookie => $"{cookie.Key}={cookie.Value}")));
        using var response = await Client.SendAsync(request);
        var cookies = new Dictionary<string, string>(after?.Cookies ?? []);
        if (response.Headers.TryGetValues("Set-Cookie", out var set))
        {
            foreach (var parts in set.Select(value => value.Split(';')[0].Split('=', 2)))
                cookies[parts[0]] = parts[1];
        }

        var document = parser.ParseDocument(await response.Content.ReadAsStringAsync());
        return new PageAnswer(response.StatusCode, response.Headers.Location?.ToString(), document, cookies);
    }
}

/// <summary>What the front door answered.</summary>
internal sealed record PageAnswer(HttpStatusCode Status, string? Location, IHtmlDocument Document, Dictionary<string, string> Cookies)
{
    public string Text => Document.QuerySelector("main")?.Text().ReplaceLineEndings(" ") ?? "";

    /// <summary>Lines of the error summary and where each leads.</summary>
    public IReadOnlyList<(string Words, string? Href)> Errors =>
        [.. Document.QuerySelectorAll(".govuk-error-summary__list li").Select(line => (line.Text(), line.QuerySelector("a")?.GetAttribute("href")))];
}
