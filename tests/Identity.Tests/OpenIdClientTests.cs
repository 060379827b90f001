using System.Diagnostics;
using System.Text.Json;
using Mash.Identity.Clients;
using Mash.Identity.Tests.Support;

namespace Mash.Identity.Tests;

/// <summary>A relying party that is not ours: npm openid-client, certified by the OpenID Foundation. Needs node and npm.</summary>
public sealed class OpenIdClientTests
{
    private const string Agency = "0193a000-0000-7000-8000-000000000002";
    private const int Checks = 17;

    [Fact]
    public async Task OpenIdClient_PassesEveryCheck()
    {
        var folder = Path.Combine(SourceFolder(), "openid-client");
        if (!Directory.Exists(Path.Combine(folder, "node_modules", "openid-client")))
            (await RunAsync("npm", ["ci", "--no-audit", "--no-fund"], folder, "")).ExitCode.ShouldBe(0);
        await using var host = await IssuerHost.StartAsync(change: options => options with { Limits = new RateLimits { SignInsByAccount = 100 } });
        await host.AddPersonAsync();
        using var agencyKey = new TestKey();
        host.Agencies.Known[Agency] = new AgencyCredential([agencyKey.ForAgency()], ["contacts.submit"], false);

        var (exitCode, output) = await RunAsync("node", ["--no-warnings", "checks.mjs"], folder, JsonSerializer.Serialize(new
        {
            staff = host.Options.StaffIssuer,
            agencies = host.Options.AgenciesIssuer,
            callback = IssuerHost.Callback,
            afterSignOut = IssuerHost.AfterSignOut,
            frontDoorPem = host.FrontDoorKey.Pkcs8Pem,
            frontDoorKid = host.FrontDoorKey.KeyId,
            agency = Agency,
            agencyPem = agencyKey.Pkcs8Pem,
            agencyKid = agencyKey.KeyId,
            userName = "ruth.adeyemi@mash.example",
            password = IssuerHost.Password,
        }));

        exitCode.ShouldBe(0, output);
        output.Split('\n').Count(line => line.StartsWith("ok ", StringComparison.Ordinal)).ShouldBe(Checks, output);
    }

    private static async Task<(int ExitCode, string Output)> RunAsync(string program, string[] arguments, string folder, string input)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        await process.StandardInput.WriteAsync(input);
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, await output + await errors);
    }

    private static string SourceFolder([System.Runtime.CompilerServices.CallerFilePath] string file = "") => Path.GetDirectoryName(file)!;
}
