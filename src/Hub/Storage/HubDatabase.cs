using System.Collections.Concurrent;
using System.Data;
using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Mash.Hub.Storage;

/// <summary>
/// Opens connections to the hub's database, hides which of the two it is, and keeps readers ready.
/// SQLite: one writer connection that alone checkpoints (versions up to 3.51.2 can corrupt a WAL when two connections do).
/// </summary>
internal sealed class HubDatabase : IAsyncDisposable
{
    private const string AutoPrepare = "Max Auto Prepare";

    /// <summary>Statements of the hot paths in all their row counts, and EF's own.</summary>
    private const int MaxPrepared = 256;

    private readonly StorageOptions options;
    private readonly NpgsqlDataSource? postgres;
    private readonly ConcurrentBag<Reader> readers = [];
    private bool disposed;

    public HubDatabase(StorageOptions options)
    {
        options.Validate();
        this.options = options;
        if (options.Provider == DatabaseProvider.Postgres)
        {
            postgres = NpgsqlDataSource.Create(WithPreparedStatements(options.ConnectionString!));
            return;
        }
        Directory.CreateDirectory(options.DataDirectory);
        HubFile = Path.Combine(options.DataDirectory, "hub.db");
        KeyStoreFile = Path.Combine(options.DataDirectory, "keystore.db");
    }

    public DatabaseProvider Provider => options.Provider;

    public bool IsSqlite => options.Provider == DatabaseProvider.Sqlite;

    /// <summary>Path of the main SQLite file; null on PostgreSQL.</summary>
    public string? HubFile { get; }

    /// <summary>Path of the key store's SQLite file; null on PostgreSQL, where it is the schema <c>keystore</c>.</summary>
    public string? KeyStoreFile { get; }

    /// <summary>Opens the connection that writes. Only the write queue, migrations and administration may ask for it.</summary>
    public DbConnection OpenWriter() => IsSqlite ? OpenSqlite(HubFile!, writer: true) : postgres!.OpenConnection();

    /// <summary>Opens the connection that writes wrapped keys (SQLite's own file).</summary>
    public DbConnection OpenKeyStoreWriter() => IsSqlite ? OpenSqlite(KeyStoreFile!, writer: true) : postgres!.OpenConnection();

    /// <summary>Opens a connection for reading wrapped keys.</summary>
    public DbConnection OpenKeyStoreReader() => IsSqlite ? OpenSqlite(KeyStoreFile!, writer: false) : postgres!.OpenConnection();

    /// <summary>Lends a reader with its prepared commands; dispose the lease to give it back.</summary>
    public ReaderLease Read()
    {
        ObjectDisposedException.ThrowIf(disposed, this);
        return new ReaderLease(this, readers.TryTake(out var reader) ? reader : OpenReader());
    }

    /// <summary>An EF context on the writer's connection and transaction.</summary>
    public HubDb CreateContext(DbConnection connection, DbTransaction transaction)
    {
        var context = CreateContext(connection, ownsConnection: false);
        context.Database.UseTransaction(transaction);
        return context;
    }

    /// <summary>The EF context that migrates; opens its own connection.</summary>
    public HubDb CreateMigrator() => CreateContext(OpenWriter(), ownsConnection: true);

    private HubDb CreateContext(DbConnection connection, bool ownsConnection)
    {
        if (IsSqlite)
        {
            var sqlite = new DbContextOptionsBuilder<SqliteHubDb>();
            sqlite.UseSqlite(connection, contextOwnsConnection: ownsConnection);
            return new SqliteHubDb(HubDb.Configure(sqlite).Options);
        }
        var npgsql = new DbContextOptionsBuilder<PostgresHubDb>();
        npgsql.UseNpgsql(connection, contextOwnsConnection: ownsConnection);
        return new PostgresHubDb(HubDb.Configure(npgsql).Options);
    }

    /// <summary>Statements that come again are prepared at the server, unless the connection string says <c>Max Auto Prepare</c> itself.</summary>
    private static string WithPreparedStatements(string connectionString)
    {
        var given = new DbConnectionStringBuilder { ConnectionString = connectionString };
        return given.ContainsKey(AutoPrepare) ? connectionString : new NpgsqlConnectionStringBuilder(connectionString) { MaxAutoPrepare = MaxPrepared }.ToString();
    }

    private Reader OpenReader() => new(OpenReaderConnection());

    private DbConnection OpenReaderConnection() => IsSqlite ? OpenSqlite(HubFile!, writer: false) : postgres!.OpenConnection();

    private static SqliteConnection OpenSqlite(string file, bool writer)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = file,
            Pooling = false,
            Mode = SqliteOpenMode.ReadWriteCreate,
            DefaultTimeout = 30,
        }.ToString());
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA mmap_size=0; PRAGMA foreign_keys=ON;"
            + "PRAGMA secure_delete=ON; PRAGMA busy_timeout=30000; PRAGMA temp_store=MEMORY;"
            + (writer ? "PRAGMA wal_autocheckpoint=50000; PRAGMA cache_size=-262144;" : "PRAGMA wal_autocheckpoint=0; PRAGMA query_only=ON; PRAGMA cache_size=-16384;");
        command.ExecuteNonQuery();
        return connection;
    }

    private void Return(Reader reader)
    {
        if (disposed || reader.Connection.State != ConnectionState.Open)
            reader.Dispose();
        else
            readers.Add(reader);
    }

    public async ValueTask DisposeAsync()
    {
        disposed = true;
        while (readers.TryTake(out var reader))
            reader.Dispose();
        if (postgres is not null)
            await postgres.DisposeAsync();
    }

    /// <summary>A connection with the commands it has prepared.</summary>
    internal sealed class Reader(DbConnection connection) : IDisposable
    {
        private readonly Dictionary<SqlStatement, DbCommand> prepared = [];

        public DbConnection Connection => connection;

        public DbDataReader Execute(SqlStatement statement, params ReadOnlySpan<object?> values)
        {
            if (!prepared.TryGetValue(statement, out var command))
                prepared[statement] = command = statement.Prepare(connection);
            SqlStatement.Bind(command, values);
            return command.ExecuteReader();
        }

        public void Dispose()
        {
            foreach (var command in prepared.Values)
                command.Dispose();
            connection.Dispose();
        }
    }

    /// <summary>A borrowed reader.</summary>
    internal readonly struct ReaderLease(HubDatabase owner, Reader reader) : IDisposable
    {
        /// <summary>Runs a prepared query. Values in the order of the statement's parameters.</summary>
        public DbDataReader Execute(SqlStatement statement, params ReadOnlySpan<object?> values) => reader.Execute(statement, values);

        /// <summary>An EF context on the borrowed connection; dispose it before the lease.</summary>
        public HubDb OpenContext() => owner.CreateContext(reader.Connection, ownsConnection: false);

        public void Dispose() => owner.Return(reader);
    }
}
