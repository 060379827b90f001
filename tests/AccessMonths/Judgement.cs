using Mash.AccessMonths.Behaviours;
using Mash.Hub.Calendar;
using Mash.Hub.UnusualAccess;
using Mash.Hub.UnusualAccess.Detection;

namespace Mash.AccessMonths;

/// <summary>One finding as the review queue would show it: a person, a rule, a week.</summary>
internal sealed record Found(Guid AccountId, AccessRule Rule, DateOnly Week, IReadOnlySet<long> Evidence, string Reason, string Role);

/// <summary>What the detector made of a month.</summary>
internal sealed record Judgement(
    IReadOnlyList<PlantedBehaviour> FoundBehaviours, IReadOnlyList<PlantedBehaviour> Missed, IReadOnlyList<Found> FalseAlerts, double FalsePerHundredStaffPerWeek)
{
    public static Judgement Of(SimulatedMonth month, UnusualAccessThresholds? thresholds = null)
    {
        var options = month.Options;
        var detector = new UnusualAccessDetector(thresholds ?? UnusualAccessThresholds.Default, WorkingCalendar.England);
        var roles = new Dictionary<Guid, string>();
        var signals = new List<AccessSignal>();
        foreach (var fact in month.Facts)
        {
            roles[fact.AccountId] = fact.Role;
            signals.AddRange(detector.Take(fact));
            detector.TakeFinished();
        }
        signals.AddRange(detector.AdvanceTo(new DateTimeOffset(options.End.AddDays(1).ToDateTime(TimeOnly.MinValue), TimeSpan.Zero)));

        var found = signals.Where(signal => signal.Week >= options.JudgedFrom)
            .GroupBy(signal => (signal.AccountId, signal.Rule, signal.Week))
            .Select(finding => new Found(
                finding.Key.AccountId, finding.Key.Rule, finding.Key.Week, finding.SelectMany(signal => signal.Evidence).ToHashSet(), finding.First().Reason,
                roles[finding.Key.AccountId]))
            .ToList();
        var planted = month.Planted.ToLookup(behaviour => IsFound(behaviour, found));
        var wrong = month.Planted.SelectMany(behaviour => behaviour.Views).ToHashSet();
        var innocent = found.Where(finding => !finding.Evidence.Overlaps(wrong)).ToList();
        return new Judgement([.. planted[true]], [.. planted[false]], innocent, innocent.Count * 100.0 / options.Staff / options.Weeks);
    }

    private static bool IsFound(PlantedBehaviour behaviour, List<Found> found) => found
        .Where(finding => finding.AccountId == behaviour.Worker.Id && behaviour.Rules.Contains(finding.Rule))
        .SelectMany(finding => finding.Evidence).Distinct().Count(behaviour.Views.Contains) >= behaviour.Needed;
}
