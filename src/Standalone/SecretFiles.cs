namespace Mash.Standalone;

/// <summary>
/// Looks at the files that hold secrets before anything starts: only the account of the process may read them (ASVS 5.0 13.3.1).
/// Windows keeps its own access lists and is not looked at.
/// </summary>
internal static class SecretFiles
{
    private const UnixFileMode Others = UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.GroupExecute
        | UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute;

    /// <summary>Checks the key directory with everything in it, and every private key that the options name. What is not there yet is not looked at.</summary>
    /// <exception cref="InvalidOperationException">Others may read or change one; the message names them all and says what to run.</exception>
    public static void Check(StandaloneOptions options)
    {
        string?[] named = [options.Hub.PrivateKeyFile, options.Issuer.PrivateKeyFile, options.FrontDoor.PrivateKeyFile, options.FrontDoor.ClientKeyFile];
        var inDirectory = Directory.Exists(options.KeyDirectory)
            ? Directory.EnumerateFileSystemEntries(options.KeyDirectory, "*", SearchOption.AllDirectories).Prepend(options.KeyDirectory)
            : [];
        Check(inDirectory.Concat(named.OfType<string>()));
    }

    /// <summary>Checks files or directories.</summary>
    /// <exception cref="InvalidOperationException">Others may read or change one.</exception>
    public static void Check(IEnumerable<string> paths)
    {
        var open = paths.Where(IsOpen).ToList();
        if (open.Count > 0)
            throw new InvalidOperationException(
                "Others on this machine may read what must be secret. Files must have mode 0600 and directories 0700: "
                + string.Join("; ", open.Select(path => $"chmod {(Directory.Exists(path) ? "700" : "600")} {path}")));
    }

    private static bool IsOpen(string path) =>
        !OperatingSystem.IsWindows() && (File.Exists(path) || Directory.Exists(path)) && (File.GetUnixFileMode(path) & Others) != 0;
}
