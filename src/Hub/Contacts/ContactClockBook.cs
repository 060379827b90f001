using Google.Protobuf.WellKnownTypes;
using Mash.Hub.Calendar;
using Mash.V1;

namespace Mash.Hub.Contacts;

/// <summary>Computes and reads the clocks of stored contacts.</summary>
internal static class ContactClockBook
{
    /// <summary>The clocks of one child.</summary>
    public static ContactClocks Of(ContactRow contact, ContactChildRow child) => ContactClocks.Of(
        WorkingCalendar.England,
        ClockTable.Default,
        new ClockFacts
        {
            ReceivedTime = contact.ReceivedTime,
            Rag = contact.Rag,
            ReferrerRag = contact.ReferrerRag,
            AcknowledgedTime = contact.AcknowledgedTime,
            NextStepsTime = child.SignOffRequestedTime is null ? child.DecidedTime : null,
            SignOffRequestedTime = child.SignOffRequestedTime,
            DecidedTime = child.SignOffRequestedTime is null ? child.DecidedTime : null,
            FeedbackSentTime = child.FeedbackTime,
            FeedbackOwed = contact.FeedbackOwed,
            EndedTime = contact.EndedTime,
        });

    /// <summary>Due time of the earliest running clock of any child, or <see cref="ContactRow.NoClock"/>.</summary>
    public static DateTimeOffset EarliestDue(ContactRow contact, IEnumerable<ContactChildRow> children) =>
        children.Select(child => Of(contact, child).Earliest?.DueTime ?? ContactRow.NoClock).Min();

    /// <summary>A clock as it stands now.</summary>
    public static Clock Read(ContactClock clock, DateTimeOffset receivedTime, DateTimeOffset now)
    {
        var reading = ClockReading.At(WorkingCalendar.England, ClockTable.Default.InForce(receivedTime), clock, now);
        return new Clock
        {
            Kind = clock.Kind.ToProto(),
            DueTime = clock.DueTime.ToTimestamp(),
            State = reading.State.ToProto(),
            Seconds = (long)(reading.State == Calendar.ClockState.Late || clock.StoppedLate ? reading.LateBy : reading.Left).TotalSeconds,
            CountsWorkingTime = clock.Measure == ClockMeasure.Working,
            StoppedTime = clock.StoppedTime?.ToTimestamp(),
            Provisional = clock.IsProvisional,
        };
    }

    /// <summary>The clocks of a contact over its children: of each kind the one that is due first and still runs, else the last stopped.</summary>
    public static IEnumerable<Clock> ReadAll(ContactRow contact, IReadOnlyList<ContactChildRow> children, DateTimeOffset now) => children
        .SelectMany(child => Of(contact, child).All)
        .GroupBy(clock => clock.Kind)
        .Select(kind => kind.OrderBy(clock => !clock.IsRunning).ThenBy(clock => clock.DueTime).First())
        .OrderBy(clock => !clock.IsRunning)
        .ThenBy(clock => clock.DueTime)
        .Select(clock => Read(clock, contact.ReceivedTime, now));
}
