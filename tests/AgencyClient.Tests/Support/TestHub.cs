using System.Net;
using Grpc.Core;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Mash.AgencyClient.Tests.Support;

/// <summary>A hub and its authority on real Kestrel, which can be stopped and started again at the same addresses.</summary>
internal sealed class TestHub : IAsyncDisposable
{
    private readonly TestCertificates? _certificates;
    private readonly TestDirectory _directory = new();
    private WebApplication? _app;
    private int _hubPort;
    private int _authorityPort;

    private TestHub(bool tls) => _certificates = tls ? new TestCertificates() : null;

    public TestHubState State { get; } = new();

    public TestAuthority Authority { get; } = new();

    public Uri Address => new($"{(_certificates is null ? "http" : "https")}://localhost:{_hubPort}");

    public string KeyFile => _directory.File("agency.pem");

    public string? CaFile => _certificates is null ? null : _directory.File("ca.pem");

    public static async Task<TestHub> StartAsync(bool tls = false)
    {
        var hub = new TestHub(tls);
        await File.WriteAllTextAsync(hub.KeyFile, hub.Authority.PrivateKeyPem);
        if (hub._certificates is { } certificates) await File.WriteAllTextAsync(hub.CaFile!, certificates.AuthorityPem);
        await hub.StartAgainAsync();
        return hub;
    }

    public async Task StartAgainAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelHttpsConfiguration().ConfigureKestrel(kestrel =>
        {
            kestrel.Listen(IPAddress.Loopback, _hubPort, listen =>
            {
                listen.Protocols = HttpProtocols.Http2;
                if (_certificates is not null) listen.UseHttps(_certificates.Server);
            });
            kestrel.Listen(IPAddress.Loopback, _authorityPort, listen => listen.Protocols = HttpProtocols.Http1);
        });
        builder.Services.AddGrpc();
        builder.Services.AddSingleton(State).AddSingleton(Authority);
        _app = builder.Build();
        _app.MapGrpcService<TestContactService>();
        _app.MapGrpcService<TestEventService>();
        Authority.Map(_app);
        await _app.StartAsync();
        var ports = _app.Urls.Select(url => new Uri(url).Port).ToList();
        (_hubPort, _authorityPort) = (ports[0], ports[1]);
        Authority.Issuer = $"http://localhost:{_authorityPort}/agencies";
    }

    public async Task StopAsync()
    {
        if (_app is null) return;
        using var now = new CancellationTokenSource();
        await now.CancelAsync();
        await _app.StopAsync(now.Token);
        await _app.DisposeAsync();
        _app = null;
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        Authority.Dispose();
        _certificates?.Dispose();
        _directory.Dispose();
    }
}
