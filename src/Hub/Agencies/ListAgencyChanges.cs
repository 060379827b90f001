using Google.Protobuf.WellKnownTypes;
using Mash.Hub.Access;
using Mash.Hub.Audit;
using Mash.Hub.Contacts;
using Mash.Hub.Errors;
using Mash.Hub.Storage;
using Mash.Hub.Storage.Keys;
using Mash.V1;

namespace Mash.Hub.Agencies;

/// <summary>Lists what was changed about an agency, newest first, by keyset.</summary>
internal sealed class ListAgencyChanges(HubDatabase database, WriteQueue writes, PageTokens tokens, KeyStore keys, AccessDirectory directory)
{
    public async Task<Result<ListAgencyChangesResponse>> HandleAsync(ListAgencyChangesRequest request, Caller caller)
    {
        var filters = new ListAgencyChangesRequest { AgencyId = request.AgencyId };
        var violations = new List<FieldViolation>();
        if (!Guid.TryParse(request.AgencyId, out var agencyId))
            violations.Add(new FieldViolation("agency_id", "Give the agency's id: a UUID."));
        if (request.PageSize is < 0 or > ListContacts.MaxPageSize)
            violations.Add(new FieldViolation("page_size", $"Ask for 1 to {ListContacts.MaxPageSize} changes."));
        var position = new PagePosition(DateTimeOffset.MaxValue.UtcTicks, Guid.AllBitsSet);
        if (request.PageToken.Length > 0 && !tokens.TryRead(request.PageToken, filters, caller, out position))
            violations.Add(new FieldViolation("page_token", "Use a token from an earlier answer with the same filters."));
        if (violations.Count > 0)
            return Problem.Invalid(violations);

        var response = Read(request, filters, agencyId, position, caller);
        await writes.WriteAsync(session =>
        {
            session.Audit(new AuditEntry
            {
                Act = "agency.list_changes",
                Actor = caller.ToActor(),
                Allowed = response is not null,
                Refusal = response is null ? ProblemReasons.NotFound : null,
                Subjects = [agencyId],
            });
            return true;
        });
        return response is null ? Problem.NotFound("agency") : response;
    }

    private ListAgencyChangesResponse? Read(ListAgencyChangesRequest request, ListAgencyChangesRequest filters, Guid agencyId, PagePosition position, Caller caller)
    {
        var size = request.PageSize == 0 ? ListContacts.DefaultPageSize : request.PageSize;
        var before = new DateTimeOffset(position.SortValue, TimeSpan.Zero);
        using var lease = database.Read();
        using var db = lease.OpenContext();
        if (!AgencyAccess.MayOpen(caller, agencyId) || !db.Agencies.Any(row => row.AgencyId == agencyId))
            return null;
        var rows = db.AgencyChanges
            .Where(row => row.AgencyId == agencyId && (row.ChangeTime < before || (row.ChangeTime == before && row.ChangeId.CompareTo(position.Id) < 0)))
            .OrderByDescending(row => row.ChangeTime).ThenByDescending(row => row.ChangeId)
            .Take(size + 1).ToList();
        var response = new ListAgencyChangesResponse();
        if (rows.Count > size)
        {
            rows.RemoveAt(size);
            response.NextPageToken = tokens.Create(new PagePosition(rows[^1].ChangeTime.UtcTicks, rows[^1].ChangeId), filters, caller);
        }
        response.Changes.Add(rows.Select(row => Open(row)));
        return response;
    }

    private V1.AgencyChange Open(AgencyChangeRow row)
    {
        var change = keys.Find(row.KeyId) is { } key ? Sealer.Open(key, RecordKind.AgencyChange, row.ChangeId, 1, row.Sealed, V1.AgencyChange.Parser) : new V1.AgencyChange();
        change.ChangeTime = row.ChangeTime.ToTimestamp();
        change.ByName = directory.NameOf(row.AccountId);
        change.ByAgency = row.ByAgency;
        return change;
    }
}
