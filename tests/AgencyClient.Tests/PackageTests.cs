using System.IO.Compression;
using System.Reflection;
using System.Xml.Linq;

namespace Mash.AgencyClient.Tests;

/// <summary>Packs the project as a release does and reads what came out.</summary>
public sealed class PackageTests : IDisposable
{
    private readonly Support.TestDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task Package_NamesRealPackagesAndHoldsContractsButNoStandIns()
    {
        using var package = await PackAsync();
        var files = package.Entries.Select(e => e.FullName).ToList();
        var nuspec = await XDocument.LoadAsync(
            package.Entries.Single(e => e.FullName.EndsWith(".nuspec", StringComparison.Ordinal)).Open(), LoadOptions.None, default);
        var dependencies = nuspec.Descendants().Where(e => e.Name.LocalName == "dependency")
            .ToDictionary(e => e.Attribute("id")!.Value, e => e.Attribute("version")!.Value);

        nuspec.Descendants().Single(e => e.Name.LocalName == "id").Value.ShouldBe("MashHub.AgencyClient");
        files.Where(f => f.EndsWith(".dll", StringComparison.Ordinal)).Order()
            .ShouldBe(["lib/net10.0/Mash.AgencyClient.dll", "lib/net10.0/Mash.Contracts.dll"]);
        files.ShouldContain("lib/net10.0/Mash.AgencyClient.xml");
        files.ShouldContain("protos/mash/v1/contact_service.proto");
        files.ShouldContain("README.md");
        dependencies["Grpc.Core.Api"].ShouldBe("2.85.0");
        dependencies["Grpc.Net.Client"].ShouldBe("2.85.0");
        dependencies.Values.ShouldAllBe(version => version.Length > 0 && char.IsAsciiDigit(version[0]));
    }

    /// <summary>Every assembly that the packed two reference comes from the framework, the package, or a dependency that the nuspec names.</summary>
    [Fact]
    public async Task Package_NamesEveryAssemblyThatIsReferenced()
    {
        using var package = await PackAsync();
        var nuspec = await XDocument.LoadAsync(
            package.Entries.Single(e => e.FullName.EndsWith(".nuspec", StringComparison.Ordinal)).Open(), LoadOptions.None, default);
        var named = nuspec.Descendants().Where(e => e.Name.LocalName == "dependency").Select(e => e.Attribute("id")!.Value).ToHashSet();
        // Assemblies whose package has another name, or comes with a named one for certain.
        named.UnionWith(["Microsoft.Data.Sqlite", "SQLitePCLRaw.batteries_v2", "Microsoft.Extensions.DependencyInjection.Abstractions", "Mash.Contracts"]);

        var referenced = new[] { typeof(MashAgencyClient).Assembly, typeof(Mash.V1.ContactDetails).Assembly }
            .SelectMany(assembly => assembly.GetReferencedAssemblies())
            .Select(name => name.Name!)
            .Where(name => !name.StartsWith("System.", StringComparison.Ordinal) && name is not "netstandard")
            .Distinct();

        referenced.Where(name => !named.Contains(name)).ShouldBeEmpty();
    }

    private async Task<ZipArchive> PackAsync()
    {
        var configuration = typeof(PackageTests).Assembly.GetCustomAttribute<AssemblyConfigurationAttribute>()!.Configuration;
        using var pack = System.Diagnostics.Process.Start(new System.Diagnostics.ProcessStartInfo("dotnet")
        {
            RedirectStandardOutput = true,
            ArgumentList =
            {
                "pack", ProjectFile(), "--no-build", "--no-restore", "-c", configuration, "-o", _directory.Path, "-v", "q", "-nologo",
            },
        })!;
        var output = await pack.StandardOutput.ReadToEndAsync();
        await pack.WaitForExitAsync();
        pack.ExitCode.ShouldBe(0, output);
        return await ZipFile.OpenReadAsync(Directory.GetFiles(_directory.Path, "*.nupkg").Single());
    }

    private static string ProjectFile()
    {
        for (var directory = new DirectoryInfo(AppContext.BaseDirectory); directory is not null; directory = directory.Parent)
        {
            var file = Path.Combine(directory.FullName, "src", "AgencyClient", "AgencyClient.csproj");
            if (File.Exists(file)) return file;
        }
        throw new FileNotFoundException("The client's project is not above the test's directory.");
    }
}
