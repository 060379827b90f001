using System.Security.Cryptography;
using System.Text.Json;
using Mash.AgencyClient;
using Mash.AgencyCli.Commands;
using Mash.AgencyCli.Configuration;
using Mash.AgencyCli.Tests.HubStandIn;

namespace Mash.AgencyCli.Tests.Commands;

/// <summary>Commands as a person types them. They share the process's console, so they run one after the other.</summary>
[Collection("console")]
public sealed class CommandLineTests
{
    private static async Task<(int Code, string Out, string Error)> RunAsync(params string[] arguments)
    {
        var (output, error) = (new StringWriter(), new StringWriter());
        var (normal, normalError) = (Console.Out, Console.Error);
        Console.SetOut(output);
        Console.SetError(error);
        try
        {
            return (await AgencyCommandLine.RunAsync(arguments, error), output.ToString(), error.ToString());
        }
        finally
        {
            Console.SetOut(normal);
            Console.SetError(normalError);
        }
    }

    [Fact]
    public async Task KeysNew_WritesAPrivateKeyForItsOwnerAndPrintsThePublicPart()
    {
        var path = Path.Combine(Directory.CreateTempSubdirectory("mash-keys-").FullName, "key.pem");

        var (code, output, _) = await RunAsync("keys", "new", "--out", path);

        code.ShouldBe(ExitCodes.Done);
        using var key = ECDsa.Create();
        key.ImportFromPem(await File.ReadAllTextAsync(path));
        using var jwk = JsonDocument.Parse(output);
        jwk.RootElement.GetProperty("kid").GetString().ShouldBe(AgencySigningKey.ComputeKeyId(key.ExportParameters(includePrivateParameters: false)));
        jwk.RootElement.TryGetProperty("d", out _).ShouldBeFalse();
        if (!OperatingSystem.IsWindows())
            File.GetUnixFileMode(path).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);

