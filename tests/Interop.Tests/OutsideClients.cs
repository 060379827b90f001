using System.Text.Json;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Google.Rpc;
using Mash.Compat.Tests.Echo;

namespace Mash.Interop.Tests;

/// <summary>Our echo server, and the reports of the outside clients that called it; each client runs once.</summary>
public sealed class OutsideClients : IAsyncLifetime
{
    private static readonly JsonSerializerOptions ReportFormat = new(JsonSerializerDefaults.Web);

    private readonly Dictionary<string, Task<PeerReport>> reports = new(StringComparer.Ordinal);
    private readonly DirectoryInfo files = Directory.CreateTempSubdirectory("mash-interop-");

    public EchoHost Server { get; } = new();

    private string CertificateFile => Path.Combine(files.FullName, "certificate.pem");

    private string DescriptorFile => Path.Combine(files.FullName, "echo.binpb");

    public async Task InitializeAsync()
    {
        await Server.InitializeAsync();
        await File.WriteAllTextAsync(CertificateFile, Server.CertificatePem);
        await File.WriteAllBytesAsync(DescriptorFile, Descriptors().ToByteArray());
    }

    public async Task DisposeAsync()
    {
        await Server.DisposeAsync();
        files.Delete(recursive: true);
    }

    /// <summary>What the client reports. Tests of one class run one after the other, so no two ask at once.</summary>
    internal Task<PeerReport> Report(string peer)
    {
        if (!reports.TryGetValue(peer, out var report))
        {
            reports[peer] = report = Run(peer);
        }

        return report;
    }

    private async Task<PeerReport> Run(string peer)
    {
        var (program, script, advice) = await Peers.Client(peer);
        var output = await OutsideProgram.Run(
            program, [script, Server.SecureAddress.Authority, CertificateFile, DescriptorFile, peer], files.FullName, advice);
        return JsonSerializer.Deserialize<PeerReport>(output, ReportFormat)!;
    }

    private static FileDescriptorSet Descriptors()
    {
        FileDescriptor[] roots = [EchoReflection.Descriptor, StatusReflection.Descriptor, ErrorDetailsReflection.Descriptor];
        var files = roots.SelectMany(ImportsFirst).DistinctBy(file => file.Name);
        return new FileDescriptorSet { File = { files.Select(file => FileDescriptorProto.Parser.ParseFrom(file.SerializedData)) } };
    }

    private static IEnumerable<FileDescriptor> ImportsFirst(FileDescriptor file) => file.Dependencies.SelectMany(ImportsFirst).Append(file);
}
