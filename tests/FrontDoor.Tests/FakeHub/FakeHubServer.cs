using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Mash.FrontDoor.HubClients;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Logging;

namespace Mash.FrontDoor.Tests.FakeHub;

/// <summary>A gRPC server over TLS that answers as a test sets it.</summary>
internal sealed class FakeHubServer : IAsyncDisposable
{
    private readonly X509Certificate2 certificate = MakeCertificate();
    private WebApplication? app;

    public FakeCalls Calls { get; } = new();

    /// <summary>How the front door reaches it.</summary>
    public HubConnection Connection { get; private set; } = null!;

    public async Task StartAsync()
    {
        var builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen =>
        {
            listen.Protocols = HttpProtocols.Http2;
            listen.UseHttps(certificate);
        }));
        builder.Services.AddSingleton(Calls);
        builder.Services.AddGrpc(grpc => grpc.Interceptors.Add<FakeAnswers>());
        app = builder.Build();
        app.MapGrpcService<FakeAccess>();
        app.MapGrpcService<FakeContact>();
        app.MapGrpcService<FakeScreening>();
        app.MapGrpcService<FakeDecision>();
        app.MapGrpcService<FakeMessage>();
        app.MapGrpcService<FakeAlert>();
        app.MapGrpcService<FakeUnusualAccess>();
        app.MapGrpcService<FakeInterest>();
        app.MapGrpcService<FakeRota>();
        app.MapGrpcService<FakeAgency>();
        app.MapGrpcService<FakeSession>();
        app.MapGrpcService<FakeAccount>();
        app.MapGrpcService<FakeRestriction>();
        app.MapGrpcService<FakeBreakGlass>();
        app.MapGrpcService<FakePerson>();
        await app.StartAsync();
        var address = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
        Connection = new HubConnection(new Uri($"https://localhost:{new Uri(address).Port}"), certificate);
    }

    public async ValueTask DisposeAsync()
    {
        if (app is not null)
            await app.DisposeAsync();
        certificate.Dispose();
    }

    private static X509Certificate2 MakeCertificate()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        using var made = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        return X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pkcs12), null);
    }
}
