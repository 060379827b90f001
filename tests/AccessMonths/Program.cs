using System.Globalization;
using Mash.AccessMonths;
using Mash.AccessMonths.Behaviours;
using Mash.Hub.UnusualAccess;

// access-months [--seeds 1,2,3 | --seeds 1001-1030] [--staff 200] [--contacts 3600] [--plant snooper,colleague,...] [--views manager=45,...]
//               [--thresholds FILE] [--details]
CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
if (!Arguments.TryRead(args, out var arguments, out var problem))
{
    Console.Error.WriteLine(problem);
    return 2;
}

var thresholds = UnusualAccessThresholds.With(arguments.Thresholds);
var totals = Planted.ByName.Keys.ToDictionary(name => name, _ => (Found: 0, All: 0));
var rates = new List<double>();
Console.WriteLine($"thresholds {thresholds.Version}, {arguments.Options.Staff} staff, {arguments.Options.Contacts} contacts in four weeks, {arguments.Options.HistoryWeeks} weeks of history");
foreach (var seed in arguments.Seeds)
{
    var month = SimulatedMonth.Make(arguments.Options with { Seed = seed });
    var judgement = Judgement.Of(month, thresholds);
    foreach (var behaviour in month.Planted)
    {
        var (found, all) = totals[behaviour.Name];
        totals[behaviour.Name] = (found + (judgement.FoundBehaviours.Contains(behaviour) ? 1 : 0), all + 1);
    }
    rates.Add(judgement.FalsePerHundredStaffPerWeek);
    Console.WriteLine($"seed {seed}: {month.Facts.Count(fact => fact.Kind == AccessKind.View)} views, found {judgement.FoundBehaviours.Count} of {month.Planted.Count}, "
        + $"{judgement.FalsePerHundredStaffPerWeek:0.00} false alerts per 100 staff per week");
    foreach (var missed in judgement.Missed)
        Console.WriteLine($"  missed: {missed.Name}, {missed.Worker.Role}, {missed.Views.Count} views");
    if (arguments.Details)
    {
        foreach (var group in judgement.FalseAlerts.GroupBy(finding => (finding.Rule, finding.Role)).OrderByDescending(group => group.Count()))
            Console.WriteLine($"  false: {group.Key.Rule} {group.Key.Role} x{group.Count()}: {group.First().Reason}");
    }
}
foreach (var (name, (found, all)) in totals.Where(total => total.Value.All > 0))
    Console.WriteLine($"{name}: found {found} of {all}");
Console.WriteLine($"false alerts per 100 staff per week: mean {rates.Average():0.00}, most {rates.Max():0.00}");
return totals.Values.All(total => total.Found == total.All) && rates.Max() <= 5 ? 0 : 1;
