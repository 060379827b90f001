using Mash.Hub.Alerts;
using Mash.Hub.Audit;
using Mash.Hub.Messages;
using Mash.Hub.Storage;
using Mash.Hub.Storage.Keys;
using Microsoft.EntityFrameworkCore;

namespace Mash.Hub.Access.Accounts;

/// <summary>When an account that nobody uses is closed.</summary>
internal sealed record DormancyOptions
{
    /// <summary>How long after the last use. 90 days unless it is set otherwise.</summary>
    public TimeSpan CloseAfter { get; init; } = TimeSpan.FromDays(90);

    /// <summary>How long before closing the person is told.</summary>
    public TimeSpan Warning { get; init; } = TimeSpan.FromDays(14);

    /// <summary>When this account closes if nobody uses it again: counted from its last use, its opening or its making, whichever is latest.</summary>
    public DateTimeOffset ClosesTime(AccountRow row)
    {
        var since = row.CreatedTime;
        if (row.EnabledTime > since)
            since = row.EnabledTime.Value;
        if (row.LastUsedTime > since)
            since = row.LastUsedTime.Value;
        // A warning always comes first, also where the hub did not run when it was due.
        var closes = since + CloseAfter;
        return row.DormancyToldTime is { } told && told + Warning > closes ? told + Warning : closes;
    }
}

/// <summary>
/// Each hour: people whose account will close soon are told once; accounts that nobody used for too long are closed, with a leaf each. The last
/// administrator's is never closed: the privacy lead is alerted instead. Several hubs of one database may do this side by side.
/// </summary>
internal sealed partial class DormantAccounts(
    HubDatabase database, WriteQueue writes, AccessDirectory directory, AccountChange changes, AlertOutbox alerts, MessageSender sender,
    DormancyOptions dormancy, HubOptions options, TimeProvider real, ILogger<DormantAccounts> logger) : BackgroundService
{
    private static readonly TimeSpan Often = TimeSpan.FromHours(1);

    /// <summary>Looks at every open account once.</summary>
    public async Task CheckAsync(CancellationToken cancellation)
    {
        foreach (var accountId in DueForSomething())
        {
            if (await writes.WriteAsync(session => Check(session, accountId)))
                await changes.FollowAsync(accountId, cancellation);
        }
        directory.ReloadIfChanged();
        sender.Wake();
    }

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Often, real);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
                await TryAsync(stoppingToken);
        }
        catch (OperationCanceledException)
        {
            // The hub is stopping.
        }
    }

    private async Task TryAsync(CancellationToken stoppingToken)
    {
        try
        {
            await CheckAsync(stoppingToken);
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            LogFailed(logger, error.GetType().Name);
        }
    }

    private List<Guid> DueForSomething()
    {
        var now = real.GetUtcNow();
        using var lease = database.Read();
        using var db = lease.OpenContext();
        return [.. db.Accounts.Where(row => row.DisabledTime == null).AsEnumerable()
            .Where(row => now >= dormancy.ClosesTime(row) - dormancy.Warning)
            .Select(row => row.AccountId)];
    }

    /// <summary>Decides again in the writer. True where the account was closed.</summary>
    private bool Check(WriteSession session, Guid accountId)
    {
        using var db = session.OpenContext();
        var row = db.Accounts.AsTracking().FirstOrDefault(account => account.AccountId == accountId && account.DisabledTime == null);
        if (row is null)
            return false;
        var isLast = IsLastAdministrator(db, row);
        var isDue = session.RealTime >= dormancy.ClosesTime(row);
        if (row.DormancyToldTime is null || (isDue && isLast))
        {
            // The time to closing runs from the first word; of the last administrator there is a new one each time it is over.
            row.DormancyToldTime = session.RealTime;
            db.SaveChanges();
            Tell(session, row, isLast);
            return false;
        }
        if (!isDue)
            return false;
        AccountStandingActs.Close(row, session, AccountClosing.Dormant);
        db.SaveChanges();
        AccessDirectory.Touch(session);
        session.Audit(new AuditEntry { Act = "account.close_dormant", Actor = AuditActor.Hub, Subjects = [accountId] });
        return true;
    }

    private void Tell(WriteSession session, AccountRow row, bool isLast)
    {
        if (isLast)
        {
            session.Audit(new AuditEntry
            {
                Act = "account.close_dormant",
                Actor = AuditActor.Hub,
                Allowed = false,
                Refusal = "LAST_ADMINISTRATOR",
                Subjects = [row.AccountId],
            });
            alerts.Raise(session, new AlertDraft
            {
                Kind = AlertKind.Account,
                Addressee = AlertAddressee.PrivacyLead,
                Title = "The last administrator does not use their account",
                Text = "The account of the only administrator has not been used for a long time. It stays open, so that somebody can manage accounts. See that an "
                    + "administrator is there who works here, and have accounts that nobody needs closed.",
                AboutAccountId = row.AccountId,
            }, AuditActor.Hub);
            return;
        }
        session.Audit(new AuditEntry { Act = "account.warn_dormant", Actor = AuditActor.Hub, Subjects = [row.AccountId] });
        if (row.Email.Length > 0)
            MessageOutbox.AppendForAccount(session, DormancyMessage.For(row, dormancy.ClosesTime(row), options.HubName), DataKey.Create(), AuditActor.Hub);
    }

    private static bool IsLastAdministrator(HubDb db, AccountRow row) =>
        db.Memberships.Any(membership => membership.AccountId == row.AccountId && membership.EndedTime == null && membership.AgencyId == null
            && membership.Role == Roles.Administrator)
        && AccountRules.IsLastAdministrator(db, row);

    [LoggerMessage(Level = LogLevel.Error, Message = "Looking for accounts that nobody uses failed and is tried again: {ExceptionType}")]
    private static partial void LogFailed(ILogger logger, string exceptionType);
}
