using System.Security.Cryptography;
using Mash.Hub.Access;
using Mash.Hub.Audit;
using Mash.Hub.Contacts;
using Mash.Hub.Errors;
using Mash.Hub.Storage;
using Mash.Hub.Storage.Keys;
using Mash.V1;
using Microsoft.EntityFrameworkCore;

namespace Mash.Hub.UnusualAccess.Review;

/// <summary>Records what a review found. A finding is closed once; what comes after makes a new one.</summary>
internal sealed class CloseFinding(WriteQueue writes, FindingReader reader, KeyStore keys, KeyRing ring)
{
    public const int LeastWords = 10;
    public const int MostWords = 2000;

    public async Task<Result<CloseFindingResponse>> HandleAsync(CloseFindingRequest request, Caller caller)
    {
        var violations = new List<FieldViolation>();
        if (!Guid.TryParse(request.FindingId, out var findingId))
            violations.Add(new FieldViolation("finding_id", "Give the finding's id: a UUID as the hub answered it."));
        ChangeRequests.RequireRequestId(request.RequestId, out var requestId, violations);
        Etags.Require(request.Etag, violations);
        if (!EnumNames<V1.FindingOutcome, FindingOutcome>.TryOf(request.Outcome, out var outcome))
            violations.Add(new FieldViolation("outcome", "Say what the review found."));
        ChangeRequests.RequireText("words", request.Words, LeastWords, MostWords, violations);
        if (violations.Count > 0)
            return Problem.Invalid(violations);

        var once = new RequestOnce(ring, caller, "finding.close", requestId, request);
        return await writes.WriteAsync(session =>
        {
            using var db = session.OpenContext();
            if (!once.TryFind(db, CloseFindingResponse.Parser, out var answer))
                answer = Close(session, db, findingId, outcome, request, caller, once);
            else if (answer.Value.IsSuccess)
                return answer.Value;
            if (!answer.Value.IsSuccess)
                session.Audit(Entry(request, caller, findingId) with { Allowed = false, Refusal = answer.Value.Problem.Reason });
            return answer.Value;
        });
    }

    private Result<CloseFindingResponse> Close(
        WriteSession session, HubDb db, Guid findingId, FindingOutcome outcome, CloseFindingRequest request, Caller caller, RequestOnce once)
    {
        var row = FindingReader.To(db, caller).AsTracking().FirstOrDefault(finding => finding.FindingId == findingId);
        if (row is null)
            return Problem.NotFound("finding");
        if (row.State == FindingState.Closed)
            return Problem.WrongState("FINDING_CLOSED", "Somebody has reviewed this finding already.");
        if (request.Etag != Etags.Of(row.Version))
            return Problem.Stale();
        var content = reader.ContentOf(row);
        content.ClosingWords = request.Words.Trim();
        row.State = FindingState.Closed;
        row.Outcome = outcome;
        row.ClosedBy = caller.Account!.AccountId;
        row.ClosedTime = session.DomainTime;
        row.Version++;
        row.Sealed = Sealer.Seal(keys.Get(row.KeyId), RecordKind.Finding, row.FindingId, row.Version, content);
        var answer = new CloseFindingResponse { Etag = Etags.Of(row.Version) };
        once.Remember(db, answer, session.RealTime);
        db.SaveChanges();
        session.Audit(Entry(request, caller, findingId) with
        {
            Purpose = outcome.ToString(),
            Records = [new RecordVersion(row.FindingId, row.Version, SHA256.HashData(row.Sealed))],
        });
        return answer;
    }

    private static AuditEntry Entry(CloseFindingRequest request, Caller caller, Guid findingId) => new()
    {
        Act = "finding.close",
        Actor = caller.ToActor(),
        RequestId = request.RequestId,
        Subjects = [findingId],
    };
}
