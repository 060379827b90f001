using System.Reflection;

namespace Mash.AgencyCli.Mapping;

/// <summary>The mappings that come with the program, and mapping files of the user's own.</summary>
internal static class MappingCatalog
{
    private const string Prefix = "Mappings/";
    private const string Suffix = ".json";

    /// <summary>Mappings that come with the program, by name.</summary>
    public static IReadOnlyList<IContactMapping> BuiltIn { get; } = [.. Load(), new ContractMapping()];

    /// <summary>A built-in mapping by name, or a mapping file by path.</summary>
    /// <exception cref="MappingFileException">There is neither, or the file is wrong.</exception>
    public static IContactMapping Open(string nameOrPath)
    {
        if (BuiltIn.FirstOrDefault(m => m.Name == nameOrPath) is { } builtIn)
            return builtIn;
        if (File.Exists(nameOrPath))
            return MappingCompiler.Compile(Path.GetFileName(nameOrPath), File.ReadAllText(nameOrPath));
        throw new MappingFileException(nameOrPath, "",
            $"no such mapping file, and no built-in mapping of this name; there are {string.Join(", ", BuiltIn.Select(m => m.Name))}");
    }

    private static IEnumerable<IContactMapping> Load()
    {
        var assembly = Assembly.GetExecutingAssembly();
        foreach (var name in assembly.GetManifestResourceNames().Where(n => n.StartsWith(Prefix, StringComparison.Ordinal)).Order(StringComparer.Ordinal))
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
            yield return MappingCompiler.Compile(name[Prefix.Length..], reader.ReadToEnd());
        }
    }
}
