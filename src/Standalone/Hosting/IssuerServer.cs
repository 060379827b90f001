using System.Security.Cryptography.X509Certificates;
using Mash.FrontDoor.Embedded;
using Mash.Hub.Access;
using Mash.Hub.Messages;
using Mash.Hub.Storage;
using Mash.Identity;
using Mash.Identity.Audit;
using Mash.Identity.Clients;
using Mash.Identity.Messages;

namespace Mash.Standalone.Hosting;

/// <summary>The embedded issuers. They serve the front door's style sheet themselves, so that their pages need no other origin.</summary>
internal static class IssuerServer
{
    /// <param name="options">Address and keys.</param>
    /// <param name="hub">Services of the hub in this process: its agencies and its log.</param>
    /// <param name="certificate">Certificate of the address for agencies' client certificates; asked for at every handshake.</param>
    /// <param name="loggers">Where to log.</param>
    public static WebApplication Build(StandaloneOptions options, IServiceProvider hub, Func<X509Certificate2> certificate, ILoggerFactory loggers)
    {
        var builder = Listening.NewBuilder(loggers);
        var assets = new AssetStore();
        builder.Services.AddSingleton(assets);
        builder.Services.AddSingleton<IAgencyCredentials>(new AgencyCredentials(hub.GetRequiredService<AccessDirectory>()));
        builder.Services.AddSingleton<ISignInAudit>(new SignInAudit(hub.GetRequiredService<WriteQueue>()));
        builder.Services.AddSingleton<IAccountMessages>(
            new AccountMessages(hub.GetRequiredService<WriteQueue>(), hub.GetRequiredService<MessageSender>(), options.StaffAuthority.ToString()));
        IdentityModule.AddIdentity(builder, options.Identity with { Stylesheet = new Uri(assets.PathOf("app.css"), UriKind.Relative) });
        builder.ListenForPages(options.Issuer.Address, options.Issuer.CertificateFile, options.Issuer.PrivateKeyFile, ServerLimits.Issuer);
        if (options.Issuer.AgencyTlsAddress is { } tls)
            builder.ListenForClientCertificates(tls, certificate);
        var app = builder.Build();
        app.UseStrictTransport();
        IdentityModule.UseIdentity(app);
        app.MapAssets();
        return app;
    }
}
