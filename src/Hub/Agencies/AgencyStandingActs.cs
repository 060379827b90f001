using Mash.Hub.Access;
using Mash.Hub.Contacts;
using Mash.Hub.Errors;
using Mash.Hub.Storage;
using Mash.V1;
using Microsoft.EntityFrameworkCore;

namespace Mash.Hub.Agencies;

/// <summary>Suspends an agency at once, and lets it work again.</summary>
internal sealed class AgencyStandingActs(AgencyChange changes)
{
    public const int ReasonLimit = 500;

    public async Task<Result<SuspendAgencyResponse>> SuspendAsync(SuspendAgencyRequest request, Caller caller)
    {
        var violations = AgencyRequests.Check(request.AgencyId, request.RequestId, out var agencyId, out var requestId);
        ChangeRequests.RequireText("reason", request.Reason, 1, ReasonLimit, violations);
        if (violations.Count > 0)
            return Problem.Invalid(violations);
        return await changes.RunAsync("agency.suspend", caller, requestId, request, SuspendAgencyResponse.Parser, _ => agencyId, (db, _) =>
            Change(db, agencyId, suspended: true, request.Reason.Trim()) is { } agency ? new SuspendAgencyResponse { Agency = agency } : Problem.NotFound("agency"));
    }

    public async Task<Result<ResumeAgencyResponse>> ResumeAsync(ResumeAgencyRequest request, Caller caller)
    {
        var violations = AgencyRequests.Check(request.AgencyId, request.RequestId, out var agencyId, out var requestId);
        if (violations.Count > 0)
            return Problem.Invalid(violations);
        return await changes.RunAsync("agency.resume", caller, requestId, request, ResumeAgencyResponse.Parser, _ => agencyId, (db, _) =>
            Change(db, agencyId, suspended: false, "") is { } agency ? new ResumeAgencyResponse { Agency = agency } : Problem.NotFound("agency"));
    }

    private static Agency? Change(HubDb db, Guid agencyId, bool suspended, string reason)
    {
        var row = db.Agencies.AsTracking().FirstOrDefault(agency => agency.AgencyId == agencyId);
        if (row is null)
            return null;
        row.Suspended = suspended;
        row.SuspensionReason = reason;
        row.Version++;
        return AgencyMapping.ToProto(row, db.AgencyKeys.Where(key => key.AgencyId == agencyId).ToList());
    }
}
