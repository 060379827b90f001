using System.Data.Common;
using System.Globalization;
using Mash.Hub.Storage;

namespace Mash.Hub.UnusualAccess.Detection;

/// <summary>Reads facts of access in the order of the log, always by key and always a bounded number.</summary>
internal sealed class AccessFactReader(HubDatabase database)
{
    /// <summary>Facts of one step.</summary>
    public const int PageSize = 2000;

    private static readonly SqlStatement SelectAfter = new(
        "SELECT seq, account_id, role, kind, domain_time, contact_id, child_tokens, household_token, listed, ended_time, colleague_id, flags "
        + $"FROM access_views WHERE seq > $1 ORDER BY seq LIMIT {PageSize}", 1);

    private static readonly SqlStatement SelectFirst = new("SELECT seq FROM access_views WHERE domain_time >= $1 ORDER BY domain_time, seq LIMIT 1", 1);
    private static readonly SqlStatement SelectTime = new("SELECT domain_time FROM access_views WHERE seq <= $1 ORDER BY seq DESC LIMIT 1", 1);

    private static readonly SqlStatement SelectNamesakes = new(
        "SELECT DISTINCT colleague_id, contact_id FROM access_views WHERE colleague_id IS NOT NULL AND contact_id IS NOT NULL AND seq <= $1", 1);

    private static readonly SqlStatement SelectCounts = new(
        "SELECT account_id, role, measure, day, amount FROM access_counts WHERE day >= $1 AND day < $2 ORDER BY day, account_id, measure", 2);

    /// <summary>The facts after a place in the log.</summary>
    public List<AccessFact> After(long sequence)
    {
        using var lease = database.Read();
        using var rows = lease.Execute(SelectAfter, sequence);
        var facts = new List<AccessFact>();
        while (rows.Read())
            facts.Add(Read(rows));
        return facts;
    }

    /// <summary>The first place in the log from a time on; null where there is none.</summary>
    public long? FirstFrom(DateTimeOffset time) => Number(SelectFirst, time);

    /// <summary>The time of the last fact up to a place in the log; null before the first.</summary>
    public DateTimeOffset? TimeAt(long sequence) => Number(SelectTime, sequence) is { } ticks ? new DateTimeOffset(ticks, TimeSpan.Zero) : null;

    /// <summary>Contacts in which colleagues' names stood, up to a place in the log.</summary>
    public IEnumerable<(Guid ColleagueId, Guid ContactId)> Namesakes(long sequence)
    {
        using var lease = database.Read();
        using var rows = lease.Execute(SelectNamesakes, sequence);
        while (rows.Read())
            yield return (rows.ReadGuid(0), rows.ReadGuid(1));
    }

    /// <summary>Finished counts of shifts and weeks from a day until before another.</summary>
    public IEnumerable<AccessCount> Counts(DateOnly from, DateOnly before)
    {
        using var lease = database.Read();
        using var rows = lease.Execute(SelectCounts, Text(from), Text(before));
        while (rows.Read())
        {
            yield return new AccessCount(
                rows.ReadGuid(0), rows.GetString(1), Enum.Parse<AccessMeasure>(rows.GetString(2)), DateOnly.Parse(rows.GetString(3), CultureInfo.InvariantCulture), rows.GetInt32(4));
        }
    }

    public static string Text(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private long? Number(SqlStatement statement, object value)
    {
        using var lease = database.Read();
        using var row = lease.Execute(statement, value);
        return row.Read() ? row.GetInt64(0) : null;
    }

    private static AccessFact Read(DbDataReader row) => new()
    {
        Sequence = row.GetInt64(0),
        AccountId = row.ReadGuid(1),
        Role = row.GetString(2),
        Kind = Enum.Parse<AccessKind>(row.GetString(3)),
        Time = row.ReadInstant(4),
        ContactId = row.IsDBNull(5) ? null : row.ReadGuid(5),
        Children = [.. row.ReadBytes(6).Chunk(SubjectToken.Size).Select(token => SubjectToken.Of(token)).Distinct()],
        Household = row.IsDBNull(7) ? null : SubjectToken.Of(row.ReadBytes(7)),
        Listed = row.GetInt32(8),
        EndedTime = row.ReadInstantOrNull(9),
        ColleagueId = row.IsDBNull(10) ? null : row.ReadGuid(10),
        Flags = (AccessFlags)row.GetInt32(11),
    };
}
