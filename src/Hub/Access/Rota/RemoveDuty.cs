using Mash.Hub.Contacts;
using Mash.Hub.Errors;
using Mash.V1;
using Microsoft.EntityFrameworkCore;

namespace Mash.Hub.Access.Rota;

/// <summary>Takes a duty off the rota. What was served stays: a running duty ends now, only one to come disappears.</summary>
internal sealed class RemoveDuty(AccessChange changes)
{
    public async Task<Result<RemoveDutyResponse>> HandleAsync(RemoveDutyRequest request, Caller caller)
    {
        var violations = new List<FieldViolation>();
        if (!Guid.TryParse(request.DutyId, out var dutyId))
            violations.Add(new FieldViolation("duty_id", "Give the duty's id: a UUID as the hub answered it."));
        ChangeRequests.RequireRequestId(request.RequestId, out var requestId, violations);
        return violations.Count > 0
            ? Problem.Invalid(violations)
            : await changes.RunAsync("rota.remove", caller, requestId, request, RemoveDutyResponse.Parser, edit => Apply(edit, dutyId));
    }

    private static Result<RemoveDutyResponse> Apply(AccessEdit edit, Guid dutyId)
    {
        edit.Subjects.Add(dutyId);
        var now = edit.Session.DomainTime;
        var row = edit.Db.DutyRota.AsTracking().FirstOrDefault(duty => duty.DutyId == dutyId && duty.RemovedTime == null);
        if (row is null)
            return Problem.NotFound("duty");
        edit.Subjects.Add(row.AccountId);
        if (row.ToTime <= now)
            return Problem.WrongState("DUTY_IS_OVER", "This duty is over. What was served stays on the rota.");
        if (row.FromTime < now)
            row.ToTime = now;
        else
            row.RemovedTime = now;
        return new RemoveDutyResponse();
    }
}
