namespace Mash.Hub.Tests.Docs;

/// <summary>Files of the repository that these tests were built from.</summary>
internal static class RepositoryFiles
{
    /// <summary>Environment variable: with the value 1, tests write the documents that they would compare.</summary>
    public const string UpdateVariable = "MASH_UPDATE_DOCS";

    public static bool Updates => Environment.GetEnvironmentVariable(UpdateVariable) == "1";

    public static string Root { get; } = FindRoot();

    /// <summary>Text of a file, with line feeds only.</summary>
    /// <param name="path">From the repository's root, for example <c>docs/access.md</c>.</param>
    public static string Read(string path) => File.ReadAllText(Path.Combine(Root, path)).ReplaceLineEndings("\n");

    public static void Write(string path, string text) => File.WriteAllText(Path.Combine(Root, path), text);

    /// <summary>Files of a kind below a folder, without what the build made; none where there is no such folder.</summary>
    public static IEnumerable<string> Below(string folder, string pattern)
    {
        var directory = Path.Combine(Root, folder);
        return !Directory.Exists(directory)
            ? []
            : Directory.EnumerateFiles(directory, pattern, SearchOption.AllDirectories)
                .Select(file => Path.GetRelativePath(Root, file).Replace('\\', '/'))
                .Where(file => !file.Contains("/obj/", StringComparison.Ordinal) && !file.Contains("/bin/", StringComparison.Ordinal))
                .Order(StringComparer.Ordinal);
    }

    private static string FindRoot()
    {
        for (var directory = new DirectoryInfo(AppContext.BaseDirectory); directory is not null; directory = directory.Parent)
        {
            if (File.Exists(Path.Combine(directory.FullName, "MashHub.sln")))
                return directory.FullName;
        }
        throw new InvalidOperationException("The tests do not run inside the repository.");
    }
}
