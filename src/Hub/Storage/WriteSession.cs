using System.Data.Common;
using System.Security.Cryptography;
using Mash.Hub.Audit;
using Mash.Hub.Calendar;
using Mash.Hub.Storage.Keys;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Mash.Hub.Storage;

/// <summary>
/// What a write sees: the one transaction of its batch. Statements run on the writer's connection; audit leaves and agency
/// sequences are numbered here, so that they are gapless. On PostgreSQL plain statements are gathered into one round trip and
/// go out before anything is read.
/// </summary>
internal sealed class WriteSession : IDisposable
{
    private static readonly SqlStatement InsertLeaf = new("INSERT INTO audit_leaves (seq, leaf) VALUES ($1, $2)", 2);
    private static readonly SqlStatement InsertOpening = new("INSERT INTO audit_openings (seq, nonce, subjects, records) VALUES ($1, $2, $3, $4)", 4);
    private static readonly BulkInsert InsertIndex = new("audit_index (subject_token, seq, actor_token)", 3);
    private static readonly SqlStatement SelectSequence = new("SELECT last FROM sequences WHERE scope = $1", 1);
    private static readonly SqlStatement UpsertSequence = new(
        "INSERT INTO sequences (scope, last) VALUES ($1, $2) ON CONFLICT (scope) DO UPDATE SET last = excluded.last", 2);

    private static readonly SqlStatement CountLook = new("UPDATE break_glass SET looks = looks + 1 WHERE break_glass_id = $1", 1);

    /// <summary>Scope of the audit log's own sequence.</summary>
    private static readonly Guid AuditScope = Guid.Empty;

    private readonly WriterConnection writer;
    private readonly DbTransaction transaction;
    private readonly WriteServices services;
    private readonly Dictionary<Guid, long> sequences = [];
    private readonly List<WrappedKey> newKeys = [];
    private readonly HashSet<Guid> changedAgencies = [];
    private NpgsqlBatch? pending;

    public WriteSession(WriterConnection writer, DbTransaction transaction, WriteServices services)
    {
        this.writer = writer;
        this.transaction = transaction;
        this.services = services;
        if (writer.Connection is NpgsqlConnection)
            pending = NewBatch();
    }

    /// <summary>Domain time of the batch: received, due and event times.</summary>
    public required DateTimeOffset DomainTime { get; init; }

    /// <summary>Real time of the batch: leaves, tokens.</summary>
    public required DateTimeOffset RealTime { get; init; }

    /// <summary>Agencies whose sequence grew: their streams are woken after the commit.</summary>
    public IReadOnlyCollection<Guid> ChangedAgencies => changedAgencies;

    /// <summary>Data keys that the batch's writes made.</summary>
    public IReadOnlyList<WrappedKey> NewKeys => newKeys;

    /// <summary>Runs a statement that answers no rows.</summary>
    public void Execute(SqlStatement statement, params ReadOnlySpan<object?> values)
    {
        if (pending is not null)
        {
            pending.BatchCommands.Add(statement.ToBatchCommand(values));
            return;
        }
        writer.Run(statement, transaction, values);
    }

    /// <summary>Inserts rows, several in one statement.</summary>
    public void Execute(BulkInsert insert, IReadOnlyList<object?[]> rows)
    {
        foreach (var (statement, values) in insert.Pieces(rows))
            Execute(statement, values);
    }

    /// <summary>Runs a statement and says how many rows it touched.</summary>
    public int ExecuteCounted(SqlStatement statement, params ReadOnlySpan<object?> values)
    {
        Flush();
        return writer.Run(statement, transaction, values);
    }

    /// <summary>Runs a query, on PostgreSQL in one round trip with what waits. Dispose the reader before the next call.</summary>
    public DbDataReader Query(SqlStatement statement, params ReadOnlySpan<object?> values)
    {
        if (pending is null)
            return writer.Prepared(statement, transaction, values).ExecuteReader();
        var batch = pending;
        batch.BatchCommands.Add(statement.ToBatchCommand(values));
        // Its rows are the only ones of the batch, since what waits answers none. The reader reads from the batch: what comes next waits in another one.
        pending = NewBatch();
        return batch.ExecuteReader();
    }

    /// <summary>An EF context in this transaction. Save and dispose it before the write ends.</summary>
    public HubDb OpenContext()
    {
        Flush();
        return services.Database.CreateContext(writer.Connection, transaction);
    }

    /// <summary>Takes a data key that this write seals with; it is stored before the rows that need it are committed.</summary>
    public void AddKey(DataKey key) => newKeys.Add(services.Keys.Wrap(key));

