using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json;
using Mash.Hub.Storage;
using Mash.Standalone.Tests.Support;

namespace Mash.Standalone.Tests;

/// <summary><c>mash cli keys</c> beside a hub that runs.</summary>
public sealed class KeysCommandTests
{
    [Fact]
    public async Task Rotate_PublishesAKeyThatTheRunningIssuerServes()
    {
        await using var run = await TestRun.StartAsync(DatabaseProvider.Sqlite);
        var first = (await PublishedAsync(run, "staff")).ShouldHaveSingleItem();

        var (exitCode, output) = await RunAsync(run, "rotate", "staff");

        exitCode.ShouldBe(0, output);
        var published = await PublishedAsync(run, "staff");
        published.Count.ShouldBe(2);
        output.ShouldContain(published[0]);
        published[1].ShouldBe(first);
        (await PublishedAsync(run, "agencies")).ShouldHaveSingleItem();
        var (_, list) = await RunAsync(run, "list");
        list.ShouldContain($"{first}");
        list.ShouldContain("signing");
        list.ShouldContain("published");
    }

    [Fact]
    public async Task RotateOfACompromisedKey_LeavesTheNewOneAlone()
    {
        await using var run = await TestRun.StartAsync(DatabaseProvider.Sqlite);
        var stolen = (await PublishedAsync(run, "agencies")).ShouldHaveSingleItem();

        var (exitCode, output) = await RunAsync(run, "rotate", "agencies", "--compromised");

        exitCode.ShouldBe(0, output);
        (await PublishedAsync(run, "agencies")).ShouldHaveSingleItem().ShouldNotBe(stolen);
    }

    [Theory]
    [InlineData("rotate", "nobody")]
    [InlineData("rotate")]
    public async Task WrongIssuer_ChangesNothing(params string[] arguments)
    {
        await using var run = await TestRun.StartAsync(DatabaseProvider.Sqlite);

        (await RunAsync(run, arguments)).ExitCode.ShouldNotBe(0);

        (await PublishedAsync(run, "staff")).ShouldHaveSingleItem();
    }

    private static async Task<List<string>> PublishedAsync(TestRun run, string issuer)
    {
        using var http = new HttpClient();
        var set = await http.GetFromJsonAsync<JsonElement>(new Uri(run.Options.Issuer.Address, $"/{issuer}/jwks"));
        return [.. set.GetProperty("keys").EnumerateArray().Select(key => key.GetProperty("kid").GetString()!)];
    }

    private static async Task<(int ExitCode, string Output)> RunAsync(TestRun run, params string[] arguments)
    {
        var start = new ProcessStartInfo(
            "dotnet", [Path.Combine(AppContext.BaseDirectory, "Mash.HubCli.dll"), "keys", .. arguments, "--data", run.Options.DataDirectory, "--sample", "true"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, await output + await errors);
    }
}
