using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Text;
using Mash.Hub.Storage;
using Mash.Standalone.Hosting;
using Mash.Standalone.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace Mash.Standalone.Tests;

/// <summary>Every limit of the servers, hit for real: on the composed product with its own figures, or on a server of the same code with smaller ones.</summary>
public sealed class ServerLimitTests
{
    [Fact]
    public void Figures_AreThoseOfTheTable()
    {
        (ServerLimits.Hub.Connections, ServerLimits.FrontDoor.Connections, ServerLimits.Issuer.Connections).ShouldBe((2000, 1000, 1000));
        (ServerLimits.Hub.BodyBytes, ServerLimits.FrontDoor.BodyBytes).ShouldBe((null, 12 * 1024 * 1024));
        foreach (var limits in new[] { ServerLimits.Hub, ServerLimits.FrontDoor, ServerLimits.Issuer })
            (limits.HeaderBytes, limits.HeadersTimeout, limits.PingDelay, limits.PingTimeout)
                .ShouldBe((16 * 1024, TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(20)));
    }

    [Fact]
    public async Task ComposedServers_RefuseLargeHeadersAndBodies_AndDoNotNameThemselves()
    {
        await using var run = await TestRun.StartAsync(DatabaseProvider.Sqlite);
        await run.Host.OpenFrontDoorAsync(CancellationToken.None);
        using var http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false });

        foreach (var address in new[] { run.Options.FrontDoor.Address, run.Options.Issuer.Address })
        {
            using var headers = new HttpRequestMessage(HttpMethod.Get, address);
            headers.Headers.Add("X-Long", new string('x', 17 * 1024));
            using var refused = await http.SendAsync(headers);
            refused.StatusCode.ShouldBe(HttpStatusCode.RequestHeaderFieldsTooLarge);
            refused.Headers.Server.ShouldBeEmpty();
            using var plain = await http.GetAsync(new Uri(address, "/signed-out"));
            plain.Headers.Server.ShouldBeEmpty();
        }
        (await StatusOfBodyAsync(run.Options.Issuer.Address, "/staff/token", 65 * 1024)).ShouldBeOneOf("400", "413");
        (await StatusOfBodyAsync(run.Options.FrontDoor.Address, "/signed-out", 12 * 1024 * 1024 + 1)).ShouldBeOneOf("400", "413");
    }

    [Fact]
    public async Task HeadersThatDoNotCome_CloseTheConnection()
    {
        await using var server = await StartAsync(ServerLimits.FrontDoor with { HeadersTimeout = TimeSpan.FromSeconds(1) });
        using var client = await ConnectAsync(server);
        await client.GetStream().WriteAsync("GET / HTTP/1.1\r\nHost: localhost\r\nX-Slow: "u8.ToArray());

        (await ReadAllAsync(client.GetStream())).ShouldStartWith("HTTP/1.1 408");
    }

    [Fact]
    public async Task ConnectionBeyondTheNumber_IsClosed_AndOneThatWasFreedIsTaken()
    {
        await using var server = await StartAsync(ServerLimits.FrontDoor with { Connections = 3 });
        var taken = new List<TcpClient>();
        for (var count = 0; count < 3; count++)
        {
            taken.Add(await ConnectAsync(server));
            (await AskAsync(taken[^1])).ShouldContain("HTTP/1.1 200");
        }

        using (var beyond = await ConnectAsync(server))
            (await AskAsync(beyond)).ShouldBeEmpty();
        taken[0].Dispose();
        await EventuallyAsync(async () =>
        {
            using var again = await ConnectAsync(server);
            return (await AskAsync(again)).Contains("HTTP/1.1 200", StringComparison.Ordinal);
        });
        taken.ForEach(client => client.Dispose());
    }

    [Fact]
    public async Task PeerThatAnswersNoPing_IsClosed()
    {
        using var authority = new Mash.Standalone.Tls.LocalAuthority(Directory.CreateTempSubdirectory("mash-ping-").FullName, TimeProvider.System);
        await using var server = await StartCallsAsync(authority, ServerLimits.Hub with { PingDelay = TimeSpan.FromSeconds(1), PingTimeout = TimeSpan.FromSeconds(1) });
        using var client = await ConnectAsync(server);
        await using var stream = new SslStream(client.GetStream());
        await stream.AuthenticateAsClientAsync(new SslClientAuthenticationOptions
        {
            TargetHost = "localhost",
            ApplicationProtocols = [SslApplicationProtocol.Http2],
            RemoteCertificateValidationCallback = IsAny,
        });
        await stream.WriteAsync("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"u8.ToArray());
        await stream.WriteAsync(new byte[] { 0, 0, 0, 4, 0, 0, 0, 0, 0 });

        var kinds = await ReadFramesAsync(stream);

        kinds.ShouldContain(FramePing);
    }

    [Fact]
    public async Task StrictTransport_IsSaidOverTlsToOthersOnly()
    {
        using var authority = new Mash.Standalone.Tls.LocalAuthority(Directory.CreateTempSubdirectory("mash-hsts-").FullName, TimeProvider.System);
        await using var app = await StartCallsAsync(authority, ServerLimits.Hub);
        using var http = new HttpClient(new SocketsHttpHandler { SslOptions = new SslClientAuthenticationOptions { RemoteCertificateValidationCallback = IsAny } })
        {
            DefaultRequestVersion = HttpVersion.Version20,
            DefaultVersionPolicy = HttpVersionPolicy.RequestVersionExact,
        };

        (await HeaderAsync(http, AddressOf(app), "hub.example")).ShouldBe("max-age=63072000; includeSubDomains");
        (await HeaderAsync(http, AddressOf(app), "localhost")).ShouldBeNull();
    }

    private const byte FramePing = 6;

    private static async Task<string?> HeaderAsync(HttpClient http, Uri address, string host)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address) { Version = HttpVersion.Version20, VersionPolicy = HttpVersionPolicy.RequestVersionExact };
        request.Headers.Host = host;
        using var response = await http.SendAsync(request);
        return response.Headers.TryGetValues("Strict-Transport-Security", out var values) ? values.Single() : null;
    }

    private static async Task<WebApplication> StartAsync(ServerLimits limits)
    {
        var builder = Listening.NewBuilder(NullLoggerFactory.Instance);
        builder.ListenForPages(new Uri("http://127.0.0.1:0"), null, null, limits);
        var app = builder.Build();
        app.MapGet("/", () => "here");
        await app.StartAsync();
        return app;
    }

    private static async Task<WebApplication> StartCallsAsync(Mash.Standalone.Tls.LocalAuthority authority, ServerLimits limits)
    {
        var builder = Listening.NewBuilder(NullLoggerFactory.Instance);
        builder.ListenForCalls(new Uri("https://127.0.0.1:0"), authority.Server, limits);
        var app = builder.Build();
        app.UseStrictTransport();
        app.MapGet("/", () => "here");
        await app.StartAsync();
        return app;
    }

    private static Uri AddressOf(WebApplication app) => new(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());

    private static async Task<TcpClient> ConnectAsync(WebApplication app)
    {
        var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, AddressOf(app).Port);
        return client;
    }

    private static async Task<string> AskAsync(TcpClient client)
    {
        try
        {
            await client.GetStream().WriteAsync("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n"u8.ToArray());
            var buffer = new byte[1024];
            return Encoding.ASCII.GetString(buffer, 0, await client.GetStream().ReadAsync(buffer));
        }
        catch (IOException)
        {
            return "";
        }
    }

    private static async Task<string> ReadAllAsync(NetworkStream stream)
    {
        using var reader = new StreamReader(stream, Encoding.ASCII);
        return await reader.ReadToEndAsync();
    }

    /// <summary>Kinds of the frames that came until the server closed.</summary>
    private static async Task<List<byte>> ReadFramesAsync(Stream stream)
    {
        var kinds = new List<byte>();
        var header = new byte[9];
        try
        {
            while (true)
            {
                await stream.ReadExactlyAsync(header);
                kinds.Add(header[3]);
                await stream.ReadExactlyAsync(new byte[(header[0] << 16) | (header[1] << 8) | header[2]]);
            }
        }
        catch (IOException)
        {
            return kinds;
        }
    }

    /// <summary>Announces a body of a size, and reads the status without sending it.</summary>
    private static async Task<string> StatusOfBodyAsync(Uri address, string path, long bytes)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(address.Host, address.Port);
        var stream = client.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes(
            $"POST {path} HTTP/1.1\r\nHost: {address.Authority}\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: {bytes}\r\n\r\n"));
        using var reader = new StreamReader(stream, Encoding.ASCII);
        return (await reader.ReadLineAsync())!.Split(' ')[1];
    }

    private static async Task EventuallyAsync(Func<Task<bool>> condition)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (!await condition())
            await Task.Delay(50, patience.Token);
    }

    /// <summary>The server's certificate is made for the test; what is tested is what comes after it.</summary>
    private static bool IsAny(object sender, System.Security.Cryptography.X509Certificates.X509Certificate? certificate,
        System.Security.Cryptography.X509Certificates.X509Chain? chain, SslPolicyErrors errors) => certificate is not null;
}
