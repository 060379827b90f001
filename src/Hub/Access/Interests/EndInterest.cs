using Mash.Hub.Contacts;
using Mash.Hub.Errors;
using Mash.Hub.Storage;
using Mash.V1;
using Microsoft.EntityFrameworkCore;

namespace Mash.Hub.Access.Interests;

/// <summary>Ends an interest: a privacy lead does, never the person whose it is. The contacts that it alone hid can be seen again.</summary>
internal sealed class EndInterest(AccessChange changes, ConflictDirectory conflicts)
{
    public const int ReasonLimit = 500;

    public async Task<Result<EndInterestResponse>> HandleAsync(EndInterestRequest request, Caller caller)
    {
        var violations = new List<FieldViolation>();
        if (!Guid.TryParse(request.InterestId, out var interestId))
            violations.Add(new FieldViolation("interest_id", "Give the interest's id: a UUID as the hub answered it."));
        ChangeRequests.RequireText("reason", request.Reason, 1, ReasonLimit, violations);
        ChangeRequests.RequireRequestId(request.RequestId, out var requestId, violations);
        if (violations.Count > 0)
            return Problem.Invalid(violations);
        var result = await changes.RunAsync("interest.end", caller, requestId, request, EndInterestResponse.Parser, edit => Apply(edit, interestId, caller));
        conflicts.Reload();
        return result;
    }

    private static Result<EndInterestResponse> Apply(AccessEdit edit, Guid interestId, Caller caller)
    {
        edit.Subjects.Add(interestId);
        var row = edit.Db.Interests.AsTracking().FirstOrDefault(interest => interest.InterestId == interestId && interest.EndedTime == null);
        if (row is null)
            return Problem.NotFound("interest");
        if (SeparationOfDuties.Check(SeparationOfDuties.NobodyEndsOwnInterest, row.AccountId, caller) is { } problem)
            return problem;
        edit.Subjects.Add(row.AccountId);
        row.EndedTime = edit.Session.DomainTime;
        row.EndedByAccountId = caller.Account!.AccountId;
        edit.AfterSave = () => ConflictDirectory.Touch(edit.Session);
        return new EndInterestResponse();
    }
}
