using Mash.Hub.Access;
using Mash.Hub.Alerts;
using Mash.Hub.Audit;
using Mash.Hub.Calendar;
using Mash.Hub.Messages;
using Mash.Hub.Storage;
using Mash.Hub.Storage.Keys;
using Microsoft.EntityFrameworkCore;

namespace Mash.Hub.Agencies;

/// <summary>
/// Warns 60, 30 and 7 days before a data-sharing agreement ends, and once it has: an alert to administrators and a message to the agency's
/// mailbox. What was said is kept with the agency, so that a restart repeats nothing; a renewal begins anew.
/// </summary>
internal sealed partial class AgreementWatch(
    HubDatabase database, WriteQueue writes, AlertOutbox alerts, DomainClock clock, TimeProvider real, ILogger<AgreementWatch> logger) : BackgroundService
{
    /// <summary>Stands for the warning after the end.</summary>
    public const int Ended = -1;

    private static readonly int[] WarningDays = [60, 30, 7];
    private static readonly TimeSpan LookAgain = TimeSpan.FromMinutes(15);

    /// <summary>Raises every warning that is due now.</summary>
    public async Task WarnAsync()
    {
        List<Guid> due;
        using (var lease = database.Read())
        {
            using var db = lease.OpenContext();
            var today = UkTime.DateOf(clock.GetUtcNow());
            due = [.. db.Agencies.Where(row => row.AgreementTo != null).ToList().Where(row => Due(row, today) is not null).Select(row => row.AgencyId)];
        }
        foreach (var agencyId in due)
            await writes.WriteAsync(session => Warn(session, agencyId));
    }

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(LookAgain, real);
        try
        {
            do
            {
                try
                {
                    await WarnAsync();
                }
                catch (Exception exception) when (exception is not OperationCanceledException)
                {
                    LogFailed(logger, exception.GetType().Name);
                }
            }
            while (await timer.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException)
        {
            // The hub is stopping; what is due is raised at the next start.
        }
    }

    /// <summary>The warning that is due on a day, in days before the end; null where it was raised, or none is.</summary>
    private static int? Due(AgencyRow row, DateOnly today)
    {
        if (row.AgreementTo is not { } to)
            return null;
        var left = to.DayNumber - today.DayNumber;
        int? due = left < 0 ? Ended : WarningDays.Where(days => left <= days).Select(days => (int?)days).Min();
        return due is { } days && (row.AgreementWarnedDays is not { } warned || days < warned) ? due : null;
    }

    private bool Warn(WriteSession session, Guid agencyId)
    {
        using var db = session.OpenContext();
        var row = db.Agencies.AsTracking().FirstOrDefault(agency => agency.AgencyId == agencyId);
        if (row is null || Due(row, UkTime.DateOf(session.DomainTime)) is not { } days)
            return false;
        row.AgreementWarnedDays = days;
        db.SaveChanges();
        var end = AgencyAgreement.Words(row.AgreementTo);
        alerts.Raise(session, new AlertDraft
        {
            Kind = AlertKind.AgreementEnding,
            Addressee = AlertAddressee.Administrator,
            Title = days == Ended ? $"The agreement with {row.Name} has ended" : $"The agreement with {row.Name} ends on {end}",
            Text = days == Ended
                ? $"It ended on {end}. The agency\u2019s system can send and read nothing until the agreement is renewed. Ring the agency, so that concerns reach the hub another way."
                : $"After {end} the agency\u2019s system can send and read nothing. Renew the agreement with the agency, and record it on its page.",
            Path = $"/agencies/{row.AgencyId}",
        }, AuditActor.Hub);
        if (row.Email.Length > 0)
            MessageOutbox.AppendForAccount(session, Message(row, days, end), DataKey.Create(), AuditActor.Hub);
        return true;
    }

    private static MessageDraft Message(AgencyRow row, int days, string end) => days == Ended
        ? new MessageDraft(row.Email, "Your data-sharing agreement with the MASH has ended",
            $"Dear {row.Name},\n\nyour data-sharing agreement with the MASH ended on {end}. Your system can send and read nothing until it is renewed. "
            + "Report concerns by telephone until then. If a child is in danger now, call 999.\n\nMASH Hub")
        : new MessageDraft(row.Email, $"Your data-sharing agreement with the MASH ends on {end}",
            $"Dear {row.Name},\n\nyour data-sharing agreement with the MASH ends on {end}. After that day your system can send and read nothing until it is renewed. "
            + "Speak to the hub now, so that there is no gap.\n\nMASH Hub");

    [LoggerMessage(Level = LogLevel.Error, Message = "Looking at data-sharing agreements failed and is tried again: {ExceptionType}")]
    private static partial void LogFailed(ILogger logger, string exceptionType);
}
