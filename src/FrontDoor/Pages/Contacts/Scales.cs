using Google.Protobuf.WellKnownTypes;
using Mash.FrontDoor.Display;
using Mash.V1;

namespace Mash.FrontDoor.Pages.Contacts;

/// <summary>How safe somebody holds a child to be.</summary>
/// <param name="Value">0 to 10; null where they did not say, with why.</param>
internal sealed record ScaleMark(string Who, Timestamp? When, int? Value, GapReason Reason);

/// <summary>All scales of a contact side by side: the referrer's, then each decision's.</summary>
internal static class Scales
{
    public static IReadOnlyList<ScaleMark> Of(ContactView view)
    {
        var map = view.Details.SignsOfSafety;
        var referrer = new ScaleMark("Referrer", view.Details.SenderCreatedTime ?? view.Contact.ReceivedTime, map is { HasScale: true } ? map.Scale : null, Gaps.Of(view.Details.Gaps, "signs_of_safety"));
        var decided = view.Children.Where(child => child.IsDecided).Select(child => new ScaleMark(
            $"{child.Part.Decision.DecidedBy}, about {child.FirstName}",
            child.Part.Decision.DecidedTime,
            child.Part.Decision.HasScale ? child.Part.Decision.Scale : null,
            GapReason.NotSupplied));
        return [referrer, .. decided];
    }
}

/// <summary>The referrer's own view of urgency and need in words.</summary>
internal static class ScaleWords
{
    public static string ReferrerView(ContactDetails details)
    {
        var parts = new List<string>();
        if (details.ReferrerRag is not (Rag.Unspecified or Rag.Unrated))
            parts.Add($"{Outcomes.LowerFirst(details.ReferrerRag.ToString())}");
        if (details.HasReferrerLevel)
            parts.Add(Outcomes.LowerFirst(Outcomes.Level(details.ReferrerLevel)));
        if (details.DomesticAbuseRisk.Length > 0)
            parts.Add($"domestic abuse risk (DASH): {details.DomesticAbuseRisk}");
        if (details.HasWasNotBroughtCount)
            parts.Add($"{Counted.Of(details.WasNotBroughtCount, "appointment")} not brought to in 12 months");
        if (details.Attendance is { HasPercent: true } attendance)
            parts.Add($"attendance {attendance.Percent:0.#}%{(attendance.Period.Length > 0 ? $" ({attendance.Period})" : "")}");
        return parts.Count == 0 ? "not supplied" : string.Join("; ", parts);
    }
}
