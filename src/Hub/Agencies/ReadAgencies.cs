using Mash.Hub.Access;
using Mash.Hub.Audit;
using Mash.Hub.Calendar;
using Mash.Hub.Contacts;
using Mash.Hub.Errors;
using Mash.Hub.Storage;
using Mash.Hub.Storage.Keys;
using Mash.V1;

namespace Mash.Hub.Agencies;

/// <summary>Reads agencies: administrators all, an agency its own row.</summary>
internal sealed class ReadAgencies(HubDatabase database, WriteQueue writes, PageTokens tokens, KeyStore keyStore, DomainClock clock, HubOptions options)
{
    private const int NameFilterLimit = 100;

    public async Task<Result<GetAgencyResponse>> GetAsync(GetAgencyRequest request, Caller caller)
    {
        if (!Guid.TryParse(request.AgencyId, out var agencyId))
            return Problem.Invalid("agency_id", "Give the agency's id: a UUID.");
        Agency? agency;
        using (var lease = database.Read())
        {
            using var db = lease.OpenContext();
            var row = db.Agencies.FirstOrDefault(row => row.AgencyId == agencyId);
            var keys = db.AgencyKeys.Where(key => key.AgencyId == agencyId).ToList();
            agency = row is null || !AgencyAccess.MayOpen(caller, agencyId) ? null : WithContacts(AgencyMapping.ToProto(row, keys, Today), row);
        }
        await RecordAsync("agency.view", caller, agency is not null, [agencyId]);
        return agency is null ? Problem.NotFound("agency") : new GetAgencyResponse
        {
            Agency = agency,
            Issuer = options.Access.AgencyAuthority.ToString().TrimEnd('/'),
            HubAddress = options.PublicAddress?.ToString().TrimEnd('/') ?? "",
        };
    }

    private DateOnly Today => UkTime.DateOf(clock.GetUtcNow());

    private Agency WithContacts(Agency agency, AgencyRow row)
    {
        if (row is { KeyId: { } keyId, Contacts: { } bytes } && keyStore.Find(keyId) is { } key)
            agency.Contacts.Add(Sealer.Open(key, RecordKind.AgencyContacts, row.AgencyId, row.ContactsVersion, bytes, Agency.Parser).Contacts);
        return agency;
    }

    public async Task<Result<ListAgenciesResponse>> ListAsync(ListAgenciesRequest request, Caller caller)
    {
        var filters = new ListAgenciesRequest { NameContains = request.NameContains };
        var violations = new List<FieldViolation>();
        if (request.PageSize is < 0 or > ListContacts.MaxPageSize)
            violations.Add(new FieldViolation("page_size", $"Ask for 1 to {ListContacts.MaxPageSize} agencies."));
        if (request.NameContains.Length > NameFilterLimit)
            violations.Add(new FieldViolation("name_contains", $"Give at most {NameFilterLimit} characters."));
        var position = default(PagePosition);
        if (request.PageToken.Length > 0 && !tokens.TryRead(request.PageToken, filters, caller, out position))
            violations.Add(new FieldViolation("page_token", "Use a token from an earlier answer with the same filters."));
        if (violations.Count > 0)
            return Problem.Invalid(violations);

        var response = Read(request, filters, (int)position.SortValue, caller);
        await RecordAsync("agency.list", caller, allowed: true, [.. response.Agencies.Select(agency => Guid.Parse(agency.AgencyId))]);
        return response;
    }

    /// <summary>Agencies are some hundreds at the most: the token holds how many were shown.</summary>
    private ListAgenciesResponse Read(ListAgenciesRequest request, ListAgenciesRequest filters, int skip, Caller caller)
    {
        var size = request.PageSize == 0 ? ListContacts.DefaultPageSize : request.PageSize;
        using var lease = database.Read();
        using var db = lease.OpenContext();
        var rows = db.Agencies.AsEnumerable()
            .Where(row => row.Name.Contains(request.NameContains.Trim(), StringComparison.CurrentCultureIgnoreCase))
            .OrderBy(row => row.Name, StringComparer.OrdinalIgnoreCase)
            .Skip(skip).Take(size + 1).ToList();
        var more = rows.Count > size;
        if (more)
            rows.RemoveAt(size);
        var ids = rows.Select(row => row.AgencyId).ToList();
        var keys = db.AgencyKeys.Where(key => ids.Contains(key.AgencyId)).ToLookup(key => key.AgencyId);
        var response = new ListAgenciesResponse { NextPageToken = more ? tokens.Create(new PagePosition(skip + size, Guid.Empty), filters, caller) : "" };
        response.Agencies.Add(rows.Select(row => AgencyMapping.ToProto(row, keys[row.AgencyId], Today)));
        return response;
    }

    private Task<bool> RecordAsync(string act, Caller caller, bool allowed, IReadOnlyList<Guid> agencies) => writes.WriteAsync(session =>
    {
        session.Audit(new AuditEntry { Act = act, Actor = caller.ToActor(), Allowed = allowed, Refusal = allowed ? null : ProblemReasons.NotFound, Subjects = agencies });
        return true;
    });
}
