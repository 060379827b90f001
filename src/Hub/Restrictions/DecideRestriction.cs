using Mash.Hub.Access;
using Mash.Hub.Contacts;
using Mash.Hub.Errors;
using Mash.V1;

namespace Mash.Hub.Restrictions;

/// <summary>Decides a restriction that was asked for, or the lifting of one: never by whoever asked.</summary>
internal sealed class DecideRestriction(RestrictionChange changes)
{
    public async Task<Result<DecideRestrictionResponse>> HandleAsync(DecideRestrictionRequest request, Caller caller)
    {
        var violations = RestrictionRequests.Check(request.RestrictionId, request.RequestId, request.Reason, out var restrictionId, out var requestId);
        if (violations.Count > 0)
            return Problem.Invalid(violations);
        return await changes.RunAsync("restriction.decide", caller, requestId, restrictionId, request, DecideRestrictionResponse.Parser, edit => Apply(edit, request));
    }

    private static Result<DecideRestrictionResponse> Apply(RestrictionEdit edit, DecideRestrictionRequest request)
    {
        if (RestrictionRules.AgainstDeciding(edit.Row, edit.Caller) is { } problem)
            return problem;
        var row = edit.Row;
        var lifting = row.State == RestrictionState.LiftRequested;
        edit.Say((lifting, request.Approve) switch
        {
            (false, true) => "Approved",
            (false, false) => "Refused",
            (true, true) => "Lifted",
            (true, false) => "Kept: not lifted",
        }, request.Reason);
        if (request.Approve == lifting)
        {
            RestrictionStore.End(edit.Session, edit.Db, row, lifting ? RestrictionState.Lifted : RestrictionState.Refused, edit.Me);
        }
        else
        {
            row.State = RestrictionState.Active;
            row.LiftRequestedBy = null;
            RestrictionStore.StartReview(edit.Session, row);
            // The privacy lead decides without seeing what it is about.
            if (!lifting && edit.Caller.HasRole(Roles.Manager))
                edit.Name(edit.Me);
        }
        return new DecideRestrictionResponse { State = EnumNames<RestrictionState, V1.RestrictionState>.Of(row.State) };
    }
}
