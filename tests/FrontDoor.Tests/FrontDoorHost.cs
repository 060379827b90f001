using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Mash.FrontDoor.Shell;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.ApplicationParts;
using Microsoft.Extensions.Logging;

namespace Mash.FrontDoor.Tests;

/// <summary>The real front door on a real socket, with the pages of the gallery beside its own.</summary>
public sealed class FrontDoorHost : IAsyncLifetime
{
    private readonly HtmlParser parser = new();
    private WebApplication? app;

    /// <summary>What the frame shows; a test may set its own before it asks for a page.</summary>
    internal SettableShell Shell { get; } = new();

    internal FrontDoorOptions Options { get; init; } = new() { FormTargets = [new Uri("http://localhost:5081/staff")] };

    internal CapturedLog Log { get; } = new();

    public Uri Address { get; private set; } = null!;

    internal HttpClient Client { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        var builder = WebApplication.CreateBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders().AddProvider(Log);
        builder.Services.AddDataProtection().UseEphemeralDataProtectionProvider();
        builder.Services.AddSingleton<IShellSource>(Shell);
        builder.AddFrontDoor(Options);
        builder.Services.AddRazorPages().ConfigureApplicationPartManager(AddGallery);
        app = builder.Build();
        app.UseFrontDoor();
        app.MapGet("/fail/{kind}", Failure.Throw).AllowAnonymous();
        app.MapGet("/status/{code:int}", (int code) => Results.StatusCode(code)).AllowAnonymous();
        await app.StartAsync();
        Address = new Uri(app.Urls.Single());
        // Cookies are marked Secure, which this client would not send over plain HTTP: tests carry them by hand.
        Client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = Address };
    }

    public async Task DisposeAsync()
    {
        Client.Dispose();
        if (app is not null)
            await app.DisposeAsync();
    }

    /// <summary>Asks for a page and parses it.</summary>
    internal async Task<IHtmlDocument> GetPageAsync(string path, HttpStatusCode expected = HttpStatusCode.OK)
    {
        using var response = await Client.GetAsync(new Uri(path, UriKind.Relative));
        response.StatusCode.ShouldBe(expected, string.Join(Environment.NewLine, Log.Lines));
        return parser.ParseDocument(await response.Content.ReadAsStringAsync());
    }

    /// <summary>Fills in the form of a page and sends it, with its antiforgery token and cookie.</summary>
    internal async Task<IHtmlDocument> PostFormAsync(string path, params (string Name, string Value)[] answers)
    {
        using var shown = await Client.GetAsync(new Uri(path, UriKind.Relative));
        var cookie = shown.Headers.GetValues("Set-Cookie").Single(value => value.StartsWith(FrontDoorModule.AntiforgeryCookie, StringComparison.Ordinal));
        var form = parser.ParseDocument(await shown.Content.ReadAsStringAsync());
        var token = form.QuerySelector("main input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(path, UriKind.Relative));
        request.Headers.Add("Cookie", cookie.Split(';')[0]);
        request.Content = new FormUrlEncodedContent(
            answers.Append(("__RequestVerificationToken", token)).Select(answer => KeyValuePair.Create(answer.Item1, answer.Item2)));
        using var response = await Client.SendAsync(request);
        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        return parser.ParseDocument(await response.Content.ReadAsStringAsync());
    }

    private static void AddGallery(ApplicationPartManager manager)
    {
        var assembly = typeof(FrontDoorHost).Assembly;
        foreach (var part in ApplicationPartFactory.GetApplicationPartFactory(assembly).GetApplicationParts(assembly))
            manager.ApplicationParts.Add(part);
    }
}

/// <summary>A frame that a test decides.</summary>
internal sealed class SettableShell : IShellSource
{
    public ShellView View { get; set; } = Samples.Shell;

    public ValueTask<ShellView> GetAsync(HttpContext context, CancellationToken cancellation) => ValueTask.FromResult(View);
}
