using Mash.Hub.Access;
using Mash.Hub.Audit;
using Mash.Hub.Contacts;
using Mash.Hub.Errors;
using Mash.Hub.Storage;
using Mash.V1;

namespace Mash.Hub.UnusualAccess.Review;

/// <summary>Lists findings, open ones first, then the newest, by keyset. One leaf names what was shown.</summary>
internal sealed class ListFindings(HubDatabase database, FindingReader reader, WriteQueue writes, PageTokens tokens)
{
    public async Task<Result<ListFindingsResponse>> HandleAsync(ListFindingsRequest request, Caller caller)
    {
        var filters = request.Clone();
        filters.PageToken = "";
        filters.PageSize = 0;
        var violations = Check(request, filters, caller, out var page);
        if (violations.Count > 0)
            return Problem.Invalid(violations);

        var (size, position) = page;
        var response = new ListFindingsResponse();
        List<FindingRow> rows;
        using (var lease = database.Read())
        {
            using var db = lease.OpenContext();
            response.OpenCount = FindingReader.To(db, caller).Count(row => row.State == FindingState.Open);
            var asked = Filter(FindingReader.To(db, caller), request);
            var beganOpen = position is not { } at || at.SortValue > 0;
            rows = beganOpen ? Page(asked, FindingState.Open, position, size + 1) : [];
            if (rows.Count <= size)
                rows.AddRange(Page(asked, FindingState.Closed, beganOpen ? null : position, size + 1 - rows.Count));
        }
        if (rows.Count > size)
        {
            rows.RemoveAt(size);
            var last = rows[^1];
            // The sign says whether the page ended among the open ones.
            var ticks = last.OpenedTime.UtcTicks;
            response.NextPageToken = tokens.Create(new PagePosition(last.State == FindingState.Open ? ticks : -ticks, last.FindingId), filters, caller);
        }
        response.Findings.Add(rows.Select(reader.Open));
        await writes.WriteAsync(session =>
        {
            session.Audit(new AuditEntry { Act = "finding.list", Actor = caller.ToActor(), Subjects = [.. rows.Select(row => row.FindingId)] });
            return true;
        });
        return response;
    }

    private List<FieldViolation> Check(ListFindingsRequest request, ListFindingsRequest filters, Caller caller, out PageRequest page)
    {
        var violations = new List<FieldViolation>();
        page = tokens.Read(request.PageSize, request.PageToken, filters, caller, violations);
        if (!Enum.IsDefined(request.State))
            violations.Add(new FieldViolation("state", "The state is not known."));
        if (request.Rules.Any(rule => !EnumNames<V1.AccessRule, AccessRule>.TryOf(rule, out _)))
            violations.Add(new FieldViolation("rules", "One of the rules is not known."));
        return violations;
    }

    private static IQueryable<FindingRow> Filter(IQueryable<FindingRow> rows, ListFindingsRequest request)
    {
        if (request.State != V1.FindingState.Unspecified)
        {
            var state = EnumNames<V1.FindingState, FindingState>.Of(request.State);
            rows = rows.Where(row => row.State == state);
        }
        if (request.Rules.Count > 0)
        {
            var rules = request.Rules.Select(rule => EnumNames<V1.AccessRule, AccessRule>.Of(rule)).ToList();
            rows = rows.Where(row => rules.Contains(row.Rule));
        }
        return rows;
    }

    private static List<FindingRow> Page(IQueryable<FindingRow> rows, FindingState state, PagePosition? after, int count)
    {
        rows = rows.Where(row => row.State == state);
        if (after is { } at)
        {
            var instant = new DateTimeOffset(Math.Abs(at.SortValue), TimeSpan.Zero);
            rows = rows.Where(row => row.OpenedTime < instant || (row.OpenedTime == instant && row.FindingId.CompareTo(at.Id) < 0));
        }
        return [.. rows.OrderByDescending(row => row.OpenedTime).ThenByDescending(row => row.FindingId).Take(count)];
    }
}
