using Mash.Hub.Access;
using Mash.Hub.Audit;
using Mash.Hub.Calendar;
using Mash.Hub.Contacts;
using Mash.Hub.Errors;
using Mash.Hub.Storage;
using Mash.V1;

namespace Mash.Hub.Alerts;

/// <summary>Lists alerts to the caller, newest first, by keyset. One leaf names what was shown.</summary>
internal sealed class ListAlerts(HubDatabase database, AlertReader reader, WriteQueue writes, DomainClock clock, PageTokens tokens)
{
    public async Task<Result<ListAlertsResponse>> HandleAsync(ListAlertsRequest request, Caller caller)
    {
        var filters = new ListAlertsRequest { OpenOnly = request.OpenOnly };
        var violations = new List<FieldViolation>();
        var page = tokens.Read(request.PageSize, request.PageToken, filters, caller, violations);
        if (violations.Count > 0)
            return Problem.Invalid(violations);

        var response = new ListAlertsResponse();
        List<AlertRow> rows;
        using (var lease = database.Read())
        {
            using var db = lease.OpenContext();
            var mine = reader.To(db, caller, clock.GetUtcNow());
            response.OpenCount = mine.Count(row => row.AcknowledgedTime == null);
            var asked = request.OpenOnly ? mine.Where(row => row.AcknowledgedTime == null) : mine;
            if (page.After is { } at)
            {
                var instant = new DateTimeOffset(at.SortValue, TimeSpan.Zero);
                asked = asked.Where(row => row.CreatedTime < instant || (row.CreatedTime == instant && row.AlertId.CompareTo(at.Id) < 0));
            }
            rows = [.. asked.OrderByDescending(row => row.CreatedTime).ThenByDescending(row => row.AlertId).Take(page.Size + 1)];
            response.NextPageToken = tokens.Cut(rows, page, row => new PagePosition(row.CreatedTime.UtcTicks, row.AlertId), filters, caller);
            response.Alerts.Add(rows.Select(row => reader.Open(db, row, caller)));
        }
        await writes.WriteAsync(session =>
        {
            session.Audit(new AuditEntry { Act = "alert.list", Actor = caller.ToActor(), Subjects = [.. rows.Select(row => row.ContactId ?? row.AlertId).Distinct()] });
            return true;
        });
        return response;
    }
}
