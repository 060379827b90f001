using Mash.Hub.Access;
using Mash.Hub.Contacts;
using Mash.Hub.Errors;
using Mash.V1;

namespace Mash.Hub.Restrictions;

/// <summary>The 90-day review: keep, or propose to lift, which another person decides. Until then it stays in force.</summary>
internal sealed class ReviewRestriction(RestrictionChange changes)
{
    public async Task<Result<ReviewRestrictionResponse>> HandleAsync(ReviewRestrictionRequest request, Caller caller)
    {
        var violations = RestrictionRequests.Check(request.RestrictionId, request.RequestId, request.Reason, out var restrictionId, out var requestId);
        if (request.Result is not (ReviewResult.Keep or ReviewResult.Lift))
            violations.Add(new FieldViolation("result", "Say whether to keep it or to lift it."));
        if (violations.Count > 0)
            return Problem.Invalid(violations);
        return await changes.RunAsync("restriction.review", caller, requestId, restrictionId, request, ReviewRestrictionResponse.Parser, edit => Apply(edit, request));
    }

    private Result<ReviewRestrictionResponse> Apply(RestrictionEdit edit, ReviewRestrictionRequest request)
    {
        if (RestrictionRules.AgainstManaging(edit.Row, edit.Caller) is { } problem)
            return problem;
        var row = edit.Row;
        if (row.State != RestrictionState.Active)
            return Problem.WrongState("WRONG_STATE", "Somebody must decide what waits before this is reviewed.");
        if (request.Result == ReviewResult.Keep)
        {
            edit.Say("Reviewed: kept", request.Reason);
            RestrictionStore.StartReview(edit.Session, row);
        }
        else
        {
            edit.Say("Reviewed: to be lifted", request.Reason);
            row.State = RestrictionState.LiftRequested;
            row.LiftRequestedBy = edit.Me;
            changes.Tell(
                edit.Session, row, edit.Caller, "The end of a restriction waits for a decision",
                $"{edit.Caller.Account!.Name} proposes to lift a restriction ({RestrictionWords.Of(row.Label)}). Another person agrees or keeps it. Until then it stays in force.");
        }
        return new ReviewRestrictionResponse { State = EnumNames<RestrictionState, V1.RestrictionState>.Of(row.State) };
    }
}
