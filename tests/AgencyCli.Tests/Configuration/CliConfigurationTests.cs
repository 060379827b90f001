using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using Mash.AgencyCli.Configuration;

namespace Mash.AgencyCli.Tests.Configuration;

public sealed class CliConfigurationTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("mash-configuration-").FullName;
    private readonly ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly ECDsa otherKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    public void Dispose()
    {
        key.Dispose();
        otherKey.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public void ClientCertificate_GoesWithTheSigningKeyWhereNoOtherIsNamed()
    {
        Write("agency.pem", key.ExportPkcs8PrivateKeyPem());
        var expected = Write("agency.crt", CertificateOver(key));

        using var certificate = Read(new() { ["keyFile"] = "agency.pem", ["clientCertificateFile"] = "agency.crt" });

        certificate!.HasPrivateKey.ShouldBeTrue();
        certificate.ExportCertificatePem().ShouldBe(expected);
    }

    [Fact]
    public void ClientCertificate_MayHaveAKeyOfItsOwn()
    {
        Write("agency.pem", key.ExportPkcs8PrivateKeyPem());
        Write("tls.pem", otherKey.ExportPkcs8PrivateKeyPem());
        var expected = Write("tls.crt", CertificateOver(otherKey));

        using var certificate = Read(new()
        {
            ["keyFile"] = "agency.pem", ["clientCertificateFile"] = "tls.crt", ["clientCertificateKeyFile"] = "tls.pem",
        });

        certificate!.ExportCertificatePem().ShouldBe(expected);
    }

    [Theory]
    [InlineData("other.crt")] // over another key
    [InlineData("agency.pem")] // no certificate
    [InlineData("missing.crt")]
    public void ClientCertificateThatDoesNotFit_IsNamed(string file)
    {
        Write("agency.pem", key.ExportPkcs8PrivateKeyPem());
        Write("other.crt", CertificateOver(otherKey));

        Should.Throw<ConfigurationException>(() => Read(new() { ["keyFile"] = "agency.pem", ["clientCertificateFile"] = file }))
            .Message.ShouldStartWith("clientCertificateFile: " + Path.Combine(folder, file));
    }

    [Fact]
    public void NoClientCertificate_IsNone() => Read(new() { ["keyFile"] = "agency.pem" }).ShouldBeNull();

    [Fact]
    public void EveryEntry_StandsInTheGuide()
    {
        var guide = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "agency-guide.md"));

        foreach (var entry in CliConfiguration.Entries)
            guide.ShouldContain($"| `{entry}` | `MASH_AGENCY_");
    }

    private X509Certificate2? Read(Dictionary<string, string> entries)
    {
        Write("mash-agency.json", JsonSerializer.Serialize(entries));
        return CliConfiguration.Read(Path.Combine(folder, "mash-agency.json"), _ => null).ClientCertificate;
    }

    private string Write(string file, string content)
    {
        File.WriteAllText(Path.Combine(folder, file), content);
        return content;
    }

    private static string CertificateOver(ECDsa key)
    {
        using var certificate = new CertificateRequest("CN=agency.example", key, HashAlgorithmName.SHA256)
            .CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        return certificate.ExportCertificatePem();
    }
}
