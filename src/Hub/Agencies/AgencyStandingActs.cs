using Mash.Hub.Access;
using Mash.Hub.Contacts;
using Mash.Hub.Errors;
using Mash.V1;

namespace Mash.Hub.Agencies;

/// <summary>Suspends an agency at once, lets it work again, and ends its registration.</summary>
internal sealed class AgencyStandingActs(AgencyChange changes)
{
    public const int ReasonLimit = 500;

    public async Task<Result<SuspendAgencyResponse>> SuspendAsync(SuspendAgencyRequest request, Caller caller)
    {
        var violations = AgencyRequests.Check(request.AgencyId, request.RequestId, out var agencyId, out var requestId);
        ChangeRequests.RequireText("reason", request.Reason, 1, ReasonLimit, violations);
        if (violations.Count > 0)
            return Problem.Invalid(violations);
        return await changes.RunAsync("agency.suspend", caller, requestId, request, SuspendAgencyResponse.Parser, _ => agencyId, edit =>
            Change(edit, agencyId, suspended: true, request.Reason.Trim()) is { } agency ? new SuspendAgencyResponse { Agency = agency } : Problem.NotFound("agency"));
    }

    public async Task<Result<ResumeAgencyResponse>> ResumeAsync(ResumeAgencyRequest request, Caller caller)
    {
        var violations = AgencyRequests.Check(request.AgencyId, request.RequestId, out var agencyId, out var requestId);
        if (request.Reason.Length > 0)
            ChangeRequests.RequireText("reason", request.Reason, 1, ReasonLimit, violations);
        if (violations.Count > 0)
            return Problem.Invalid(violations);
        return await changes.RunAsync("agency.resume", caller, requestId, request, ResumeAgencyResponse.Parser, _ => agencyId, edit =>
            Change(edit, agencyId, suspended: false, request.Reason.Trim()) is { } agency ? new ResumeAgencyResponse { Agency = agency } : Problem.NotFound("agency"));
    }

    public async Task<Result<CompleteRegistrationResponse>> CompleteAsync(CompleteRegistrationRequest request, Caller caller)
    {
        var violations = AgencyRequests.Check(request.AgencyId, request.RequestId, request.Etag, out var agencyId, out var requestId);
        if (violations.Count > 0)
            return Problem.Invalid(violations);
        return await changes.RunAsync("agency.complete_registration", caller, requestId, request, CompleteRegistrationResponse.Parser, _ => agencyId, edit =>
        {
            if (AgencyDetailActs.Stale(edit, agencyId, request.Etag, out var row) is { } problem)
                return problem;
            var missing = Missing(row!).ToList();
            if (missing.Count > 0)
                return Incomplete(missing);
            row!.Registering = false;
            edit.Note(row, "Registration completed.");
            return new CompleteRegistrationResponse { Agency = edit.Show(row) };
        });
    }

    /// <summary>Parts of a registration that must be there before an agency works. Keys may follow.</summary>
    private static IEnumerable<string> Missing(AgencyRow row)
    {
        if (row.Telephone.Length == 0 || row.Contacts is null)
            yield return "contacts";
        if (row.Scopes.Length == 0 || row.SourceCodes.Length == 0)
            yield return "access";
        if (row.Kind != AgencyKind.Hub && (row.AgreementReference.Length == 0 || row.AgreementFrom is null || row.AgreementTo is null))
            yield return "agreement";
    }

    private static Problem Incomplete(List<string> missing) => Problem.WrongState("REGISTRATION_INCOMPLETE", $"Still missing: {string.Join(", ", missing)}.") with
    {
        Metadata = new Dictionary<string, string> { ["missing"] = string.Join(' ', missing) },
    };

    private static Agency? Change(AgencyEdit edit, Guid agencyId, bool suspended, string reason)
    {
        if (edit.Find(agencyId) is not { } row)
            return null;
        row.Suspended = suspended;
        row.SuspensionReason = suspended ? reason : "";
        edit.Note(row, $"{(suspended ? "Suspended" : "Resumed")}.{(reason.Length == 0 ? "" : $" {reason}")}");
        return edit.Show(row);
    }
}
