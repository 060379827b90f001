using System.Diagnostics;
using System.Runtime.CompilerServices;
using Mash.Standalone;

namespace Mash.Standalone.Tests;

public sealed class CommandLineTests
{
    [Fact]
    public void Options_AreReadInBothForms()
    {
        var given = CommandLine.Read(["--data", "/srv/mash", "--Hub:Address=https://hub.example:7443", "--sample", "false", "--storage:provider", "Postgres"]);

        given["DataDirectory"].ShouldBe("/srv/mash");
        given["Hub:Address"].ShouldBe("https://hub.example:7443");
        given["SampleData"].ShouldBe("false");
        given["Storage:Provider"].ShouldBe("Postgres");
        StandaloneConfiguration.Read(["--data", "/srv/mash", "--Hub:Name=Trust"]).Hub.Name.ShouldBe("Trust");
    }

    [Fact]
    public void UnknownOptions_AreAllNamed() =>
        Should.Throw<UsageException>(() => CommandLine.Read(["--dta", "--Hub:Colour=red", "serve"])).Message.ShouldBe("Unknown: --dta, --Hub:Colour, serve. --help lists the options.");

    [Theory]
    [InlineData("--data")]
    [InlineData("--data", "--sample", "true")]
    public void OptionWithoutAValue_IsNamed(params string[] args) =>
        Should.Throw<UsageException>(() => CommandLine.Read(args)).Message.ShouldBe("--data needs a value.");

    [Theory]
    [InlineData("Host=db;Username=mash;Password=hunter-in-the-dark")]
    [InlineData("Host=db;Username=mash;PWD=hunter-in-the-dark")]
    public void SecretOnTheCommandLine_IsRefusedAndNotRepeated(string connection)
    {
        var refusal = Should.Throw<UsageException>(() => CommandLine.Read([$"--Storage:ConnectionString={connection}"])).Message;

        refusal.ShouldContain("MASH_Storage__ConnectionString");
        refusal.ShouldNotContain("hunter-in-the-dark");
        CommandLine.Read(["--Storage:ConnectionString=Host=db;Username=mash;Passfile=/etc/mash/pgpass"]).Count.ShouldBe(1);
    }

    [Fact]
    public void Help_NamesEverySetting_AndTheDocumentExplainsEach()
    {
        var names = ProgramSettings.Names.Append(ProgramSettings.ConfigOption).Order(StringComparer.Ordinal).ToList();
        var document = File.ReadAllText(Path.Combine(RepositoryRoot(), "docs", "operations.md"));

        ProgramSettings.All.Select(setting => setting.Name).Order(StringComparer.Ordinal).ShouldBe(names);
        foreach (var setting in ProgramSettings.All)
        {
            ProgramSettings.Help().ShouldContain(setting.Short ?? $"--{setting.Name}");
            document.ShouldContain($"`{setting.Name}");
        }
    }

    [Theory]
    [InlineData("Mash.Standalone", 0, "--Hub:Address", "--help")]
    [InlineData("Mash.Standalone", 2, "Unknown: --dta.", "--dta", "/srv/mash")]
    [InlineData("Mash.HubCli", 0, "backup", "--help")]
    [InlineData("Mash.HubCli", 2, "--dta", "agency", "list", "--dta")]
    public async Task Program_SaysWhatItTakesAndEnds(string program, int exitCode, string words, params string[] args)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, program + ".dll"), "--data", "unused-by-this-test", .. args])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Path.GetTempPath(),
        };
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();

        process.ExitCode.ShouldBe(exitCode, await error);
        (await output + await error).ShouldContain(words);
        Directory.Exists(Path.Combine(Path.GetTempPath(), "unused-by-this-test")).ShouldBeFalse();
    }

    private static string RepositoryRoot([CallerFilePath] string file = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(file)!, "..", ".."));
}
