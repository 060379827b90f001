using System.Security.Cryptography.X509Certificates;
using Mash.FrontDoor;
using Mash.FrontDoor.HubClients;
using Mash.FrontDoor.SignIn;
using Microsoft.AspNetCore.Http.Features;

namespace Mash.Standalone.Hosting;

/// <summary>The pages. They know the hub by its address, its certificate authority and their own key, whichever process it runs in.</summary>
internal static class FrontDoorServer
{
    public static WebApplication Build(StandaloneOptions options, string? hubAuthorityFile, ILoggerFactory loggers)
    {
        var builder = Listening.NewBuilder(loggers);
        builder.ListenForPages(options.FrontDoor.Address, options.FrontDoor.CertificateFile, options.FrontDoor.PrivateKeyFile, ServerLimits.FrontDoor);
        builder.Services.Configure<FormOptions>(form => form.MultipartBodyLengthLimit = ServerLimits.FrontDoor.BodyBytes!.Value);
        builder.AddFrontDoor(new FrontDoorOptions
        {
            FormTargets = [new Uri(options.StaffAuthority.GetLeftPart(UriPartial.Authority))],
            Operator = options.Operator is { } by ? new HubOperator(by.Name, by.Email, by.Telephone) : null,
        });
        builder.AddHubPages(new HubConnection(options.Hub.Address, hubAuthorityFile is null ? null : X509CertificateLoader.LoadCertificateFromFile(hubAuthorityFile)));
        builder.AddSignIn(
            options.SignIn,
            provider => provider.GetRequiredService<HubChannel>().Channel.CreateCallInvoker());
        var app = builder.Build();
        app.UseStrictTransport();
        app.UseFrontDoor();
        app.MapSignIn();
        return app;
    }
}
