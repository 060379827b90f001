using Mash.Hub.Storage;

namespace Mash.Standalone;

/// <summary>The databases.</summary>
internal sealed record StorageSection
{
    public DatabaseProvider Provider { get; init; } = DatabaseProvider.Sqlite;

    /// <summary>Npgsql connection string; required with <see cref="DatabaseProvider.Postgres"/>.</summary>
    public string? ConnectionString { get; init; }

    /// <summary>Directory of the key files; below the data directory on sample hubs only.</summary>
    public string? KeyDirectory { get; init; }
}
