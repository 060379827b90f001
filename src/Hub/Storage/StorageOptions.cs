using System.ComponentModel.DataAnnotations;

namespace Mash.Hub.Storage;

/// <summary>Which database the hub runs on.</summary>
internal enum DatabaseProvider
{
    /// <summary>SQLite files in the data directory: one process, one machine.</summary>
    Sqlite,

    /// <summary>A PostgreSQL database: several hubs may share it.</summary>
    Postgres,
}

/// <summary>Where the hub keeps its rows and keys.</summary>
internal sealed record StorageOptions
{
    public DatabaseProvider Provider { get; init; } = DatabaseProvider.Sqlite;

    /// <summary>Directory of <c>hub.db</c> and <c>keystore.db</c> (SQLite).</summary>
    public string DataDirectory { get; init; } = "data";

    /// <summary>Directory of the key files (0600). Production refuses one below <see cref="DataDirectory"/>.</summary>
    public string KeyDirectory { get; init; } = Path.Combine("data", "keys");

    /// <summary>Npgsql connection string; required with <see cref="DatabaseProvider.Postgres"/>.</summary>
    public string? ConnectionString { get; init; }

    /// <summary>True on a sample or test hub, where keys may lie beside the data.</summary>
    public bool AllowKeysBesideData { get; init; }

    /// <summary>How many writes may wait before callers are told to come back.</summary>
    [Range(64, 1_000_000)]
    public int QueueCapacity { get; init; } = 8192;

    /// <summary>Throws with a plain sentence when the options cannot be used.</summary>
    /// <exception cref="InvalidOperationException">A value is missing or unsafe.</exception>
    public void Validate()
    {
        if (Provider == DatabaseProvider.Postgres && string.IsNullOrWhiteSpace(ConnectionString))
            throw new InvalidOperationException("Storage:ConnectionString is required with Storage:Provider=Postgres.");
        if (AllowKeysBesideData)
            return;
        var data = Path.GetFullPath(DataDirectory) + Path.DirectorySeparatorChar;
        if ((Path.GetFullPath(KeyDirectory) + Path.DirectorySeparatorChar).StartsWith(data, StringComparison.Ordinal))
            throw new InvalidOperationException(
                "Storage:KeyDirectory lies under Storage:DataDirectory. Keys beside the data protect nothing: name a directory elsewhere.");
    }
}
