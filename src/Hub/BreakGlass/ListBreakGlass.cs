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
    public async Task<Result<ListBreakGlassResponse>> HandleAsync(ListBreakGlassRequest request, Caller caller)
    {
        var filters = new ListBreakGlassRequest { WaitingOnly = request.WaitingOnly };
        var violations = new List<FieldViolation>();
        var page = tokens.Read(request.PageSize, request.PageToken, filters, caller, violations);
        if (violations.Count > 0)
            return Problem.Invalid(violations);
        var response = Read(request, filters, caller, page);
        await writes.WriteAsync(session =>
        {
            session.Audit(new AuditEntry { Act = "break_glass.list", Actor = caller.ToActor(), Subjects = [.. response.Items.Select(item => Guid.Parse(item.BreakGlassId))] });
            return true;
        });
        return response;
    }

    private ListBreakGlassResponse Read(ListBreakGlassRequest request, ListBreakGlassRequest filters, Caller caller, PageRequest page)
    {
        var me = caller.Account!.AccountId;
        var all = caller.HasRole(Roles.PrivacyLead);
        using var lease = database.Read();
        using var db = lease.OpenContext();
        var hidden = conflicts.HiddenFrom(caller).ToList();
        var asked = db.BreakGlass.Where(row => row.AccountId == me || (all && (row.ContactId == null || !hidden.Contains(row.ContactId.Value))));
        if (request.WaitingOnly)
            asked = asked.Where(row => row.Outcome == null);
        if (page.After is { } at)
        {
            var instant = new DateTimeOffset(at.SortValue, TimeSpan.Zero);
            asked = asked.Where(row => row.OpenedTime < instant || (row.OpenedTime == instant && row.BreakGlassId.CompareTo(at.Id) < 0));
        }
        var rows = asked.OrderByDescending(row => row.OpenedTime).ThenByDescending(row => row.BreakGlassId).Take(page.Size + 1).ToList();
        var response = new ListBreakGlassResponse
        {
            NextPageToken = tokens.Cut(rows, page, row => new PagePosition(row.OpenedTime.UtcTicks, row.BreakGlassId), filters, caller),
        };
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
        var toDomain = row.OpenedDomainTime - row.OpenedTime;
        return new V1.BreakGlass
        {
            BreakGlassId = row.BreakGlassId.ToString(),
            ContactId = row.ContactId?.ToString() ?? "",
            ContactReference = reference,
            OpenedBy = accounts.NameOf(row.AccountId),
            Reason = key is null ? "" : Sealer.Open(key, RecordKind.BreakGlassReason, row.BreakGlassId, 1, row.Reason, V1.BreakGlass.Parser).Reason,
            OpenedTime = row.OpenedDomainTime.ToTimestamp(),
            ExpireTime = (row.ExpireTime + toDomain).ToTimestamp(),
            ClosedTime = (row.ClosedTime + toDomain)?.ToTimestamp(),
            SecondsLeft = Math.Max(0, (int)(end - real.GetUtcNow()).TotalSeconds),
            Outcome = row.Outcome is { } outcome ? EnumNames<BreakGlassOutcome, V1.BreakGlassOutcome>.Of(outcome) : V1.BreakGlassOutcome.Unspecified,
            ReviewWords = row.Review is { } review && key is not null
                ? Sealer.Open(key, RecordKind.BreakGlassReview, row.BreakGlassId, 1, review, V1.BreakGlass.Parser).ReviewWords
                : "",
            ReviewedBy = accounts.NameOf(row.ReviewedBy),
            ReviewedTime = row.ReviewedTime?.ToTimestamp(),
            Looks = row.Looks,
            MayReview = row.Outcome is null && caller.HasRole(Roles.PrivacyLead) && SeparationOfDuties.Check(SeparationOfDuties.NobodyReviewsOwnAccess, row.AccountId, caller) is null,
            RefusedForInterest = row.RefusedForInterest && row.AccountId != caller.Account!.AccountId,
        };
    }
}
