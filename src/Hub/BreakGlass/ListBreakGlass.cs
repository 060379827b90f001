using Google.Protobuf.WellKnownTypes;
using Mash.Hub.Access;
using Mash.Hub.Access.Interests;
using Mash.Hub.Audit;
using Mash.Hub.Contacts;
using Mash.Hub.Errors;
using Mash.Hub.Storage;
using Mash.Hub.Storage.Keys;
using Mash.V1;

namespace Mash.Hub.BreakGlass;

/// <summary>
/// Lists emergency accesses, newest first: to the privacy lead all, to others their own. A contact in which the caller has an interest is not there:
/// their own rows are blank about it, those of others are left out. What was shown is on the record.
/// </summary>
internal sealed class ListBreakGlass(
    HubDatabase database, KeyStore keys, AccessDirectory accounts, WriteQueue writes, PageTokens tokens, TimeProvider real, ConflictDirectory conflicts)
{
    public const int DefaultPageSize = 50;
    public const int MaxPageSize = 200;

    public async Task<Result<ListBreakGlassResponse>> HandleAsync(ListBreakGlassRequest request, Caller caller)
    {
        var filters = new ListBreakGlassRequest { WaitingOnly = request.WaitingOnly };
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
        var response = Read(request, filters, caller, position);
        await writes.WriteAsync(session =>
        {
            session.Audit(new AuditEntry { Act = "break_glass.list", Actor = caller.ToActor(), Subjects = [.. response.Items.Select(item => Guid.Parse(item.BreakGlassId))] });
            return true;
        });
        return response;
    }

    private ListBreakGlassResponse Read(ListBreakGlassRequest request, ListBreakGlassRequest filters, Caller caller, PagePosition? position)
    {
        var me = caller.Account!.AccountId;
        var all = caller.HasRole(Roles.PrivacyLead);
        var size = request.PageSize == 0 ? DefaultPageSize : request.PageSize;
        using var lease = database.Read();
        using var db = lease.OpenContext();
        var hidden = conflicts.HiddenFrom(caller).ToList();
        var asked = db.BreakGlass.Where(row => row.AccountId == me || (all && (row.ContactId == null || !hidden.Contains(row.ContactId.Value))));
        if (request.WaitingOnly)
            asked = asked.Where(row => row.Outcome == null);
        if (position is { } at)
        {
            var instant = new DateTimeOffset(at.SortValue, TimeSpan.Zero);
            asked = asked.Where(row => row.OpenedTime < instant || (row.OpenedTime == instant && row.BreakGlassId.CompareTo(at.Id) < 0));
        }
        var rows = asked.OrderByDescending(row => row.OpenedTime).ThenByDescending(row => row.BreakGlassId).Take(size + 1).ToList();
        var response = new ListBreakGlassResponse();
        if (rows.Count > size)
        {
            rows.RemoveAt(size);
            response.NextPageToken = tokens.Create(new PagePosition(rows[^1].OpenedTime.UtcTicks, rows[^1].BreakGlassId), filters, caller);
        }
        foreach (var row in rows.Where(row => row.ContactId is { } id && hidden.Contains(id)))
            (row.ContactId, row.ExpireTime) = (null, row.OpenedTime);
        var ids = rows.Where(row => row.ContactId is not null).Select(row => row.ContactId!.Value).ToList();
        var references = db.Contacts.Where(contact => ids.Contains(contact.ContactId)).ToDictionary(contact => contact.ContactId, contact => contact.Reference);
        response.Items.Add(rows.Select(row => Compose(row, row.ContactId is { } id ? references.GetValueOrDefault(id, "") : "", caller)));
        return response;
    }

    private V1.BreakGlass Compose(BreakGlassRow row, string reference, Caller caller)
    {
        var key = keys.Find(row.KeyId);
        var end = row.ClosedTime ?? row.ExpireTime;
        return new V1.BreakGlass
        {
            BreakGlassId = row.BreakGlassId.ToString(),
            ContactId = row.ContactId?.ToString() ?? "",
            ContactReference = reference,
            OpenedBy = accounts.NameOf(row.AccountId),
            Reason = key is null ? "" : Sealer.Open(key, RecordKind.BreakGlassReason, row.BreakGlassId, 1, row.Reason, V1.BreakGlass.Parser).Reason,
            OpenedTime = row.OpenedTime.ToTimestamp(),
            ExpireTime = row.ExpireTime.ToTimestamp(),
            ClosedTime = row.ClosedTime?.ToTimestamp(),
            SecondsLeft = Math.Max(0, (int)(end - real.GetUtcNow()).TotalSeconds),
            Outcome = row.Outcome is { } outcome ? EnumNames<BreakGlassOutcome, V1.BreakGlassOutcome>.Of(outcome) : V1.BreakGlassOutcome.Unspecified,
            ReviewWords = row.Review is { } review && key is not null
                ? Sealer.Open(key, RecordKind.BreakGlassReview, row.BreakGlassId, 1, review, V1.BreakGlass.Parser).ReviewWords
                : "",
            ReviewedBy = accounts.NameOf(row.ReviewedBy),
            ReviewedTime = row.ReviewedTime?.ToTimestamp(),
            Looks = row.Looks,
            MayReview = row.Outcome is null && caller.HasRole(Roles.PrivacyLead) && row.AccountId != caller.Account!.AccountId,
            RefusedForInterest = row.RefusedForInterest && row.AccountId != caller.Account!.AccountId,
        };
    }
}
