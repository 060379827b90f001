using Google.Protobuf.WellKnownTypes;
using Mash.Hub.Contacts.Content;
using Mash.Hub.Errors;

namespace Mash.Hub.Access.Rota;

/// <summary>Reads the instants of rota requests.</summary>
internal static class DutyTimes
{
    /// <summary>The instant; where it is absent or not real, a violation and the beginning of time.</summary>
    public static DateTimeOffset Read(string field, Timestamp? time, List<FieldViolation> violations)
    {
        if (time is not null && ContactDates.TryRead(time, out var instant))
            return instant;
        violations.Add(new FieldViolation(field, "Give a date and a time."));
        return default;
    }
}
