using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Mash.Identity.Storage;

/// <summary>Sets, on every connection as it opens, what makes a commit durable and the file safe.</summary>
internal sealed class SqliteConnectionSettings : DbConnectionInterceptor
{
    public const string Pragmas = "pragma synchronous = full; pragma foreign_keys = on; pragma mmap_size = 0; pragma secure_delete = on; pragma busy_timeout = 5000;";

    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData)
    {
        using var command = connection.CreateCommand();
        command.CommandText = Pragmas;
        command.ExecuteNonQuery();
    }

    public override async Task ConnectionOpenedAsync(
        DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = Pragmas;
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
