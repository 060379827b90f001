using System.Net;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;

namespace Mash.Standalone.Hosting;

/// <summary>How every server of the process listens.</summary>
internal static class Listening
{
    /// <summary>A builder without sources of its own: what is set stands in the options.</summary>
    public static WebApplicationBuilder NewBuilder(ILoggerFactory loggers)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ApplicationName = typeof(Listening).Assembly.GetName().Name });
        builder.WebHost.UseKestrelCore();
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.Services.AddRouting();
        builder.Services.AddSingleton(loggers);
        builder.Services.AddSingleton<IHostLifetime, CalledLifetime>();
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(10));
        return builder;
    }

    /// <summary>Listens for gRPC over TLS. The certificate is asked for at every handshake, so that it can be renewed.</summary>
    public static void ListenForCalls(this WebApplicationBuilder builder, Uri address, Func<X509Certificate2> certificate, ServerLimits limits) =>
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            limits.Apply(kestrel);
            Listen(kestrel, address, listen =>
            {
                listen.Protocols = HttpProtocols.Http2;
                listen.UseHttps(AskingForCertificates(certificate));
            });
        });

    /// <summary>Listens for agencies' systems that ask for tokens with a client certificate.</summary>
    public static void ListenForClientCertificates(this WebApplicationBuilder builder, Uri address, Func<X509Certificate2> certificate) =>
        builder.WebHost.ConfigureKestrel(kestrel => Listen(kestrel, address, listen => listen.UseHttps(AskingForCertificates(certificate))));

    /// <summary>
    /// A client may show a certificate, of any authority or none: that it holds the key is proved in the handshake, and which certificate it is
    /// is compared with the token's binding or the agency's registration (RFC 8705).
    /// </summary>
    private static HttpsConnectionAdapterOptions AskingForCertificates(Func<X509Certificate2> certificate)
    {
        var options = new HttpsConnectionAdapterOptions
        {
            ServerCertificateSelector = (_, _) => certificate(),
            ClientCertificateMode = ClientCertificateMode.AllowCertificate,
        };
        options.AllowAnyClientCertificate();
        return options;
    }

    /// <summary>Listens for browsers.</summary>
    public static void ListenForPages(this WebApplicationBuilder builder, Uri address, string? certificateFile, string? privateKeyFile, ServerLimits limits) =>
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            limits.Apply(kestrel);
            Listen(kestrel, address, listen =>
            {
                if (certificateFile is not null)
                    listen.UseHttps(Tls.CertificateFiles.Load(certificateFile, privateKeyFile));
            });
        });

    private static void Listen(KestrelServerOptions kestrel, Uri address, Action<ListenOptions> configure)
    {
        if (IPAddress.TryParse(address.Host.Trim('[', ']'), out var ip))
            kestrel.Listen(ip, address.Port, configure);
        else if (address.IsLoopback)
            kestrel.ListenLocalhost(address.Port, configure);
        else
            kestrel.ListenAnyIP(address.Port, configure);
    }

    /// <summary>The process starts and stops its servers; none of them listens to signals by itself.</summary>
    private sealed class CalledLifetime : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
