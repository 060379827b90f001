using Mash.Hub.Storage;
using Mash.Hub.Storage.Keys;

namespace Mash.Hub.People;

/// <summary>The data key under which the terms of a month's look-ups are sealed: destroying it forgets what was searched for, not that somebody did.</summary>
internal static class AuditMonthKey
{
    private static readonly SqlStatement Select = new("SELECT value FROM settings WHERE name = $1", 1);

    /// <summary>The key of this month, made by the first look-up in it.</summary>
    public static DataKey Of(WriteSession session, KeyStore keys)
    {
        var name = FormattableString.Invariant($"audit_key_{session.RealTime:yyyy-MM}");
        Guid? known = null;
        using (var row = session.Query(Select, name))
        {
            if (row.Read())
                known = Guid.Parse(row.GetString(0));
        }
        if (known is { } id)
            return session.NewKeys.FirstOrDefault(made => made.Key.Id == id)?.Key ?? keys.Get(id);
        var key = DataKey.Create();
        session.AddKey(key);
        Settings.Write(session, name, key.Id.ToString());
        return key;
    }
}
