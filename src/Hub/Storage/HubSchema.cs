using Mash.Hub.Storage.Schema;
using Microsoft.EntityFrameworkCore;

namespace Mash.Hub.Storage;

/// <summary>Brings the hub's database and key store to the present schema.</summary>
internal static class HubSchema
{
    /// <summary>Applies what is missing. Safe to call at every start; on PostgreSQL hubs wait for each other.</summary>
    public static void Migrate(HubDatabase database)
    {
        KeyStoreSchema.Ensure(database);
        using var migrator = database.CreateMigrator();
        migrator.Database.Migrate();
    }
}
