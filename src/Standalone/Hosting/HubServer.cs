using System.Security.Cryptography.X509Certificates;
using Mash.Hub;
using Mash.Hub.Access;
using Mash.Hub.Access.Accounts;
using Mash.Hub.Messages;
using Mash.Identity;

namespace Mash.Standalone.Hosting;

/// <summary>The hub's gRPC server: the hub's own services and the sessions of front doors.</summary>
internal static class HubServer
{
    public static WebApplication Build(StandaloneOptions options, Func<X509Certificate2> certificate, ILoggerFactory loggers)
    {
        var builder = Listening.NewBuilder(loggers);
        builder.ListenForCalls(options.Hub.Address, certificate, ServerLimits.Hub);
        builder.Services.AddHub(new HubOptions
        {
            Storage = options.HubStorage,
            Access = options.Access,
            HubName = options.Hub.Name,
            PublicAddress = options.Hub.Address,
            SampleData = options.SampleData,
            Dormancy = options.Accounts.Dormancy,
        });
        builder.Services.AddIdentityStores(options.Identity);
        // An outside authority cannot be asked: its tokens live their ten minutes, and it keeps its own accounts.
        if (options.Issuer.StaffAuthority is null)
        {
            builder.Services.AddSingleton<IStaffTokens, StaffTokens>();
            builder.Services.AddSingleton<ISignInAccounts, SignInAccounts>();
        }
        if (options.Messages.Smtp is { } smtp)
            builder.Services.AddSingleton<IMessageTransport>(new SmtpTransport(smtp));
        builder.Services.AddSingleton<Administration.StaffDirectory>();
        if (options.SampleData)
            builder.Services.AddHostedService(provider => ActivatorUtilities.CreateInstance<DomainTimeKeeper>(provider, TimeProvider.System));
        var app = builder.Build();
        app.UseStrictTransport();
        app.MapHub();
        IdentityModule.MapSessionService(app);
        return app;
    }
}