    /// <summary>The next number of an agency's gapless sequence.</summary>
    public long NextAgencySequence(Guid agencyId)
    {
        changedAgencies.Add(agencyId);
        return Next(agencyId);
    }

    /// <summary>Puts an act or a read on the record, and answers its place there.</summary>
    public long Audit(AuditEntry entry)
    {
        if (services.BreakGlassOf(entry) is { } access)
        {
            entry = entry with { BreakGlassId = access };
            Execute(CountLook, access);
        }
        entry = entry with { AssertedPractitioner = entry.AssertedPractitioner ?? entry.Actor.AssertedPractitioner };
        var sequence = Next(AuditScope) - 1;
        var nonce = RandomNumberGenerator.GetBytes(32);
        var domainTime = services.Clock.HasOffset ? DomainTime : (DateTimeOffset?)null;
        var leaf = AuditLeaf.Encode(entry, sequence, RealTime, domainTime, nonce, entry.TraceId);
        Execute(InsertLeaf, sequence, leaf);
        if (entry.Subjects.Count == 0 && entry.Records.Count == 0 && entry.AssertedPractitioner is null)
            return sequence;
        Execute(InsertOpening, sequence, nonce, AuditLeaf.SubjectBytes(entry.Subjects), RecordBytes(entry.Records));
        var actor = services.Index.ActorToken(entry.Actor);
        Execute(InsertIndex, [.. entry.Subjects.Select(subject => new object?[] { services.Index.SubjectToken(subject), sequence, actor })]);
        return sequence;
    }

    /// <summary>Sends what waits and stores the sequences. Called once, before the commit.</summary>
    public void Complete()
    {
        foreach (var (scope, last) in sequences)
            Execute(UpsertSequence, scope, last);
        Flush();
    }

    public void Dispose() => pending?.Dispose();

    private long Next(Guid scope)
    {
        if (!sequences.TryGetValue(scope, out var last))
        {
            using var row = Query(SelectSequence, scope);
            last = row.Read() ? row.GetInt64(0) : 0;
        }
        return sequences[scope] = last + 1;
    }

    private NpgsqlBatch NewBatch() => new((NpgsqlConnection)writer.Connection, (NpgsqlTransaction)transaction);

    private void Flush()
    {
        if (pending is null || pending.BatchCommands.Count == 0)
            return;
        pending.ExecuteNonQuery();
        pending.BatchCommands.Clear();
    }

    private static byte[] RecordBytes(IReadOnlyList<RecordVersion> records)
    {
        var bytes = new byte[records.Count * 20];
        for (var index = 0; index < records.Count; index++)
        {
            records[index].RecordId.TryWriteBytes(bytes.AsSpan(index * 20), bigEndian: true, out _);
            System.Buffers.Binary.BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(index * 20 + 16), records[index].Version);
        }
        return bytes;
    }
}

/// <summary>The writer's connection with its prepared commands.</summary>
internal sealed class WriterConnection(DbConnection connection) : IDisposable
{
    private readonly Dictionary<SqlStatement, DbCommand> prepared = [];
    private readonly Dictionary<SqlStatement, SqliteStatement> native = [];

    public DbConnection Connection => connection;

    /// <summary>Runs a statement that answers nothing, and says how many rows it changed.</summary>
    public int Run(SqlStatement statement, DbTransaction transaction, ReadOnlySpan<object?> values)
    {
        if (connection is not SqliteConnection sqlite)
            return Prepared(statement, transaction, values).ExecuteNonQuery();
        if (!native.TryGetValue(statement, out var run))
            native[statement] = run = new SqliteStatement(sqlite, statement);
        return run.Run(values);
    }

    public DbCommand Prepared(SqlStatement statement, DbTransaction transaction, ReadOnlySpan<object?> values)
    {
        if (!prepared.TryGetValue(statement, out var command))
            prepared[statement] = command = statement.Prepare(connection);
        command.Transaction = transaction;
        SqlStatement.Bind(command, values);
        return command;
    }

    public void Dispose()
    {
        foreach (var command in prepared.Values)
            command.Dispose();
        foreach (var statement in native.Values)
            statement.Dispose();
        connection.Dispose();
    }
}

/// <summary>What every write session shares.</summary>
internal sealed record WriteServices(HubDatabase Database, KeyStore Keys, AuditIndex Index, DomainClock Clock, TimeProvider Real)
{
    /// <summary>The emergency access under which an act happens; null for almost all.</summary>
    public required Func<AuditEntry, Guid?> BreakGlassOf { get; init; }
}
