using System.Diagnostics;
using System.Text.Json;
using Mash.Identity.Keys;

namespace Mash.Standalone.Tests.Support;

/// <summary>npm oidc-provider as the staff authority, in a process of its own. Needs node and npm.</summary>
internal sealed class OutsideAuthority : IAsyncDisposable
{
    public const string ClientId = "mash-front-door";

    private readonly Process process;

    private OutsideAuthority(Process process, Uri address)
    {
        this.process = process;
        Address = address;
    }

    public Uri Address { get; }

    /// <summary>How the hub and the front door are told to understand it.</summary>
    public static StaffAuthoritySection Section => new()
    {
        Audience = "urn:mash:hub",
        Algorithms = "RS256",
        NameClaim = "display",
        PersonScope = "case.work",
        SessionsScope = "front.sessions",
        AcrClaim = "loa",
        AcrValues = new() { ["two"] = "urn:mash:acr:mfa" },
        ClientId = ClientId,
        Scopes = "openid profile offline_access case.work",
        OwnScope = "front.sessions",
        Resource = "urn:mash:hub",
    };

    /// <summary>Starts it for a front door whose keys lie in a directory.</summary>
    /// <param name="frontDoor">Address of the front door.</param>
    /// <param name="keyDirectory">Where the front door's key is, or is made.</param>
    /// <param name="port">Port to listen on.</param>
    /// <param name="pushed">True where it takes pushed requests.</param>
    public static async Task<OutsideAuthority> StartAsync(Uri frontDoor, string keyDirectory, int port, bool pushed)
    {
        var folder = Path.Combine(SourceFolder(), "..", "oidc-provider");
        if (!Directory.Exists(Path.Combine(folder, "node_modules", "oidc-provider")))
        {
            using var install = Process.Start(new ProcessStartInfo("npm", ["ci", "--no-audit", "--no-fund"]) { WorkingDirectory = folder })!;
            await install.WaitForExitAsync();
            install.ExitCode.ShouldBe(0);
        }
        var keys = JsonSerializer.Deserialize<JsonElement>(await File.ReadAllTextAsync(FrontDoorKey.Ensure(keyDirectory).PublicKeysFile));
        var process = Process.Start(new ProcessStartInfo("node", ["--no-warnings", "issuer.mjs"])
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        process.ErrorDataReceived += (_, line) => Errors.Enqueue(line.Data ?? "");
        process.BeginErrorReadLine();
        await process.StandardInput.WriteAsync(JsonSerializer.Serialize(new
        {
            port, frontDoor = frontDoor.GetLeftPart(UriPartial.Authority), pushed, loa = "two", jwks = keys,
        }));
        process.StandardInput.Close();
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            if (line == "ready")
                return new OutsideAuthority(process, new Uri($"http://localhost:{port}"));
        }
        throw new InvalidOperationException("The outside authority did not start: " + string.Join('\n', Errors));
    }

    /// <summary>What it complained of.</summary>
    public static System.Collections.Concurrent.ConcurrentQueue<string> Errors { get; } = [];

    public async ValueTask DisposeAsync()
    {
        process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync();
        process.Dispose();
    }

    private static string SourceFolder([System.Runtime.CompilerServices.CallerFilePath] string file = "") => Path.GetDirectoryName(file)!;
}
