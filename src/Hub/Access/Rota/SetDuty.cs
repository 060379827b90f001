using Mash.Hub.Calendar;
using Mash.Hub.Contacts;
using Mash.Hub.Errors;
using Mash.V1;

namespace Mash.Hub.Access.Rota;

/// <summary>Puts a manager on duty. Several may be on duty at once; one person is on duty once at a time.</summary>
internal sealed class SetDuty(AccessChange changes, AccessDirectory directory, DomainClock clock)
{
    public static readonly TimeSpan Longest = TimeSpan.FromDays(7);
    public static readonly TimeSpan Ahead = TimeSpan.FromDays(400);

    public async Task<Result<SetDutyResponse>> HandleAsync(SetDutyRequest request, Caller caller)
    {
        var violations = new List<FieldViolation>();
        if (!Guid.TryParse(request.AccountId, out var accountId) || !directory.Holders(Roles.Manager).Any(manager => manager.AccountId == accountId))
            violations.Add(new FieldViolation("account_id", "Choose a MASH manager."));
        ChangeRequests.RequireRequestId(request.RequestId, out var requestId, violations);
        var from = DutyTimes.Read("from_time", request.FromTime, violations);
        var to = DutyTimes.Read("to_time", request.ToTime, violations);
        if (from != default && to != default)
            CheckTimes(from, to, clock.GetUtcNow(), violations);
        return violations.Count > 0
            ? Problem.Invalid(violations)
            : await changes.RunAsync("rota.set", caller, requestId, request, SetDutyResponse.Parser, edit => Apply(edit, accountId, from, to));
    }

    private static void CheckTimes(DateTimeOffset from, DateTimeOffset to, DateTimeOffset now, List<FieldViolation> violations)
    {
        if (from > now + Ahead)
            violations.Add(new FieldViolation("from_time", $"The rota reaches {Ahead.Days} days ahead."));
        if (to <= from)
            violations.Add(new FieldViolation("to_time", "The end must be after the start."));
        else if (to - from > Longest)
            violations.Add(new FieldViolation("to_time", $"One duty lasts up to {Longest.Days} days."));
        else if (to <= now)
            violations.Add(new FieldViolation("to_time", "The end must be in the future."));
    }

    private static Result<SetDutyResponse> Apply(AccessEdit edit, Guid accountId, DateTimeOffset from, DateTimeOffset to)
    {
        edit.Subjects.Add(accountId);
        if (edit.Db.DutyRota.Any(row => row.AccountId == accountId && row.RemovedTime == null && row.FromTime < to && row.ToTime > from))
            return Problem.WrongState("DUTY_OVERLAPS", "This manager is on duty in part of that time already.");
        var row = new DutyRow { DutyId = Guid.CreateVersion7(), AccountId = accountId, FromTime = from, ToTime = to };
        edit.Db.DutyRota.Add(row);
        edit.Subjects.Add(row.DutyId);
        return new SetDutyResponse { DutyId = row.DutyId.ToString() };
    }
}
