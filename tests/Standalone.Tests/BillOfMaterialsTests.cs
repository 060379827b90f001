using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Mash.Standalone.Tests;

/// <summary><c>./mash sbom</c>: everything in the lock files is listed, and the file keeps the main rules of CycloneDX 1.6.</summary>
public sealed partial class BillOfMaterialsTests
{
    private static readonly string[] Types = ["application", "framework", "library", "container", "platform", "operating-system", "device", "file"];

    [Fact]
    public async Task Bill_KeepsTheRulesOfCycloneDx_AndHasEveryLockedPackage()
    {
        using var bill = await MakeAsync();
        var root = bill.RootElement;

        root.GetProperty("bomFormat").GetString().ShouldBe("CycloneDX");
        root.GetProperty("specVersion").GetString().ShouldBe("1.6");
        SerialNumber().IsMatch(root.GetProperty("serialNumber").GetString()!).ShouldBeTrue();
        root.GetProperty("version").GetInt32().ShouldBeGreaterThanOrEqualTo(1);
        root.GetProperty("metadata").GetProperty("timestamp").GetDateTimeOffset().ShouldBeGreaterThan(DateTimeOffset.UnixEpoch);
        var components = root.GetProperty("components").EnumerateArray().ToList();
        foreach (var component in components)
        {
            Types.ShouldContain(component.GetProperty("type").GetString());
            component.GetProperty("name").GetString().ShouldNotBeNullOrWhiteSpace();
            component.GetProperty("version").GetString().ShouldNotBeNullOrWhiteSpace();
            component.GetProperty("scope").GetString().ShouldBeOneOf("required", "optional", "excluded");
            PackageUrl().IsMatch(component.GetProperty("purl").GetString()!).ShouldBeTrue(component.GetProperty("purl").GetString());
            CheckLicences(component);
        }
        var references = components.Select(component => component.GetProperty("bom-ref").GetString()!).Append(root.GetProperty("metadata").GetProperty("component").GetProperty("bom-ref").GetString()!).ToList();
        references.ShouldBeUnique();
        foreach (var dependency in root.GetProperty("dependencies").EnumerateArray())
        {
            references.ShouldContain(dependency.GetProperty("ref").GetString()!);
            dependency.GetProperty("dependsOn").EnumerateArray().Select(one => one.GetString()!).Except(references).ShouldBeEmpty();
        }
        Locked().Except(references).ShouldBeEmpty();
    }

    [Fact]
    public async Task WhatTheProductNeeds_HasAKnownLicence_AndTestsAreNotInTheProduct()
    {
        using var bill = await MakeAsync();
        var components = bill.RootElement.GetProperty("components").EnumerateArray().ToList();

        components.Where(component => component.GetProperty("scope").GetString() == "required" && !component.TryGetProperty("licenses", out _))
            .Select(component => component.GetProperty("name").GetString()).ShouldBeEmpty();
        Scope("Npgsql").ShouldBe("required");
        Scope("govuk-frontend").ShouldBe("required");
        Scope("xunit").ShouldBe("excluded");
        Scope("oidc-provider", "openid-client").ShouldBe("excluded");

        string? Scope(params string[] names) =>
            components.First(component => names.Contains(component.GetProperty("name").GetString())).GetProperty("scope").GetString();
    }

    /// <summary>A list of licences by identifier or name, or one expression.</summary>
    private static void CheckLicences(JsonElement component)
    {
        if (!component.TryGetProperty("licenses", out var licences))
            return;
        var choices = licences.EnumerateArray().ToList();
        choices.ShouldNotBeEmpty();
        if (choices.Any(choice => Has(choice, "expression")))
            choices.Count.ShouldBe(1);
        else
            choices.ShouldAllBe(choice => Has(choice.GetProperty("license"), "id") != Has(choice.GetProperty("license"), "name"));
    }

    private static bool Has(JsonElement element, string member) => element.TryGetProperty(member, out _);

    /// <summary>References of every NuGet package that a lock file of the product names.</summary>
    private static IEnumerable<string> Locked()
    {
        foreach (var file in Directory.EnumerateFiles(Path.Combine(Root(), "src"), "packages.lock.json", SearchOption.AllDirectories))
        {
            using var json = JsonDocument.Parse(File.ReadAllText(file));
            foreach (var package in json.RootElement.GetProperty("dependencies").EnumerateObject().SelectMany(framework => framework.Value.EnumerateObject()))
            {
                if (package.Value.TryGetProperty("resolved", out var version))
                    yield return $"pkg:nuget/{package.Name}@{version.GetString()}";
            }
        }
    }

    private static async Task<JsonDocument> MakeAsync()
    {
        var file = Path.Combine(Directory.CreateTempSubdirectory("mash-sbom-").FullName, "bom.json");
        using var process = Process.Start(new ProcessStartInfo("node", [Path.Combine(Root(), "tools", "sbom.mjs"), "--quiet", "--out", file]) { RedirectStandardError = true, RedirectStandardOutput = true })!;
        var error = process.StandardError.ReadToEndAsync();
        await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        process.ExitCode.ShouldBe(0, await error);
        return JsonDocument.Parse(await File.ReadAllTextAsync(file));
    }

    private static string Root([CallerFilePath] string file = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(file)!, "..", ".."));

    [GeneratedRegex("^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$")]
    private static partial Regex SerialNumber();

    [GeneratedRegex("^pkg:(nuget|npm|deb|generic)/[^@]+@.+$")]
    private static partial Regex PackageUrl();
}
