using System.Collections.Concurrent;
using Grpc.Core;
using Grpc.Net.Client;
using Mash.V1;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.IdentityModel.JsonWebTokens;

namespace Mash.Identity.Tests.Support;

/// <summary>SessionService in a second container over the issuer's database, as the hub hosts it.</summary>
internal sealed class SessionHost : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly GrpcChannel _channel;

    private SessionHost(WebApplication app, GrpcChannel channel)
    {
        _app = app;
        _channel = channel;
        Client = new SessionService.SessionServiceClient(channel);
    }

    public SessionService.SessionServiceClient Client { get; }

    public IServiceProvider Services => _app.Services;

    public CallInvoker Invoker => _channel.CreateCallInvoker();

    /// <summary>The scopes of the tokens that came with calls.</summary>
    public ConcurrentQueue<string> Scopes { get; private init; } = [];

    public static async Task<SessionHost> StartAsync(IssuerHost issuer)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrel(kestrel => kestrel.ListenLocalhost(IssuerHost.FreePort(), listen => listen.Protocols = HttpProtocols.Http2));
        builder.Services.AddRouting();
        builder.Services.AddGrpc();
        builder.Services.AddSingleton<TimeProvider>(issuer.Clock);
        builder.Services.AddIdentityStores(issuer.Options);
        var app = builder.Build();
        var scopes = new ConcurrentQueue<string>();
        app.Use((context, next) =>
        {
            if (context.Request.Headers.Authorization.ToString() is { Length: > 7 } bearer)
                scopes.Enqueue(new JsonWebToken(bearer[7..]).GetClaim("scope").Value);
            return next(context);
        });
        IdentityModule.MapSessionService(app);
        await app.StartAsync();
        var address = app.Services.GetRequiredService<IServer>().Features.GetRequiredFeature<IServerAddressesFeature>().Addresses.First();
        return new SessionHost(app, GrpcChannel.ForAddress(address)) { Scopes = scopes };
    }

    public async ValueTask DisposeAsync()
    {
        _channel.Dispose();
        await _app.DisposeAsync();
    }
}
