using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using Grpc.Net.Client;
using Mash.Compat.Tests.Echo;

namespace Mash.Interop.Tests;

/// <summary>The echo service on grpc-js over TLS, as a process of its own.</summary>
public sealed class OutsideServer : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly ConcurrentDictionary<string, TaskCompletionSource> ended = new();
    private readonly TaskCompletionSource<int> port = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly DirectoryInfo files = Directory.CreateTempSubdirectory("mash-interop-");
    private readonly X509Certificate2 certificate = LocalCertificate.Create();
    private Process? process;
    private Task reading = Task.CompletedTask;

    public GrpcChannel Channel { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        var certificateFile = Path.Combine(files.FullName, "certificate.pem");
        var keyFile = Path.Combine(files.FullName, "key.pem");
        await File.WriteAllTextAsync(certificateFile, certificate.ExportCertificatePem());
        using (var key = certificate.GetECDsaPrivateKey()!)
        {
            await File.WriteAllTextAsync(keyFile, key.ExportPkcs8PrivateKeyPem());
        }

        var (program, script, advice) = await Peers.Server();
        process = OutsideProgram.Start(program, [script, certificateFile, keyFile], files.FullName, advice);
        reading = ReadFacts(process);
        Channel = Connect(await port.Task.WaitAsync(Patience));
    }

    public async Task DisposeAsync()
    {
        Channel?.Dispose();
        if (process is not null)
        {
            process.StandardInput.Close();
            await reading.WaitAsync(Patience);
            process.Dispose();
        }

        certificate.Dispose();
        files.Delete(recursive: true);
    }

    /// <summary>Ends when the server has seen the end of a hanging call with this key.</summary>
    internal Task Ended(string key) => Signal(key).Task.WaitAsync(Patience);

    private async Task ReadFacts(Process server)
    {
        var errors = server.StandardError.ReadToEndAsync();
        while (await server.StandardOutput.ReadLineAsync() is { } line)
        {
            var fact = JsonDocument.Parse(line).RootElement;
            if (fact.TryGetProperty("port", out var number))
            {
                port.SetResult(number.GetInt32());
            }
            else
            {
                Signal(fact.GetProperty("ended").GetString()!).TrySetResult();
            }
        }

        port.TrySetException(new InvalidOperationException($"The grpc-js server did not start.\n{await errors}"));
    }

    private TaskCompletionSource Signal(string key) =>
        ended.GetOrAdd(key, _ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));

    private GrpcChannel Connect(int serverPort)
    {
        var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        policy.CustomTrustStore.Add(certificate);
        var handler = new SocketsHttpHandler { SslOptions = new SslClientAuthenticationOptions { CertificateChainPolicy = policy } };
        return GrpcChannel.ForAddress($"https://localhost:{serverPort}", new GrpcChannelOptions { HttpHandler = handler, DisposeHttpClient = true });
    }
}
