using Mash.Hub.Access;
using Mash.Hub.Audit;
using Mash.Hub.Errors;
using Mash.Hub.Storage;
using Mash.V1;

namespace Mash.Hub.UnusualAccess.Review;

/// <summary>Reads one finding with its evidence. The read is on the record before the answer leaves.</summary>
internal sealed class GetFinding(HubDatabase database, FindingReader reader, WriteQueue writes)
{
    public async Task<Result<GetFindingResponse>> HandleAsync(GetFindingRequest request, Caller caller)
    {
        if (!Guid.TryParse(request.FindingId, out var findingId))
            return Problem.Invalid("finding_id", "Give the finding's id: a UUID as the hub answered it.");
        FindingRow? row;
        using (var lease = database.Read())
        {
            using var db = lease.OpenContext();
            row = FindingReader.To(db, caller).FirstOrDefault(finding => finding.FindingId == findingId);
        }
        await writes.WriteAsync(session =>
        {
            session.Audit(new AuditEntry
            {
                Act = "finding.view",
                Actor = caller.ToActor(),
                Allowed = row is not null,
                Refusal = row is null ? ProblemReasons.NotFound : null,
                Subjects = [findingId],
            });
            return true;
        });
        if (row is null)
            return Problem.NotFound("finding");
        var finding = reader.Open(row);
        finding.Evidence.Add(reader.Evidence(findingId));
        return new GetFindingResponse { Finding = finding };
    }
}
