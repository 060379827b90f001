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
    public const int DefaultPageSize = 50;
    public const int MaxPageSize = 200;

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
        PagePosition? position = null;
        if (request.PageSize is < 0 or > MaxPageSize)
            violations.Add(new FieldViolation("page_size", $"Ask for 1 to {MaxPageSize} rows."));
        if (request.PageToken.Length > 0)
        {
            if (tokens.TryRead(request.PageToken, filters, caller, out var read))
                position = read;
            else
                violations.Add(new FieldViolation("page_token", "Use a token from an earlier answer with the same filters."));
        }
        if (violations.Count > 0)
            return Problem.Invalid(violations);
        var response = List(request, filters, caller, position);
        await RecordAsync("restriction.list", caller, [.. response.Restrictions.Select(restriction => Guid.Parse(restriction.RestrictionId))], allowed: true);
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

    private ListRestrictionsResponse List(ListRestrictionsRequest request, ListRestrictionsRequest filters, Caller caller, PagePosition? position)
    {
        var now = clock.GetUtcNow();
        var size = request.PageSize == 0 ? DefaultPageSize : request.PageSize;
        using var lease = database.Read();
        using var db = lease.OpenContext();
        var asked = RestrictionReader.Known(db, caller);
        if (request.WaitingOnly)
        {
            asked = asked.Where(row => row.State == RestrictionState.Requested || row.State == RestrictionState.LiftRequested
                || (row.State == RestrictionState.Active && row.ReviewDueTime <= now));
        }
        if (position is { } at)
        {
            var instant = new DateTimeOffset(at.SortValue, TimeSpan.Zero);
            asked = asked.Where(row => row.RequestedTime < instant || (row.RequestedTime == instant && row.RestrictionId.CompareTo(at.Id) < 0));
        }
        var rows = asked.OrderByDescending(row => row.RequestedTime).ThenByDescending(row => row.RestrictionId).Take(size + 1).ToList();
        var response = new ListRestrictionsResponse();
        if (rows.Count > size)
        {
            rows.RemoveAt(size);
            response.NextPageToken = tokens.Create(new PagePosition(rows[^1].RequestedTime.UtcTicks, rows[^1].RestrictionId), filters, caller);
        }
        response.Restrictions.Add(rows.Select(row => reader.Compose(db, row, caller, now)));
        return response;
    }

    private Task<bool> RecordAsync(string act, Caller caller, IReadOnlyList<Guid> subjects, bool allowed) => writes.WriteAsync(session =>
    {
        session.Audit(new AuditEntry { Act = act, Actor = caller.ToActor(), Subjects = subjects, Allowed = allowed, Refusal = allowed ? null : ProblemReasons.NotFound });
        return true;
    });
}
