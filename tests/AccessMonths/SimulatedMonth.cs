using Mash.AccessMonths.Behaviours;
using Mash.AccessMonths.World;
using Mash.Hub.Access;
using Mash.Hub.UnusualAccess;

namespace Mash.AccessMonths;

/// <summary>A month of a hub with what was planted in it.</summary>
internal sealed record SimulatedMonth(MonthOptions Options, IReadOnlyList<AccessFact> Facts, IReadOnlyList<PlantedBehaviour> Planted)
{
    public static SimulatedMonth Make(MonthOptions options)
    {
        var chance = new Chance(options.Seed);
        var hub = new SimulatedHub(options, chance);
        new WorkingDays(hub, chance).Run();

        var planted = new List<PlantedBehaviour>();
        var free = hub.Staff.Where(worker => worker.Role is not (Roles.Auditor or Roles.EmergencyDutyTeam) && worker.Joined == options.Start).ToList();
        foreach (var name in options.Plant)
        {
            for (var count = chance.Between(1, 2); count > 0; count--)
            {
                var worker = chance.Pick(free);
                free.Remove(worker);
                planted.Add(Behaviours.Planted.ByName[name](hub, chance, worker));
            }
        }
        return InOrder(options, hub.Facts, planted);
    }

    /// <summary>Numbers the facts by their time, as a log does.</summary>
    private static SimulatedMonth InOrder(MonthOptions options, IReadOnlyList<AccessFact> facts, List<PlantedBehaviour> planted)
    {
        var places = new long[facts.Count];
        var ordered = facts.OrderBy(fact => fact.Time).ThenBy(fact => fact.Sequence).Select((fact, place) =>
        {
            places[fact.Sequence] = place;
            return fact with { Sequence = place };
        }).ToList();
        return new SimulatedMonth(options, ordered, [.. planted.Select(behaviour => behaviour with { Views = [.. behaviour.Views.Select(view => places[view])] })]);
    }
}
