using System.Net;
using System.Text.Json;
using Mash.Hub.Grpc;
using Mash.V1;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Mash.Interop.Tests;

/// <summary>buf curl knows nothing of our protos: it calls with the schema that our reflection service hands out.</summary>
public sealed class BufCurlTests : IAsyncLifetime
{
    private readonly WebApplication app;

    public BufCurlTests()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen => listen.Protocols = HttpProtocols.Http2));
        builder.Services.AddGrpc();
        builder.Services.AddStandardServices(ContactServiceReflection.Descriptor);
        app = builder.Build();
        app.MapStandardServices();
    }

    public Task InitializeAsync() => app.StartAsync();

    public async Task DisposeAsync() => await app.DisposeAsync();

    [Fact]
    public async Task ListingMethods_NamesThoseOfAllServices()
    {
        var methods = await Curl("--list-methods", app.Urls.Single());

        methods.Split('\n').ShouldContain("mash.v1.ContactService/SubmitContact");
        methods.Split('\n').ShouldContain("grpc.health.v1.Health/Watch");
    }

    [Fact]
    public async Task CallingAMethod_NeedsNoProtoFiles()
    {
        var reply = await Curl("--data", """{"service": "mash.v1.ContactService"}""", $"{app.Urls.Single()}/grpc.health.v1.Health/Check");

        JsonDocument.Parse(reply).RootElement.GetProperty("status").GetString().ShouldBe("SERVING");
    }

    private static async Task<string> Curl(params string[] arguments)
    {
        var (program, advice) = await Peers.Buf();
        return await OutsideProgram.Run(program, ["curl", "--http2-prior-knowledge", "--protocol", "grpc", .. arguments], Path.GetTempPath(), advice);
    }
}
