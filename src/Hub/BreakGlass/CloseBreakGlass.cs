using Mash.Hub.Access;
using Mash.Hub.Audit;
using Mash.Hub.Contacts;
using Mash.Hub.Errors;
using Mash.Hub.Restrictions;
using Mash.Hub.Storage;
using Mash.V1;
using Microsoft.EntityFrameworkCore;

namespace Mash.Hub.BreakGlass;

/// <summary>Ends one's own emergency access at once. Doing it twice, or after its time, is no error.</summary>
internal sealed class CloseBreakGlass(WriteQueue writes, RestrictionDirectory directory)
{
    public async Task<Result<CloseBreakGlassResponse>> HandleAsync(CloseBreakGlassRequest request, Caller caller)
    {
        var violations = new List<FieldViolation>();
        if (!Guid.TryParse(request.BreakGlassId, out var id))
            violations.Add(new FieldViolation("break_glass_id", "Give the id: a UUID as the hub answered it."));
        ChangeRequests.RequireRequestId(request.RequestId, out _, violations);
        if (violations.Count > 0)
            return Problem.Invalid(violations);
        var result = await writes.WriteAsync(session =>
        {
            using var db = session.OpenContext();
            var row = db.BreakGlass.AsTracking().FirstOrDefault(open => open.BreakGlassId == id && open.AccountId == caller.Account!.AccountId);
            session.Audit(new AuditEntry
            {
                Act = "break_glass.close",
                Actor = caller.ToActor(),
                RequestId = request.RequestId,
                Subjects = row?.ContactId is { } contact ? [contact, id] : [id],
                Allowed = row is not null,
                Refusal = row is null ? ProblemReasons.NotFound : null,
            });
            if (row is null)
                return (Result<CloseBreakGlassResponse>)Problem.NotFound("emergency access");
            if (row.ClosedTime is null && row.ExpireTime > session.RealTime)
                row.ClosedTime = session.RealTime;
            db.SaveChanges();
            RestrictionDirectory.Touch(session);
            return new CloseBreakGlassResponse();
        });
        directory.Reload();
        return result;
    }
}
