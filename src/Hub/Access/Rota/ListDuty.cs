using Google.Protobuf.WellKnownTypes;
using Mash.Hub.Audit;
using Mash.Hub.Calendar;
using Mash.Hub.Errors;
using Mash.Hub.Storage;
using Mash.V1;

namespace Mash.Hub.Access.Rota;

/// <summary>Lists the rota of a stretch of time, and who is the duty manager now.</summary>
internal sealed class ListDuty(HubDatabase database, DutyRota rota, AccessDirectory directory, WriteQueue writes, DomainClock clock)
{
    public static readonly TimeSpan Longest = TimeSpan.FromDays(42);

    public async Task<Result<ListDutyResponse>> HandleAsync(ListDutyRequest request, Caller caller)
    {
        var violations = new List<FieldViolation>();
        var from = DutyTimes.Read("from_time", request.FromTime, violations);
        var to = DutyTimes.Read("to_time", request.ToTime, violations);
        if (violations.Count == 0 && (to <= from || to - from > Longest))
            violations.Add(new FieldViolation("to_time", $"Ask for up to {Longest.Days} days after the start."));
        if (violations.Count > 0)
            return Problem.Invalid(violations);

        var response = new ListDutyResponse();
        List<DutyRow> rows;
        using (var lease = database.Read())
        {
            using var db = lease.OpenContext();
            rows = [.. db.DutyRota.Where(row => row.RemovedTime == null && row.ToTime > from && row.FromTime < to)
                .OrderBy(row => row.FromTime).ThenBy(row => row.DutyId)];
            var onDuty = rota.DutyManagers(db, clock.GetUtcNow(), out var named);
            response.OnDutyNow.Add(onDuty.Select(Member));
            response.RotaNamesSomebody = named;
        }
        response.Duties.Add(rows.Select(row => new Duty
        {
            DutyId = row.DutyId.ToString(),
            AccountId = row.AccountId.ToString(),
            Name = directory.NameOf(row.AccountId),
            FromTime = row.FromTime.ToTimestamp(),
            ToTime = row.ToTime.ToTimestamp(),
        }));
        response.Managers.Add(directory.Holders(Roles.Manager).OrderBy(manager => manager.Name, StringComparer.CurrentCultureIgnoreCase).Select(Member));
        await writes.WriteAsync(session =>
        {
            session.Audit(new AuditEntry { Act = "rota.list", Actor = caller.ToActor(), Subjects = [.. rows.Select(row => row.DutyId)] });
            return true;
        });
        return response;
    }

    private static StaffMember Member(AccountStanding account) => new() { AccountId = account.AccountId.ToString(), Name = account.Name };
}
