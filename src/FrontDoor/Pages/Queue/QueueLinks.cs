using System.Globalization;
using Mash.V1;
using Microsoft.AspNetCore.Http.Extensions;

namespace Mash.FrontDoor.Pages.Queue;

/// <summary>Addresses of the queue. Every link to it is built here.</summary>
internal static class QueueLinks
{
    public const string Queue = "/queue";

    public static string To(QueueFilter filter)
    {
        var query = new QueryBuilder();
        Add(query, "state", filter.State);
        Add(query, "clock", filter.Clock?.ToString());
        Add(query, "unallocated", filter.Unallocated ? "true" : null);
        Add(query, "rag", filter.Rag?.ToString());
        Add(query, "from", filter.From);
        Add(query, "area", filter.Area?.ToString());
        Add(query, "age", filter.Age);
        Add(query, "repeat", filter.Repeat?.ToString(CultureInfo.InvariantCulture));
        Add(query, "incident", filter.Incident?.ToString());
        Add(query, "reference", filter.Reference?.Trim());
        Add(query, "after", filter.After);
        Add(query, "upto", filter.Upto?.ToString(CultureInfo.InvariantCulture));
        return Queue + query.ToQueryString();
    }

    /// <summary>Other contacts of one incident.</summary>
    public static string SameIncident(string contactId) => $"{Queue}?incident={Uri.EscapeDataString(contactId)}";

    public static string Clock(ClockState state) => To(new QueueFilter { Clock = state });

    public static string State(string key) => To(new QueueFilter { State = key });

    private static void Add(QueryBuilder query, string name, string? value)
    {
        if (!string.IsNullOrEmpty(value))
            query.Add(name, value);
    }
}
