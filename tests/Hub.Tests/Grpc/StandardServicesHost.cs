using System.Net;
using Grpc.Net.Client;
using Mash.Hub.Grpc;
using Mash.V1;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Mash.Hub.Tests.Grpc;

/// <summary>A real server on a loopback port that has only health and reflection, and claims to serve the contact service.</summary>
public sealed class StandardServicesHost : IAsyncLifetime
{
    private readonly WebApplication app;

    public StandardServicesHost()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen => listen.Protocols = HttpProtocols.Http2));
        builder.Services.AddGrpc();
        builder.Services.AddStandardServices(ContactServiceReflection.Descriptor);
        app = builder.Build();
        app.MapStandardServices();
    }

    public GrpcChannel Channel { get; private set; } = null!;

    internal ServingState State => app.Services.GetRequiredService<ServingState>();

    public async Task InitializeAsync()
    {
        await app.StartAsync();
        Channel = GrpcChannel.ForAddress(app.Urls.Single());
    }

    /// <summary>What the end of the process does first: tells everybody that the host stops.</summary>
    public void BeginStop() => app.Services.GetRequiredService<IHostApplicationLifetime>().StopApplication();

    public async Task DisposeAsync()
    {
        Channel.Dispose();
        await app.DisposeAsync();
    }
}