        (await RunAsync("keys", "new", "--out", path)).Code.ShouldBe(ExitCodes.Wrong);
        File.ReadAllText(path).ShouldBe(key.ExportPkcs8PrivateKeyPem() + Environment.NewLine);
    }

    [Fact]
    public async Task Submit_WritesRejectsAndWarningsBesideTheFile()
    {
        await using var hub = await TestHub.StartAsync();
        var path = hub.FileOf("notices.csv", await File.ReadAllTextAsync(Samples.PathOf("police-notices")));

        var (code, _, _) = await RunAsync("submit", path, "--config", hub.Configuration());

        code.ShouldBe(ExitCodes.Refused);
        var rejects = await File.ReadAllTextAsync(path + ".rejects.csv");
        rejects.ShouldContain("\"PPN-26-0098349\",\"child_dob\",\"names a date that does not exist\"");
        rejects.ShouldContain("\"PPN-26-0098679\",\"notice_ref\",\"stands in row 236 with other content; that one was accepted and nothing was overwritten\"");
        rejects.Split("\r\n").Length.ShouldBe(1 + 13 + 1);
        (await File.ReadAllTextAsync(path + ".warnings.csv")).ShouldContain("\"PPN-26-0098228\",\"incident_time\",");
        hub.State.Stored.Count.ShouldBe(407);

        (await RunAsync("status", "PPN-26-0098201", "--config", hub.Configuration())).Code.ShouldBe(ExitCodes.Done);
        (await RunAsync("status", "PPN-26-0098291", "--config", hub.Configuration())).Code.ShouldBe(ExitCodes.Refused);
        (await RunAsync("status", "PPN-unknown", "--config", hub.Configuration())).Code.ShouldBe(ExitCodes.NotFound);
        (await RunAsync("outbox", "list", "--config", hub.Configuration())).Code.ShouldBe(ExitCodes.Done);
        (await RunAsync("outbox", "retry", "PPN-26-0098291", "--config", hub.Configuration())).Code.ShouldBe(ExitCodes.Refused);
        (await RunAsync("outbox", "discard", "PPN-26-0098291", "--reason", "wrong", "--config", hub.Configuration())).Code.ShouldBe(ExitCodes.Done);
        (await RunAsync("outbox", "discard", "PPN-26-0098291", "--reason", "wrong", "--config", hub.Configuration())).Code.ShouldBe(ExitCodes.NotFound);
    }

    [Fact]
    public async Task GeneratedContacts_AreTakenByTheHubsRules()
    {
        await using var hub = await TestHub.StartAsync();

        (await RunAsync("generate", "300", "--seed", "5", "--submit", "--config", hub.Configuration())).Code.ShouldBe(ExitCodes.Done);
        hub.State.Stored.Count.ShouldBe(300);

        var file = hub.FileOf("generated.ndjson", "");
        (await RunAsync("generate", "320", "--seed", "5", "--out", file)).Code.ShouldBe(ExitCodes.Done);
        (await RunAsync("submit", file, "--config", hub.Configuration())).Code.ShouldBe(ExitCodes.Done);
        hub.State.Stored.Count.ShouldBe(320);
    }

    [Fact]
    public async Task EventsList_PrintsOneJsonObjectALine()
    {
        await using var hub = await TestHub.StartAsync();

        var (code, output, _) = await RunAsync("events", "list", "--json", "--config", hub.Configuration());

        code.ShouldBe(ExitCodes.Done);
        var lines = output.Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries).Select(l => JsonDocument.Parse(l).RootElement).ToList();
        lines.Select(l => l.GetProperty("sequence").GetInt64()).ShouldBe([1, 2, 3]);
        lines.Select(l => l.GetProperty("kind").GetString()).ShouldBe(["received", "acknowledged", "outcome"]);
        lines[2].GetProperty("outcomes")[0].GetProperty("level").GetInt32().ShouldBe(3);

        (await RunAsync("events", "list", "--from", "3", "--config", hub.Configuration())).Out.ShouldContain("level 3, referral for assessment");
    }

    [Fact]
    public async Task EventsFollow_ShowsEachEventOnceAndGoesOnWhereItEnded()
    {
        await using var hub = await TestHub.StartAsync();

        (await FollowAsync(hub, 3)).ShouldBe([1, 2, 3]);
        (await FollowAsync(hub, 0)).ShouldBeEmpty();
        (await FollowAsync(hub, 2, "--from", "2")).ShouldBe([2, 3]);
    }

    /// <summary>Follows in a process of its own until the hub has sent everything and the lines are there, then interrupts it as Ctrl-C does.</summary>
    private static async Task<List<long>> FollowAsync(TestHub hub, int lines, params string[] more)
    {
        hub.State.WatchersServed = new(TaskCreationOptions.RunContinuationsAsynchronously);
        using var process = MashAgency.Start(["events", "follow", "--json", "--config", hub.Configuration(), .. more]);
        var sequences = new List<long>();
        await Task.WhenAny(hub.State.WatchersServed.Task, process.WaitForExitAsync());
        for (var i = 0; i < lines; i++)
            sequences.Add(JsonDocument.Parse((await process.StandardOutput.ReadLineAsync())!).RootElement.GetProperty("sequence").GetInt64());
        await MashAgency.InterruptAsync(process);
        process.ExitCode.ShouldBe(ExitCodes.Done);
        (await process.StandardOutput.ReadToEndAsync()).ShouldBeEmpty();
        return sequences;
    }

    [Theory]
    [InlineData("no such command", "no-such")]
    [InlineData("no file", "submit")]
    [InlineData("no outbox item", "outbox", "retry")]
    [InlineData("missing file", "submit", "/no/such/file.csv")]
    [InlineData("missing configuration", "events", "list", "--config", "/no/such/mash-agency.json")]
    [InlineData("unknown mapping", "mapping", "check", "no-such-mapping")]
    public async Task WrongCommandLine_EndsWithCodeTwoAndSaysWhy(string what, params string[] arguments)
    {
        var (code, _, error) = await RunAsync(arguments);

        code.ShouldBe(ExitCodes.Wrong, what);
        error.ShouldNotBeEmpty(what);
    }

    [Fact]
    public async Task IncompleteConfiguration_NamesWhatIsMissing()
    {
        await using var hub = await TestHub.StartAsync();
        var path = hub.FileOf("partial.json", """{ "hub": "https://hub.example:7443" }""");

        var (code, _, error) = await RunAsync("events", "list", "--config", path);

        code.ShouldBe(ExitCodes.Wrong);
        error.ShouldContain("AgencyId");
        error.ShouldContain("Authority");
    }

    [Fact]
    public async Task Help_NamesEveryEntryOfTheConfiguration()
    {
        var (code, output, _) = await RunAsync("--help");

        code.ShouldBe(ExitCodes.Done);
        var words = string.Join(' ', output.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        foreach (var entry in CliConfiguration.Entries)
            words.ShouldContain(entry);
    }
}
