using System.Net;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using Grpc.Net.Client;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Mash.Compat.Tests.Echo;

/// <summary>The echo service on real Kestrel: one loopback port without TLS, one with TLS and a certificate of its own.</summary>
public sealed class EchoHost : IAsyncLifetime
{
    /// <summary>The largest reply in bytes that the server sends.</summary>
    public const int MaxReplySize = 8 * 1024 * 1024;

    private readonly X509Certificate2 certificate = LocalCertificate.Create();
    private readonly WebApplication app;

    public EchoHost()
        : this(plainPort: 0)
    {
    }

    internal EchoHost(int plainPort)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Listen(IPAddress.Loopback, plainPort, listen => listen.Protocols = HttpProtocols.Http2);
            kestrel.Listen(IPAddress.Loopback, 0, listen => listen.UseHttps(certificate));
        });
        builder.Services.AddGrpc(options =>
        {
            options.Interceptors.Add<KindInterceptor>();
            options.ResponseCompressionAlgorithm = "gzip";
            options.MaxSendMessageSize = MaxReplySize;
        });
        builder.Services.AddSingleton<Observations>();
        builder.Services.AddAuthentication("Test").AddScheme<AuthenticationSchemeOptions, BearerNameHandler>("Test", null);
        builder.Services.AddAuthorizationBuilder().AddPolicy(BearerNameHandler.WriterPolicy, policy => policy.RequireRole("writer"));
        app = builder.Build();
        app.MapGrpcService<EchoHandlers>();
    }

    public Uri PlainAddress => new(app.Urls.Single(url => url.StartsWith("http:", StringComparison.Ordinal)));

    /// <summary>The address with TLS, by name so that the name is verified.</summary>
    public Uri SecureAddress => new UriBuilder(app.Urls.Single(url => url.StartsWith("https:", StringComparison.Ordinal))) { Host = "localhost" }.Uri;

    public string CertificatePem => certificate.ExportCertificatePem();

    internal Observations Observations => app.Services.GetRequiredService<Observations>();

    public Task InitializeAsync() => app.StartAsync();

    public async Task DisposeAsync()
    {
        await app.DisposeAsync();
        certificate.Dispose();
    }

    public GrpcChannel Connect(Action<GrpcChannelOptions>? configure = null) => Open(PlainAddress, new SocketsHttpHandler(), configure);

    public GrpcChannel ConnectSecurely(Action<GrpcChannelOptions>? configure = null)
    {
        var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        policy.CustomTrustStore.Add(certificate);
        var handler = new SocketsHttpHandler { SslOptions = new SslClientAuthenticationOptions { CertificateChainPolicy = policy } };
        return Open(SecureAddress, handler, configure);
    }

    private static GrpcChannel Open(Uri address, SocketsHttpHandler handler, Action<GrpcChannelOptions>? configure)
    {
        var options = new GrpcChannelOptions { HttpHandler = handler, DisposeHttpClient = true };
        configure?.Invoke(options);
        return GrpcChannel.ForAddress(address, options);
    }
}
