using Mash.Hub.Access;
using Mash.Hub.Audit;
using Mash.Hub.Calendar;
using Mash.Hub.Contacts;
using Mash.Hub.Errors;
using Mash.Hub.Storage;
using Mash.V1;
using Microsoft.EntityFrameworkCore;

namespace Mash.Hub.Restrictions;

/// <summary>Reads one restriction, and lists them, newest first. What was shown is on the record before it leaves.</summary>
internal sealed class ReadRestrictions(HubDatabase database, RestrictionReader reader, WriteQueue writes, DomainClock clock, PageTokens tokens)
{
    public async Task<Result<GetRestrictionResponse>> GetAsync(GetRestrictionRequest request, Caller caller)
    {
        if (!Guid.TryParse(request.RestrictionId, out var id))
            return Problem.Invalid("restriction_id", "Give the restriction's id: a UUID as the hub answered it.");
        var response = Get(id, caller);
        await RecordAsync("restriction.view", caller, [id], allowed: response is not null);
        return response is null ? Problem.NotFound("restriction") : response;
    }

    public async Task<Result<ListRestrictionsResponse>> ListAsync(ListRestrictionsRequest request, Caller caller)
    {
        var filters = new ListRestrictionsRequest { WaitingOnly = request.WaitingOnly };
        var violations = new List<FieldViolation>();
        var page = tokens.Read(request.PageSize, request.PageToken, filters, caller, violations);
        if (violations.Count > 0)
            return Problem.Invalid(violations);
        var response = List(request, filters, caller, page);
        await RecordAsync("restriction.list", caller, [.. response.Restrictions.Select(restriction => Guid.Parse(restriction.RestrictionId))], allowed: true);
        return response;
    }

    public async Task<ListStaffResponse> ListStaffAsync(Caller caller)
    {
        var response = new ListStaffResponse();
        response.Staff.Add(reader.Colleagues(caller));
        await RecordAsync("restriction.list_staff", caller, [.. response.Staff.Select(person => Guid.Parse(person.AccountId))], allowed: true);
        return response;
    }

    private GetRestrictionResponse? Get(Guid id, Caller caller)
    {
        using var lease = database.Read();
        using var db = lease.OpenContext();
        if (RestrictionReader.Known(db, caller).FirstOrDefault(known => known.RestrictionId == id) is not { } row)
            return null;
        var restriction = reader.Compose(db, row, caller, clock.GetUtcNow());
        reader.AddDetails(db, restriction, row, caller);
        var response = new GetRestrictionResponse { Restriction = restriction };
        response.Candidates.Add(reader.Candidates(restriction, row, caller));
        return response;
    }

    private ListRestrictionsResponse List(ListRestrictionsRequest request, ListRestrictionsRequest filters, Caller caller, PageRequest page)
    {
        var now = clock.GetUtcNow();
        using var lease = database.Read();
        using var db = lease.OpenContext();
        var asked = RestrictionReader.Known(db, caller);
        if (request.WaitingOnly)
        {
            asked = asked.Where(row => row.State == RestrictionState.Requested || row.State == RestrictionState.LiftRequested
                || (row.State == RestrictionState.Active && row.ReviewDueTime <= now));
        }
        if (page.After is { } at)
        {
            var instant = new DateTimeOffset(at.SortValue, TimeSpan.Zero);
            asked = asked.Where(row => row.RequestedTime < instant || (row.RequestedTime == instant && row.RestrictionId.CompareTo(at.Id) < 0));
        }
        var rows = asked.OrderByDescending(row => row.RequestedTime).ThenByDescending(row => row.RestrictionId).Take(page.Size + 1).ToList();
        var response = new ListRestrictionsResponse
        {
            NextPageToken = tokens.Cut(rows, page, row => new PagePosition(row.RequestedTime.UtcTicks, row.RestrictionId), filters, caller),
        };
        response.Restrictions.Add(rows.Select(row => reader.Compose(db, row, caller, now)));
        return response;
    }

    private Task<bool> RecordAsync(string act, Caller caller, IReadOnlyList<Guid> subjects, bool allowed) => writes.WriteAsync(session =>
    {
        session.Audit(new AuditEntry { Act = act, Actor = caller.ToActor(), Subjects = subjects, Allowed = allowed, Refusal = allowed ? null : ProblemReasons.NotFound });
        return true;
    });
}
