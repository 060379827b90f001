using System.CommandLine;
using Mash.Hub.Storage;
using Mash.Hub.Storage.Keys;
using Mash.HubCli.Backups;
using Mash.Standalone;

namespace Mash.HubCli.Commands;

/// <summary><c>backup DIR</c>, <c>restore DIR</c> and <c>verify</c>.</summary>
internal static class BackupCommands
{
    private const string KeysFolder = "keys";

    public static Command Backup()
    {
        var directory = new Argument<string>("directory") { Description = "New directory of the backup." };
        var keys = new Option<bool>("--with-keys") { Description = "Also copy the key files. Whoever has both can read everything: keep such a copy like the keys themselves." };
        var command = new Command("backup", "Copies the databases of a hub, running or not, and checks the copy.") { directory, keys };
        command.SetAction((parsed, cancellation) => Failures.ReportAsync(async () =>
        {
            var manifest = await BackupAsync(Setup.Options(parsed), parsed.GetValue(directory)!, parsed.GetValue(keys), cancellation);
            Console.WriteLine($"{manifest.Files.Count} files copied and checked. keystore holds wrapped keys: keep its copies at most 30 days, or erased records could come back.");
        }));
        return command;
    }

    public static Command Restore()
    {
        var directory = new Argument<string>("directory") { Description = "Directory of the backup." };
        var command = new Command("restore", "Puts a backup into an empty data directory or database, and opens every seal.") { directory };
        command.SetAction((parsed, cancellation) => Failures.ReportAsync(async () =>
        {
            var opened = await RestoreAsync(Setup.Options(parsed), parsed.GetValue(directory)!, cancellation);
            Console.WriteLine($"Restored. {opened} seals opened.");
        }));
        return command;
    }

    public static Command Verify()
    {
        var command = new Command("verify", "Opens every seal of a stopped hub.");
        command.SetAction((parsed, cancellation) => Failures.ReportAsync(async () =>
            Console.WriteLine($"{await VerifyAsync(Setup.Options(parsed), cancellation)} seals opened.")));
        return command;
    }

    internal static async Task<BackupManifest> BackupAsync(StandaloneOptions options, string directory, bool withKeys, CancellationToken cancellation)
    {
        if (Directory.Exists(directory) && Directory.EnumerateFileSystemEntries(directory).Any())
            throw new InvalidOperationException($"{directory} is not empty. A backup is never written over another.");
        PrivateFiles.MakeDirectory(directory);
        var time = DateTimeOffset.UtcNow;
        var (files, migrations) = options.Storage.Provider == DatabaseProvider.Sqlite
            ? Sqlite(options, directory)
            : await PostgresBackup.RunAsync(options.Storage.ConnectionString!, directory, cancellation);
        var manifest = new BackupManifest
        {
            Time = time,
            Provider = options.Storage.Provider.ToString(),
            Migrations = migrations,
            WithKeys = withKeys,
            Files = [.. files, .. withKeys ? CopyKeys(options, directory) : []],
        };
        manifest.Write(directory);
        return manifest;
    }

    internal static async Task<long> RestoreAsync(StandaloneOptions options, string directory, CancellationToken cancellation)
    {
        var manifest = BackupManifest.Read(directory);
        if (manifest.Provider != options.Storage.Provider.ToString())
            throw new InvalidOperationException($"The backup is of {manifest.Provider}; the hub is set to {options.Storage.Provider}.");
        manifest.Check(directory);
        PrivateFiles.MakeDirectory(options.DataDirectory);
        if (manifest.WithKeys)
            RestoreKeys(options, directory);
        else if (!Directory.Exists(options.KeyDirectory) || !Directory.EnumerateFiles(options.KeyDirectory, "kek-*.key").Any())
            throw new InvalidOperationException($"The backup is without keys, and {Path.GetFullPath(options.KeyDirectory)} has none: put the key files there first.");
        if (options.Storage.Provider == DatabaseProvider.Sqlite)
        {
            SqliteBackup.Restore(options, directory);
        }
        else
        {
            await using (await OfflineHub.OpenAsync(options, cancellation))
            {
                // Opening makes the schema.
            }
            if (await PostgresBackup.IsInUseAsync(options.Storage.ConnectionString!, cancellation))
                throw new InvalidOperationException("The database holds a hub already. Restore into an empty one.");
            await PostgresBackup.RestoreAsync(options.Storage.ConnectionString!, directory, manifest, cancellation);
        }
        return await VerifyAsync(options, cancellation);
    }

    internal static async Task<long> VerifyAsync(StandaloneOptions options, CancellationToken cancellation)
    {
        await using var hub = await OfflineHub.OpenAsync(options, cancellation);
        return SealCheck.Run(hub.Services.GetRequiredService<HubDatabase>(), hub.Services.GetRequiredService<KeyStore>());
    }

    private static (IReadOnlyList<BackupFile> Files, IReadOnlyList<string> Migrations) Sqlite(StandaloneOptions options, string directory)
    {
        var files = SqliteBackup.Run(options, directory);
        return (files, SqliteBackup.Migrations(Path.Combine(directory, "hub.db")));
    }

    private static List<BackupFile> CopyKeys(StandaloneOptions options, string directory)
    {
        var target = Path.Combine(directory, KeysFolder);
        PrivateFiles.MakeDirectory(target);
        var files = new List<BackupFile>();
        foreach (var file in Directory.EnumerateFiles(options.KeyDirectory))
        {
            var copy = Path.Combine(target, Path.GetFileName(file));
            PrivateFiles.Copy(file, copy);
            files.Add(BackupFile.Of(directory, copy));
        }
        return files;
    }

    private static void RestoreKeys(StandaloneOptions options, string directory)
    {
        PrivateFiles.MakeDirectory(options.KeyDirectory);
        if (Directory.EnumerateFiles(options.KeyDirectory).Any())
            throw new InvalidOperationException($"{Path.GetFullPath(options.KeyDirectory)} holds keys already; they are never written over.");
        foreach (var file in Directory.EnumerateFiles(Path.Combine(directory, KeysFolder)))
            PrivateFiles.Copy(file, Path.Combine(options.KeyDirectory, Path.GetFileName(file)));
    }
}
