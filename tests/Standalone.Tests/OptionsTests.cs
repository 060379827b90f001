using Mash.Identity;
using Mash.Standalone.Tls;

namespace Mash.Standalone.Tests;

public sealed class OptionsTests
{
    private static readonly StandaloneOptions Sample = new() { SampleData = true };

    [Fact]
    public void Defaults_OfASampleHub_Hold() => Should.NotThrow(Sample.Validate);

    [Fact]
    public void AddressBeyondThisMachine_NeedsACertificate()
    {
        var hub = Sample with { Hub = new HubSection { Address = new Uri("https://hub.example:7443") } };
        var pages = Sample with { FrontDoor = new FrontDoorSection { Address = new Uri("http://hub.example:5080") } };
        var withoutTls = Sample with { FrontDoor = new FrontDoorSection { Address = new Uri("http://hub.example:5080"), CertificateFile = "page.crt" } };

        Should.Throw<InvalidOperationException>(hub.Validate).Message.ShouldContain("not a loopback address");
        Should.Throw<InvalidOperationException>(pages.Validate).Message.ShouldContain("not a loopback address");
        Should.Throw<InvalidOperationException>(withoutTls.Validate).Message.ShouldContain("not a loopback address");
    }

    [Fact]
    public void SecondFactorOffered_IsRefusedOutsideSampleHubs()
    {
        var real = Sample with { SampleData = false, Storage = new StorageSection { KeyDirectory = "/somewhere/else" } };

        Sample.Identity.SecondFactor.ShouldBe(SecondFactor.Offered);
        Sample.StepUpContexts.ShouldContain("urn:mash:acr:password");
        Should.NotThrow(real.Validate);
        real.Identity.SecondFactor.ShouldBe(SecondFactor.Required);
        real.StepUpContexts.ShouldBe(["urn:mash:acr:passkey", "urn:mash:acr:mfa"]);
        Should.Throw<InvalidOperationException>((real with { Issuer = new IssuerSection { SecondFactor = SecondFactor.Offered } }).Validate)
            .Message.ShouldContain("sample hubs only");
    }

    [Fact]
    public void KeysBesideTheData_AreRefusedButOnSampleHubs() =>
        Should.Throw<InvalidOperationException>((Sample with { SampleData = false }).Validate).Message.ShouldContain("Keys beside the data protect nothing");

    [Theory]
    [InlineData("hub", true, false)]
    [InlineData("frontdoor", false, true)]
    [InlineData("hub, frontdoor", true, true)]
    public void Modules_AreNamed(string modules, bool hub, bool frontDoor)
    {
        var options = Sample with { Modules = modules };

        Should.NotThrow(options.Validate);
        options.RunsHub.ShouldBe(hub);
        options.RunsFrontDoor.ShouldBe(frontDoor);
    }

    [Theory]
    [InlineData("")]
    [InlineData("hub,billing")]
    public void OtherModules_AreRefused(string modules) => Should.Throw<InvalidOperationException>((Sample with { Modules = modules }).Validate);

    [Fact]
    public void LocalAuthority_KeepsItsCertificateAndRenewsItInTime()
    {
        var directory = Directory.CreateTempSubdirectory("mash-tls-").FullName;
        var clock = new TestClock(DateTimeOffset.UtcNow);
        using var first = new LocalAuthority(directory, clock);
        var authority = File.ReadAllText(first.AuthorityFile);
        var made = first.Server().Thumbprint;

        using var second = new LocalAuthority(directory, clock);
        second.Server().Thumbprint.ShouldBe(made);
        clock.Advance(TimeSpan.FromDays(59));
        second.Server().Thumbprint.ShouldBe(made);
        clock.Advance(TimeSpan.FromDays(2));
        second.Server().Thumbprint.ShouldNotBe(made);
        File.ReadAllText(second.AuthorityFile).ShouldBe(authority);
        Directory.Delete(directory, recursive: true);
    }

    [Fact]
    public void KeysThatOthersMayRead_AreRefusedWithWhatToRun()
    {
        if (OperatingSystem.IsWindows())
            return;
        var directory = Directory.CreateTempSubdirectory("mash-keys-").FullName;
        var options = Sample with
        {
            Storage = new StorageSection { KeyDirectory = directory },
            FrontDoor = new FrontDoorSection { ClientKeyFile = Path.Combine(directory, "elsewhere", "door.pem") },
        };
        var key = Path.Combine(directory, "kek-1.key");
        File.WriteAllBytes(key, new byte[32]);
        Directory.CreateDirectory(Path.Combine(directory, "elsewhere"), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        File.WriteAllText(options.FrontDoor.ClientKeyFile!, "");
        File.SetUnixFileMode(options.FrontDoor.ClientKeyFile!, UnixFileMode.UserRead | UnixFileMode.UserWrite);

        foreach (var mode in new[] { UnixFileMode.GroupRead, UnixFileMode.OtherRead, UnixFileMode.GroupWrite, UnixFileMode.OtherWrite })
        {
            File.SetUnixFileMode(key, UnixFileMode.UserRead | UnixFileMode.UserWrite | mode);
            Should.Throw<InvalidOperationException>(() => SecretFiles.Check(options)).Message.ShouldEndWith($": chmod 600 {key}");
        }
        File.SetUnixFileMode(key, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        Should.NotThrow(() => SecretFiles.Check(options));
        File.SetUnixFileMode(directory, UnixFileMode.UserRead | UnixFileMode.UserExecute | UnixFileMode.UserWrite | UnixFileMode.OtherExecute);
        Should.Throw<InvalidOperationException>(() => SecretFiles.Check(options)).Message.ShouldEndWith($": chmod 700 {directory}");
        Directory.Delete(directory, recursive: true);
    }

    [Fact]
    public void SettingsFileWithAPassword_MustBePrivate()
    {
        if (OperatingSystem.IsWindows())
            return;
        var file = Path.GetTempFileName();
        File.WriteAllText(file, """{ "Storage": { "Provider": "Postgres", "ConnectionString": "Host=db;Password=hunter-in-the-dark" } }""");

        StandaloneConfiguration.Read(["--config", file]).Storage.ConnectionString.ShouldBe("Host=db;Password=hunter-in-the-dark");
        File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.OtherRead);
        Should.Throw<InvalidOperationException>(() => StandaloneConfiguration.Read(["--config", file])).Message.ShouldEndWith($": chmod 600 {file}");
        File.Delete(file);
    }
}
