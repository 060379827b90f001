using Google.Protobuf.WellKnownTypes;
using Mash.Hub.Access;
using Mash.Hub.Audit;
using Mash.Hub.Calendar;
using Mash.Hub.Errors;
using Mash.Hub.Restrictions;
using Mash.Hub.Storage;
using Mash.Hub.UnusualAccess.Recording;
using Mash.V1;
using Microsoft.EntityFrameworkCore;

namespace Mash.Hub.Contacts;

/// <summary>Lists contacts by keyset: staff by earliest clock, agencies their own, newest first. One leaf holds what was shown.</summary>
internal sealed class ListContacts(
    HubDatabase database, ContactReader reader, CaseAccess access, WriteQueue writes, AccessDirectory directory, DomainClock clock, PageTokens tokens,
    RestrictionDirectory restrictions)
{
    public const int DefaultPageSize = PageTokens.DefaultSize;
    public const int MaxPageSize = PageTokens.MaxSize;

    public async Task<Result<ListContactsResponse>> HandleAsync(ListContactsRequest request, Caller caller)
    {
        var filters = request.Clone();
        filters.PageToken = "";
        filters.PageSize = 0;
        filters.IncludeCounts = false;
        var problem = Check(request, filters, caller, out var position);
        if (problem is not null)
            return problem;

        var now = clock.GetUtcNow();
        var size = request.PageSize == 0 ? DefaultPageSize : request.PageSize;
        var response = new ListContactsResponse();
        List<ContactRow> rows;
        using (var lease = database.Read())
        {
            using var db = lease.OpenContext();
            rows = Read(db, request, caller, now, position, size + 1);
            var more = rows.Count > size;
            if (more)
                rows.RemoveAt(size);
            var children = ReadChildren(db, rows);
            var incidents = CountIncidents(db, rows, caller);
            foreach (var row in rows)
                response.Contacts.Add(Summarise(row, children[row.ContactId], incidents, caller, now));
            if (request.IncludeCounts && caller.IsStaff)
                response.Counts = ContactQuery.Count(access.Visible(db.Contacts, caller), now);
            if (more)
                response.NextPageToken = tokens.Create(new PagePosition(SortValue(rows[^1], caller), rows[^1].ContactId), filters, caller);
        }
        var search = AccessRecorder.OfList(caller, narrowed: request.Reference.Length > 0, rows);
        await writes.WriteAsync(session =>
        {
            var leaf = session.Audit(new AuditEntry { Act = "contact.list", Actor = caller.ToActor(), Subjects = [.. rows.Select(row => row.ContactId)] });
            search?.Write(session, leaf);
            return true;
        });
        return response;
    }

    private Problem? Check(ListContactsRequest request, ListContactsRequest filters, Caller caller, out PagePosition? position)
    {
        var violations = new List<FieldViolation>();
        position = tokens.Read(request.PageSize, request.PageToken, filters, caller, violations).After;
        if (request.States.Any(state => !EnumNames<V1.ContactState, States.ContactState>.TryOf(state, out _)))
            violations.Add(new FieldViolation("states", "One of the states is not known."));
        if (request.Rags.Any(rag => !EnumNames<V1.Rag, ReferenceData.Rag>.TryOf(rag, out _)))
            violations.Add(new FieldViolation("rags", "One of the ratings is not known."));
        if (request.CouncilAreas.Any(area => !EnumNames<V1.CouncilArea, ReferenceData.CouncilArea>.TryOf(area, out _)))
            violations.Add(new FieldViolation("council_areas", "One of the council areas is not known."));
        if (request.AgeBands.Any(band => band == AgeBand.Unspecified || !System.Enum.IsDefined(band)))
            violations.Add(new FieldViolation("age_bands", "One of the age groups is not known."));
        if (request.SameIncidentAsContactId.Length > 0 && !Guid.TryParse(request.SameIncidentAsContactId, out _))
            violations.Add(new FieldViolation("same_incident_as_contact_id", "Give a contact's id: a UUID."));
        if (!System.Enum.IsDefined(request.ClockState))
            violations.Add(new FieldViolation("clock_state", "The state of the clock is not known."));
        if (!caller.IsStaff)
            RefuseStaffFilters(request, violations);
        return violations.Count == 0 ? null : Problem.Invalid(violations);
    }

    /// <summary>These would tell an agency of others' contacts, or of a decision before its feedback.</summary>
    private static void RefuseStaffFilters(ListContactsRequest request, List<FieldViolation> violations)
    {
        const string sentence = "Only staff of the hub can filter by this.";
        if (request.MinContactsIn12Months != 0)
            violations.Add(new FieldViolation("min_contacts_in_12_months", sentence));
        if (request.ClockState != V1.ClockState.Unspecified)
            violations.Add(new FieldViolation("clock_state", sentence));
        if (request.Unallocated)
            violations.Add(new FieldViolation("unallocated", sentence));
        if (request.FeedbackDue)
            violations.Add(new FieldViolation("feedback_due", sentence));
    }

    private List<ContactRow> Read(HubDb db, ListContactsRequest request, Caller caller, DateTimeOffset now, PagePosition? position, int count)
    {
        byte[]? incident = null;
        if (request.SameIncidentAsContactId.Length > 0)
        {
            incident = reader.FindRow(Guid.Parse(request.SameIncidentAsContactId)) is { } row && access.MaySee(row, caller) && !restrictions.Adoptions.Contains(row.ContactId)
                ? row.IncidentToken ?? [0]
                : [0];
        }
        if (!caller.IsStaff)
        {
            var own = ContactQuery.Filter(access.Visible(db.Contacts, caller), request, ContactListKind.OwnAgency, now, incident);
            if (position is { } after)
            {
                var instant = new DateTimeOffset(after.SortValue, TimeSpan.Zero);
                own = own.Where(row => row.ReceivedTime < instant || (row.ReceivedTime == instant && row.ContactId.CompareTo(after.Id) < 0));
            }
            return [.. own.OrderByDescending(row => row.ReceivedTime).ThenByDescending(row => row.ContactId).Take(count)];
        }
        var unlinked = incident is null ? [] : restrictions.Adoptions;
        var visible = access.Visible(db.Contacts, caller);
        var all = ContactQuery.Filter(unlinked.Count == 0 ? visible : visible.Where(row => !unlinked.Contains(row.ContactId)), request, CaseRelationships.WorksTheQueue(caller) ? ContactListKind.Queue : ContactListKind.Routed, now, incident);
        if (position is { } from)
        {
            var instant = new DateTimeOffset(from.SortValue, TimeSpan.Zero);
            all = all.Where(row => row.EarliestDueTime > instant || (row.EarliestDueTime == instant && row.ContactId.CompareTo(from.Id) > 0));
        }
        return [.. all.OrderBy(row => row.EarliestDueTime).ThenBy(row => row.ContactId).Take(count)];
    }

    private static long SortValue(ContactRow row, Caller caller) => (caller.IsStaff ? row.EarliestDueTime : row.ReceivedTime).UtcTicks;

    private static ILookup<Guid, ContactChildRow> ReadChildren(HubDb db, List<ContactRow> rows)
    {
        var ids = rows.Select(row => row.ContactId).ToList();
        return db.ContactChildren.Where(child => ids.Contains(child.ContactId)).OrderBy(child => child.Ordinal).ToLookup(child => child.ContactId);
    }

    private Dictionary<string, int> CountIncidents(HubDb db, List<ContactRow> rows, Caller caller)
    {
        var tokens = rows.Where(row => row.IncidentToken is not null).Select(row => row.IncidentToken!).DistinctBy(Convert.ToHexString).ToList();
        if (!caller.IsStaff || tokens.Count == 0)
            return [];
        var unlinked = restrictions.Adoptions;
        return access.Visible(db.Contacts, caller).Where(row => tokens.Contains(row.IncidentToken!) && !unlinked.Contains(row.ContactId))
            .GroupBy(row => row.IncidentToken!)
            .Select(group => new { group.Key, Number = group.Count() })
            .ToDictionary(group => Convert.ToHexString(group.Key), group => group.Number);
    }

    private ContactSummary Summarise(
        ContactRow row, IEnumerable<ContactChildRow> children, Dictionary<string, int> incidents, Caller caller, DateTimeOffset now)
    {
        var rows = caller.IsStaff ? children.ToList() : AgencyView.ChildrenOf(row, children);
        var headline = reader.OpenHeadline(row);
        var earliest = rows.Select(child => ContactClockBook.Of(row, child).Earliest).OfType<ContactClock>().MinBy(running => running.DueTime);
        var summary = new ContactSummary
        {
            ContactId = row.ContactId.ToString(),
            Reference = row.Reference,
            State = (caller.IsStaff ? row.State : AgencyView.StateOf(row)).ToProto(),
            Rag = row.Rag.ToProto(),
            FirstWords = headline.FirstWords,
            SourceCode = row.SourceCode,
            AgencyName = directory.Agency(row.AgencyId)?.Name ?? "",
            ReceivedTime = row.ReceivedTime.ToTimestamp(),
            CouncilArea = row.CouncilArea.ToProto(),
            EarliestClock = earliest is null ? null : ContactClockBook.Read(earliest, row.ReceivedTime, now),
            ReferrerRed = row.Rag == ReferenceData.Rag.Unrated && row.ReferrerRag == ReferenceData.Rag.Red,
        };
        summary.Children.Add(rows.Select(reader.OpenSummary));
        if (caller.IsStaff)
        {
            summary.ScreenerName = directory.NameOf(row.ScreenerAccountId);
            summary.NewInformation = row.NewInformation;
            summary.SameIncidentCount = row.IncidentToken is { } token && !restrictions.Adoptions.Contains(row.ContactId) ? incidents.GetValueOrDefault(Convert.ToHexString(token)) : 0;
        }
        else
        {
            summary.SenderReference = headline.SenderReference;
            foreach (var child in summary.Children)
                child.ContactsIn12Months = 0;
        }
        return summary;
    }
}
