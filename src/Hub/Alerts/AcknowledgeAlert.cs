using Mash.Hub.Access;
using Mash.Hub.Audit;
using Mash.Hub.Errors;
using Mash.Hub.Storage;
using Mash.V1;
using Microsoft.EntityFrameworkCore;

namespace Mash.Hub.Alerts;

/// <summary>Says who has taken an alert up. The first one stands.</summary>
internal sealed class AcknowledgeAlert(AlertReader reader, WriteQueue writes)
{
    public async Task<Result<AcknowledgeAlertResponse>> HandleAsync(AcknowledgeAlertRequest request, Caller caller)
    {
        var violations = new List<FieldViolation>();
        if (!Guid.TryParse(request.AlertId, out var alertId))
            violations.Add(new FieldViolation("alert_id", "Give the alert's id: a UUID as the hub answered it."));
        if (!Guid.TryParse(request.RequestId, out _))
            violations.Add(new FieldViolation("request_id", "Give a UUID of your own making."));
        if (violations.Count > 0)
            return Problem.Invalid(violations);
        return await writes.WriteAsync(session =>
        {
            using var db = session.OpenContext();
            var row = reader.To(db, caller, session.DomainTime).AsTracking().FirstOrDefault(alert => alert.AlertId == alertId);
            session.Audit(new AuditEntry
            {
                Act = "alert.acknowledge",
                Actor = caller.ToActor(),
                Allowed = row is not null,
                Refusal = row is null ? ProblemReasons.NotFound : null,
                RequestId = request.RequestId,
                Subjects = [alertId],
            });
            if (row is null)
                return (Result<AcknowledgeAlertResponse>)Problem.NotFound("alert");
            row.AcknowledgedTime ??= session.DomainTime;
            row.AcknowledgedBy ??= caller.Account!.AccountId;
            db.SaveChanges();
            return new AcknowledgeAlertResponse();
        });
    }
}
