using System.Globalization;
using Mash.FrontDoor.HubClients;
using Mash.V1;

namespace Mash.FrontDoor.Pages.Queue;

/// <summary>Addresses of the queue. Every link to it is built here.</summary>
internal static class QueueLinks
{
    public const string Queue = "/queue";

    public static string To(QueueFilter filter) => PageAddress.Of(
        Queue,
        ("state", filter.State),
        ("clock", filter.Clock?.ToString()),
        ("unallocated", filter.Unallocated ? "true" : null),
        ("rag", filter.Rag?.ToString()),
        ("from", filter.From),
        ("area", filter.Area?.ToString()),
        ("age", filter.Age),
        ("repeat", filter.Repeat?.ToString(CultureInfo.InvariantCulture)),
        ("incident", filter.Incident?.ToString()),
        ("reference", filter.Reference?.Trim()),
        ("after", filter.After),
        ("upto", filter.Upto?.ToString(CultureInfo.InvariantCulture)));

    /// <summary>Other contacts of one incident.</summary>
    public static string SameIncident(string contactId) => PageAddress.Of(Queue, ("incident", contactId));

    public static string Clock(ClockState state) => To(new QueueFilter { Clock = state });

    public static string State(string key) => To(new QueueFilter { State = key });
}
