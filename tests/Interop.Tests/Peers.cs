namespace Mash.Interop.Tests;

/// <summary>Finds the outside peers and what they need. Whatever is missing is an error that says what to install.</summary>
internal static class Peers
{
    private const string NodeAdvice = "Install Node.js 20 or later with npm: the interop tests need it.";

    private const string PythonAdvice =
        "Install python3-grpcio and python3-protobuf (Debian), or set MASH_TEST_PYTHON to a Python that has grpcio and protobuf: the interop tests need it.";

    private static string RootFolder { get; } = FindRootFolder();

    private static readonly Lazy<Task> NodePackages = new(() => InstallNodePackages(JavaScriptFolder, "ci"));

    // The lock file names buf's programs for Linux only, which "npm ci" does not accept.
    private static readonly Lazy<Task> RootPackages = new(() => InstallNodePackages(RootFolder, "install", "--no-save"));

    private static readonly Lazy<Task<string>> Python = new(FindPython);

    private static string Folder => Path.Combine(RootFolder, "tests", "Interop");

    private static string JavaScriptFolder => Path.Combine(Folder, "js");

    /// <summary>Program and script of an outside client.</summary>
    public static async Task<(string Program, string Script, string Advice)> Client(string peer)
    {
        if (peer == "python")
        {
            return (await Python.Value, Path.Combine(Folder, "python", "client.py"), PythonAdvice);
        }

        await NodePackages.Value;
        return ("node", Path.Combine(JavaScriptFolder, "client.mjs"), NodeAdvice);
    }

    /// <summary>Program and script of the outside server.</summary>
    public static async Task<(string Program, string Script, string Advice)> Server()
    {
        await NodePackages.Value;
        return ("node", Path.Combine(JavaScriptFolder, "server.mjs"), NodeAdvice);
    }

    /// <summary>The program buf, from the development packages of the repository.</summary>
    public static async Task<(string Program, string Advice)> Buf()
    {
        await RootPackages.Value;
        return (Path.Combine(RootFolder, "node_modules", ".bin", "buf"), NodeAdvice);
    }

    private static async Task InstallNodePackages(string folder, params IEnumerable<string> command)
    {
        if (!Directory.Exists(Path.Combine(folder, "node_modules")))
        {
            await OutsideProgram.Run("npm", [.. command, "--ignore-scripts", "--no-audit", "--no-fund"], folder, NodeAdvice);
        }
    }

    private static async Task<string> FindPython()
    {
        string[] candidates = Environment.GetEnvironmentVariable("MASH_TEST_PYTHON") is { Length: > 0 } chosen
            ? [chosen]
            : ["/usr/bin/python3", "python3"];
        foreach (var candidate in candidates)
        {
            if (await OutsideProgram.Succeeds(candidate, "-c", "import grpc, google.protobuf"))
            {
                return candidate;
            }
        }

        throw new InvalidOperationException(PythonAdvice);
    }

    private static string FindRootFolder()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (Directory.Exists(Path.Combine(folder.FullName, "tests", "Interop")))
            {
                return folder.FullName;
            }
        }

        throw new DirectoryNotFoundException("The folder tests/Interop is not above the test program.");
    }
}
