using System.Security.Cryptography;
using Mash.Hub.Access;
using Mash.Hub.Access.Interests;
using Mash.Hub.Audit;
using Mash.Hub.Contacts;
using Mash.Hub.Errors;
using Mash.Hub.Restrictions;
using Mash.Hub.Storage;
using Mash.Hub.Storage.Keys;
using Mash.V1;
using Microsoft.EntityFrameworkCore;

namespace Mash.Hub.BreakGlass;

/// <summary>
/// Closes the review of an emergency access with an outcome; one that is still open ends with it. An access to a contact in which the reviewer has an
/// interest is not there for them.
/// </summary>
internal sealed class ReviewBreakGlass(WriteQueue writes, KeyRing ring, KeyStore keys, RestrictionDirectory directory, ConflictDirectory conflicts)
{
    private const string Act = "break_glass.review";

    public async Task<Result<ReviewBreakGlassResponse>> HandleAsync(ReviewBreakGlassRequest request, Caller caller)
    {
        var violations = new List<FieldViolation>();
        if (!Guid.TryParse(request.BreakGlassId, out var id))
            violations.Add(new FieldViolation("break_glass_id", "Give the id: a UUID as the hub answered it."));
        if (!EnumNames<V1.BreakGlassOutcome, BreakGlassOutcome>.TryOf(request.Outcome, out var outcome))
            violations.Add(new FieldViolation("outcome", "Say what you found."));
        ChangeRequests.RequireText("words", request.Words, RestrictionRequests.MinReason, RestrictionRequests.MaxReason, violations);
        ChangeRequests.RequireRequestId(request.RequestId, out var requestId, violations);
        if (violations.Count > 0)
            return Problem.Invalid(violations);
        var once = new RequestOnce(ring, caller, Act, requestId, request);
        var result = await writes.WriteAsync(session =>
        {
            using var db = session.OpenContext();
            if (once.TryFind(db, ReviewBreakGlassResponse.Parser, out var answer))
            {
                if (!answer.Value.IsSuccess)
                    session.Audit(Entry(request, caller, [id]) with { Allowed = false, Refusal = answer.Value.Problem.Reason });
                return answer.Value;
            }
            var row = db.BreakGlass.AsTracking().FirstOrDefault(access => access.BreakGlassId == id);
            var hidden = row is { ContactId: { } about } && row.AccountId != caller.Account!.AccountId && conflicts.HiddenFrom(caller).Contains(about);
            var problem = row is null || hidden ? Problem.NotFound("emergency access")
                : row.Outcome is not null ? Problem.WrongState("ALREADY_REVIEWED", "Somebody has reviewed this already.")
                : SeparationOfDuties.Check(SeparationOfDuties.NobodyReviewsOwnAccess, row.AccountId, caller);
            IReadOnlyList<Guid> subjects = row?.ContactId is { } contact ? [contact, id] : [id];
            if (problem is not null)
            {
                session.Audit(Entry(request, caller, subjects) with { Allowed = false, Refusal = problem.Reason });
                return (Result<ReviewBreakGlassResponse>)problem;
            }
            row!.Outcome = outcome;
            row.ReviewedBy = caller.Account!.AccountId;
            row.ReviewedTime = session.DomainTime;
            row.Review = Sealer.Seal(keys.Get(row.KeyId), RecordKind.BreakGlassReview, id, 1, new V1.BreakGlass { ReviewWords = request.Words.Trim() });
            if (row.ClosedTime is null && row.ExpireTime > session.RealTime)
                row.ClosedTime = session.RealTime;
            var response = new ReviewBreakGlassResponse();
            once.Remember(db, response, session.RealTime);
            db.SaveChanges();
            RestrictionDirectory.Touch(session);
            session.Audit(Entry(request, caller, subjects) with { Records = [new RecordVersion(id, 1, SHA256.HashData(row.Review))] });
            return response;
        });
        directory.Reload();
        return result;
    }

    private static AuditEntry Entry(ReviewBreakGlassRequest request, Caller caller, IReadOnlyList<Guid> subjects) => new()
    {
        Act = Act,
        Actor = caller.ToActor(),
        RequestId = request.RequestId,
        Subjects = subjects,
    };
}
