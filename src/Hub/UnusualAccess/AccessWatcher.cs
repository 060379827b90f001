using Mash.Hub.Calendar;
using Mash.Hub.Storage;
using Mash.Hub.UnusualAccess.Detection;
using Mash.Hub.UnusualAccess.Review;

namespace Mash.Hub.UnusualAccess;

/// <summary>
/// Runs the detector over new facts every few minutes, in bounded steps by their place in the log. One hub at a time: a lease in the
/// database says which, and a step whose beginning is not where the last one ended is thrown away.
/// </summary>
internal sealed partial class AccessWatcher(
    HubDatabase database, WriteQueue writes, AccessFactReader facts, FindingBook book, DomainClock clock, ILogger<AccessWatcher> logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(10);

    /// <summary>Facts that are neither work nor evidence are kept this long.</summary>
    private static readonly TimeSpan Keep = TimeSpan.FromDays(26 * 7);

    private static readonly SqlStatement TakeLease = new(
        "UPDATE access_watch SET runner = $1, until_time = $2 WHERE runner IS NULL OR runner = $1 OR until_time < $3", 3);

    private static readonly SqlStatement SelectLast = new("SELECT last_seq FROM access_watch", 0);
    private static readonly SqlStatement Advance = new("UPDATE access_watch SET last_seq = $1 WHERE runner = $2 AND last_seq = $3", 3);
    private static readonly SqlStatement DropLease = new("UPDATE access_watch SET runner = NULL, until_time = 0 WHERE runner = $1", 1);

    private static readonly SqlStatement UpsertCount = new(
        "INSERT INTO access_counts (account_id, measure, day, role, amount) VALUES ($1, $2, $3, $4, $5) "
        + "ON CONFLICT (account_id, measure, day) DO UPDATE SET role = excluded.role, amount = excluded.amount", 5);

    private static readonly SqlStatement DeleteFacts = new(
        "DELETE FROM access_views WHERE seq IN (SELECT v.seq FROM access_views v WHERE v.domain_time < $1 AND v.kind <> 'Act' "
        + "AND NOT EXISTS (SELECT 1 FROM access_evidence e WHERE e.seq = v.seq) ORDER BY v.domain_time, v.seq LIMIT 500)", 1);

    private static readonly SqlStatement DeleteCounts = new("DELETE FROM access_counts WHERE day < $1", 1);

    private readonly Guid runner = Guid.CreateVersion7();
    private readonly SemaphoreSlim gate = new(1);
    private UnusualAccessDetector? detector;
    private UnusualAccessThresholds thresholds = UnusualAccessThresholds.Default;
    private string? overlay;
    private long last = -1;

    /// <summary>Looks at every fact that is new. Answers how many findings are new; null where another hub has the watch.</summary>
    public async Task<int?> RunOnceAsync(CancellationToken cancellation)
    {
        await gate.WaitAsync(cancellation);
        try
        {
            if (await TakeAsync() is not { } stored)
            {
                detector = null;
                return null;
            }
            var figures = Settings.Read(database, UnusualAccessThresholds.Setting);
            if (detector is null || stored != last || figures != overlay)
                Load(stored, figures);
            return await CatchUpAsync(cancellation);
        }
        catch (Exception)
        {
            // What the detector took in may not have been stored.
            detector = null;
            throw;
        }
        finally
        {
            gate.Release();
        }
    }

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                try
                {
                    await RunOnceAsync(stoppingToken);
                }
                catch (Exception exception) when (exception is not OperationCanceledException)
                {
                    LogPassFailed(logger, exception.GetType().Name);
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The hub stops.
        }
    }

    /// <inheritdoc />
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        try
        {
            await writes.WriteAsync(session => session.ExecuteCounted(DropLease, runner));
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            // Another hub takes the watch when the lease ends.
            LogPassFailed(logger, exception.GetType().Name);
        }
    }

    /// <inheritdoc />
    public override void Dispose()
    {
        gate.Dispose();
        base.Dispose();
    }

    private Task<long?> TakeAsync() => writes.WriteAsync(session =>
    {
        if (session.ExecuteCounted(TakeLease, runner, session.RealTime + Lease, session.RealTime) == 0)
            return (long?)null;
        using var row = session.Query(SelectLast);
        return row.Read() ? row.GetInt64(0) : -1;
    });

    /// <summary>Brings a new detector to where the last step ended: finished counts, and the facts of the present weeks once more, unheard.</summary>
    private void Load(long stored, string? figures)
    {
        overlay = figures;
        try
        {
            thresholds = UnusualAccessThresholds.With(figures);
        }
        catch (Exception exception) when (exception is System.Text.Json.JsonException or FormatException)
        {
            LogThresholds(logger, exception.GetType().Name);
            thresholds = UnusualAccessThresholds.Default;
        }
        detector = new UnusualAccessDetector(thresholds, WorkingCalendar.England);
        last = stored;
        if (facts.TimeAt(stored) is not { } time)
            return;
        var from = AccessHours.WeekOf(AccessHours.ShiftOf(time)).AddDays(-7 * (1 + (thresholds.FamilyDays / 7)));
        foreach (var count in facts.Counts(from.AddDays(-7 * thresholds.HistoryWeeks), from))
            detector.Remember(count);
        foreach (var (colleague, contact) in facts.Namesakes(stored))
            detector.RememberNamesake(colleague, contact);
        var at = facts.FirstFrom(AccessHours.BeginningOf(from)) is { } first ? first - 1 : stored;
        while (at < stored)
        {
            foreach (var fact in facts.After(at))
            {
                at = fact.Sequence;
                if (at <= stored)
                    detector.Take(fact);
            }
        }
        detector.TakeFinished();
    }

    private async Task<int> CatchUpAsync(CancellationToken cancellation)
    {
        var made = 0;
        while (true)
        {
            cancellation.ThrowIfCancellationRequested();
            var page = facts.After(last);
            var signals = page.SelectMany(detector!.Take).ToList();
            var isLast = page.Count < AccessFactReader.PageSize;
            if (isLast)
                signals.AddRange(detector.AdvanceTo(clock.GetUtcNow()));
            var finished = detector.TakeFinished();
            var end = page.Count == 0 ? last : page[^1].Sequence;
            if (await writes.WriteAsync(session => Store(session, end, signals, finished)) is not { } findings)
            {
                detector = null;
                return made;
            }
            made += findings;
            last = end;
            if (isLast)
                return made;
        }
    }

    private int? Store(WriteSession session, long end, List<AccessSignal> signals, IReadOnlyList<AccessCount> finished)
    {
        if (session.ExecuteCounted(Advance, end, runner, last) == 0)
            return null;
        foreach (var count in finished)
            session.Execute(UpsertCount, count.AccountId, count.Measure.ToString(), AccessFactReader.Text(count.Day), count.Role, count.Count);
        session.Execute(DeleteFacts, session.DomainTime - Keep);
        session.Execute(DeleteCounts, AccessFactReader.Text(DateOnly.FromDateTime((session.DomainTime - Keep).UtcDateTime)));
        return book.Write(session, signals);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Unusual access could not be looked for, and will be again: {ExceptionType}")]
    private static partial void LogPassFailed(ILogger logger, string exceptionType);

    [LoggerMessage(Level = LogLevel.Error, Message = "The hub's own thresholds of unusual access cannot be read, so that those of the program hold: {ExceptionType}")]
    private static partial void LogThresholds(ILogger logger, string exceptionType);
}
