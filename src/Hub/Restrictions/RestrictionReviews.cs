using Mash.Hub.Alerts;
using Mash.Hub.Audit;
using Mash.Hub.Calendar;
using Mash.Hub.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;

namespace Mash.Hub.Restrictions;

/// <summary>Alerts the privacy lead and the manager on duty where a restriction has stood for 90 days without a review; once for each time.</summary>
internal sealed class RestrictionReviews(HubDatabase database, WriteQueue writes, AlertOutbox alerts, DomainClock clock)
{
    /// <summary>Raises what is due and was not raised yet. Answers how many.</summary>
    public async Task<int> RaiseDueAsync()
    {
        if (!AnyDue(clock.GetUtcNow()))
            return 0;
        return await writes.WriteAsync(session =>
        {
            using var db = session.OpenContext();
            var now = session.DomainTime;
            var due = db.Restrictions.AsTracking()
                .Where(row => row.ReviewDueTime != null && row.ReviewDueTime <= now && row.ReviewAlertedTime == null && row.EndedTime == null).ToList();
            foreach (var row in due)
            {
                row.ReviewAlertedTime = now;
                Raise(session, row, AlertAddressee.PrivacyLead);
                Raise(session, row, AlertAddressee.DutyManager);
            }
            db.SaveChanges();
            return due.Count;
        });
    }

    private bool AnyDue(DateTimeOffset now)
    {
        using var lease = database.Read();
        using var db = lease.OpenContext();
        return db.Restrictions.Any(row => row.ReviewDueTime != null && row.ReviewDueTime <= now && row.ReviewAlertedTime == null);
    }

    private void Raise(WriteSession session, RestrictionRow row, AlertAddressee addressee) => alerts.Raise(
        session,
        new AlertDraft
        {
            Kind = AlertKind.RestrictionReviewDue,
            Addressee = addressee,
            Title = "A restriction must be reviewed",
            Text = $"It has stood for 90 days since somebody last said why ({RestrictionWords.Of(row.Label)}). Keep it with a reason, or propose to lift it.",
            AboutAccountId = row.ConcernsAccountId,
            Path = RestrictionWords.Path(row.RestrictionId),
        },
        AuditActor.Hub);
}

/// <summary>Each second: changes by other hubs. Each minute: reviews that are due.</summary>
internal sealed class RestrictionUpkeep(RestrictionDirectory directory, RestrictionReviews reviews, TimeProvider real) : BackgroundService
{
    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1), real);
        var seconds = 0;
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                directory.ReloadIfChanged();
                if (++seconds % 60 == 0)
                    await reviews.RaiseDueAsync();
            }
        }
        catch (OperationCanceledException)
        {
            // The hub is stopping.
        }
    }
}
