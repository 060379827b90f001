using Mash.Hub.Contacts.States;
using Mash.V1;
using Microsoft.EntityFrameworkCore;

namespace Mash.Hub.Contacts;

/// <summary>Which list it is: what it shows without a filter by state.</summary>
internal enum ContactListKind
{
    /// <summary>What the hub has to do something about.</summary>
    Queue,

    /// <summary>What was routed to the caller and is not finished.</summary>
    Routed,

    /// <summary>Everything that the caller's agency sent.</summary>
    OwnAgency,
}

/// <summary>Turns the filters of a list into a query over the clear columns; every filter narrows, none reads a sealed record.</summary>
internal static class ContactQuery
{
    private static readonly TimeSpan Soon = TimeSpan.FromHours(2);

    /// <summary>Applies every filter but paging.</summary>
    public static IQueryable<ContactRow> Filter(IQueryable<ContactRow> rows, ListContactsRequest request, ContactListKind kind, DateTimeOffset now, byte[]? incident)
    {
        if (request.Reference.Length > 0)
        {
            var reference = ContactReference.TryParse(request.Reference) ?? request.Reference;
            return rows.Where(row => row.Reference == reference);
        }
        if (request.States.Count > 0)
        {
            var states = request.States.Select(state => EnumNames<V1.ContactState, States.ContactState>.Of(state)).ToList();
            rows = kind == ContactListKind.OwnAgency ? AgencyView.InStates(rows, states) : rows.Where(row => states.Contains(row.State));
        }
        else if (kind == ContactListKind.Queue)
        {
            rows = rows.Where(row => row.InQueue);
        }
        else if (kind == ContactListKind.Routed)
        {
            rows = rows.Where(row => row.State != States.ContactState.Closed);
        }
        if (request.Rags.Count > 0)
        {
            var rags = request.Rags.Select(rag => rag.ToDomain()).ToList();
            rows = rows.Where(row => rags.Contains(row.Rag));
        }
        if (request.SourceCodes.Count > 0)
        {
            var codes = request.SourceCodes.ToList();
            rows = rows.Where(row => codes.Contains(row.SourceCode));
        }
        if (request.CouncilAreas.Count > 0)
        {
            var areas = request.CouncilAreas.Select(area => EnumNames<V1.CouncilArea, ReferenceData.CouncilArea>.Of(area)).ToList();
            rows = rows.Where(row => areas.Contains(row.CouncilArea));
        }
        if (request.AgeBands.Count > 0)
        {
            var bits = request.AgeBands.Aggregate(0, (all, band) => all | (1 << (int)band));
            rows = rows.Where(row => (row.AgeBands & bits) != 0);
        }
        if (request.MinContactsIn12Months > 0)
            rows = rows.Where(row => row.ContactsIn12Months >= request.MinContactsIn12Months);
        if (incident is not null)
            rows = rows.Where(row => row.IncidentToken == incident);
        if (request.FeedbackDue)
            rows = rows.Where(row => row.FeedbackDue);
        if (request.Unallocated)
            rows = rows.Where(row => row.ScreenerAccountId == null);
        if (request.ReceivedAfterTime is { } after)
        {
            var from = after.ToDateTimeOffset();
            rows = rows.Where(row => row.ReceivedTime > from);
        }
        return ByClock(rows, request.ClockState, now);
    }

    /// <summary>Narrows to a state of the earliest clock.</summary>
    public static IQueryable<ContactRow> ByClock(IQueryable<ContactRow> rows, ClockState state, DateTimeOffset now)
    {
        var soon = now + Soon;
        return state switch
        {
            ClockState.Late => rows.Where(row => row.EarliestDueTime < now),
            ClockState.Soon => rows.Where(row => row.EarliestDueTime >= now && row.EarliestDueTime <= soon),
            ClockState.Running => rows.Where(row => row.EarliestDueTime > soon && row.EarliestDueTime < ContactRow.NoClock),
            ClockState.Stopped => rows.Where(row => row.EarliestDueTime == ContactRow.NoClock),
            _ => rows,
        };
    }

    /// <summary>Counts of the queue, each up to a cap, so that the work does not grow with the rows.</summary>
    /// <param name="contacts">The contacts that the caller may see.</param>
    /// <param name="now">Domain time.</param>
    public static QueueCounts Count(IQueryable<ContactRow> contacts, DateTimeOffset now)
    {
        const int cap = 1000;
        var queue = contacts.Where(row => row.InQueue);
        var counts = new QueueCounts
        {
            Open = Capped(queue),
            Late = Capped(ByClock(queue, ClockState.Late, now)),
            DueWithin2Hours = Capped(ByClock(queue, ClockState.Soon, now)),
            Unallocated = Capped(queue.Where(row => row.ScreenerAccountId == null)),
            AwaitingSecondSignOff = Capped(contacts.Where(row => row.State == States.ContactState.AwaitingSecondSignOff)),
            FeedbackDue = Capped(contacts.Where(row => row.FeedbackDue)),
        };
        counts.Capped = new[] { counts.Open, counts.Late, counts.DueWithin2Hours, counts.Unallocated, counts.AwaitingSecondSignOff, counts.FeedbackDue }
            .Contains(cap);
        return counts;

        static int Capped(IQueryable<ContactRow> rows) => rows.Select(row => row.EarliestDueTime).Take(cap).Count();
    }
}
