using System.Text.Json;

namespace Mash.HubCli.Backups;

/// <summary>What a backup holds, and how to see that it is whole. Stands in <c>manifest.json</c>.</summary>
internal sealed record BackupManifest
{
    public const string FileName = "manifest.json";

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    /// <summary>When the copy began, real time.</summary>
    public required DateTimeOffset Time { get; init; }

    /// <summary>Sqlite or Postgres.</summary>
    public required string Provider { get; init; }

    /// <summary>Schema version: the names of the migrations that had run. A restore needs the same program version.</summary>
    public required IReadOnlyList<string> Migrations { get; init; }

    /// <summary>True where the key files are in it.</summary>
    public required bool WithKeys { get; init; }

    /// <summary>Every file of the backup.</summary>
    public required IReadOnlyList<BackupFile> Files { get; init; }

    public static BackupManifest Read(string directory)
    {
        var file = Path.Combine(directory, FileName);
        if (!File.Exists(file))
            throw new InvalidOperationException($"{directory} is no backup: it has no {FileName}. A backup that was interrupted has none.");
        return JsonSerializer.Deserialize<BackupManifest>(File.ReadAllText(file), Json) ?? throw new InvalidOperationException($"{file} holds nothing.");
    }

    /// <summary>Written last: a backup without it is not one.</summary>
    public void Write(string directory) => PrivateFiles.Write(Path.Combine(directory, FileName), JsonSerializer.SerializeToUtf8Bytes(this, Json));

    /// <summary>Throws where a file is missing or has changed.</summary>
    public void Check(string directory)
    {
        foreach (var file in Files)
        {
            var path = Path.Combine(directory, file.Path);
            if (!File.Exists(path) || PrivateFiles.HashOf(path) != file.Sha256)
                throw new InvalidOperationException($"{file.Path} of the backup is missing or was changed.");
        }
    }
}

/// <summary>A file of a backup.</summary>
/// <param name="Path">Relative to the backup's directory.</param>
/// <param name="Sha256">Lower-case hexadecimal.</param>
internal sealed record BackupFile(string Path, string Sha256)
{
    public static BackupFile Of(string directory, string path) =>
        new(System.IO.Path.GetRelativePath(directory, path).Replace('\\', '/'), PrivateFiles.HashOf(path));
}
