namespace Mash.Hub.Storage;

/// <summary>Named values of the hub.</summary>
internal static class Settings
{
    private static readonly SqlStatement Select = new("SELECT value FROM settings WHERE name = $1", 1);

    private static readonly SqlStatement Upsert = new(
        "INSERT INTO settings (name, value) VALUES ($1, $2) ON CONFLICT (name) DO UPDATE SET value = excluded.value", 2);

    /// <summary>Reads a setting; null where it was never set.</summary>
    public static string? Read(HubDatabase database, string name)
    {
        using var lease = database.Read();
        using var row = lease.Execute(Select, name);
        return row.Read() ? row.GetString(0) : null;
    }

    /// <summary>Sets a setting within a write.</summary>
    public static void Write(WriteSession session, string name, string value) => session.Execute(Upsert, name, value);
}
