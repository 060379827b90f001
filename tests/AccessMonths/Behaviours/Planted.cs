using Mash.AccessMonths.World;
using Mash.Hub.Access;
using Mash.Hub.Calendar;
using Mash.Hub.UnusualAccess;

namespace Mash.AccessMonths.Behaviours;

/// <summary>Something wrong that was put into a month: who, which views, and by which rules it may be found.</summary>
internal sealed record PlantedBehaviour(string Name, Worker Worker, IReadOnlyList<long> Views, IReadOnlyList<AccessRule> Rules)
{
    /// <summary>How many of the views a finding must rest on to count as found: a third of a long series, one of a few.</summary>
    public int Needed => Views.Count < 6 ? 1 : Views.Count / 3;
}

/// <summary>What people do who look where they have no business, by name.</summary>
internal static class Planted
{
    public static readonly IReadOnlyDictionary<string, Func<SimulatedHub, Chance, Worker, PlantedBehaviour>> ByName =
        new Dictionary<string, Func<SimulatedHub, Chance, Worker, PlantedBehaviour>>
        {
            ["snooper"] = Snooper,
            ["colleague"] = Colleague,
            ["same-surname"] = SameSurname,
            ["celebrity"] = Celebrity,
            ["ex-partner-address"] = ExPartnerAddress,
            ["night-browsing"] = NightBrowsing,
            ["leaver"] = Leaver,
        };

    /// <summary>145 children with whom the person has nothing to do, in one shift or over as many as fifteen.</summary>
    private static PlantedBehaviour Snooper(SimulatedHub hub, Chance chance, Worker worker)
    {
        const int wanted = 145;
        var days = WorkingDays(hub, chance, (int)Math.Round(Math.Exp(chance.Fraction() * Math.Log(15))));
        var children = new HashSet<SubjectToken>();
        var views = new List<long>();
        while (children.Count < wanted)
        {
            var at = At(chance.Pick(days), 9 + (8 * chance.Fraction()));
            var contact = chance.Pick(hub.Contacts);
            if (contact.Received > at || contact.Workers.Contains(worker.Id) || (contact.IsOpen(at) && !chance.Happens(0.3)))
                continue;
            children.UnionWith(contact.Children);
            views.Add(hub.View(worker, contact, at));
        }
        return new PlantedBehaviour("snooper", worker, views, [AccessRule.ManyChildren, AccessRule.NoCaseLink, AccessRule.AfterClosure, AccessRule.SearchThenView]);
    }

    /// <summary>Looks a colleague up and opens the record of their family, ended or in the queue of others.</summary>
    private static PlantedBehaviour Colleague(SimulatedHub hub, Chance chance, Worker worker)
    {
        var colleague = chance.Pick(hub.Staff.Where(other => other != worker).ToList());
        var at = At(WorkingDays(hub, chance, 1)[0], 9 + (8 * chance.Fraction()));
        var family = hub.MakeFamily(adult: colleague.Name);
        if (chance.Happens(0.5))
            family.Addresses.Add(colleague.Address);
        var contact = EndedOrOpen(hub, chance, family, at);
        hub.Search(worker, colleague.Name, at.AddMinutes(-chance.Between(1, 5)));
        return new PlantedBehaviour("colleague", worker, [hub.View(worker, contact, at)], [AccessRule.Colleague]);
    }

    /// <summary>Opens the record of a relative: an ended one, or one in the queue that is looked for or come back to.</summary>
    private static PlantedBehaviour SameSurname(SimulatedHub hub, Chance chance, Worker worker)
    {
        var days = WorkingDays(hub, chance, 4).Order().ToList();
        var at = At(days[0], 9 + (8 * chance.Fraction()));
        var family = hub.MakeFamily(familyName: worker.Name.Family);
        var contact = EndedOrOpen(hub, chance, family, at);
        if (contact.IsOpen(at))
            hub.Search(worker, family.Adults[0] with { Family = worker.Name.Family }, at.AddMinutes(-3));
        var views = new List<long> { hub.View(worker, contact, at) };
        if (chance.Happens(0.5))
            views.Add(hub.View(worker, contact, at.AddMinutes(chance.Between(20, 200))));
        return new PlantedBehaviour("same-surname", worker, views, [AccessRule.OwnSurname]);
    }

    /// <summary>Opens the record of somebody well known, in the queue or ended, without any work on it.</summary>
    private static PlantedBehaviour Celebrity(SimulatedHub hub, Chance chance, Worker worker)
    {
        var at = At(WorkingDays(hub, chance, 1)[0], 9 + (7 * chance.Fraction()));
        var contact = EndedOrOpen(hub, chance, hub.MakeFamily(highProfile: true), at);
        return new PlantedBehaviour("celebrity", worker, [hub.View(worker, contact, at)], [AccessRule.HighProfile]);
    }

    /// <summary>Opens the record of a former partner who lives, or lived, where the person declared to live.</summary>
    private static PlantedBehaviour ExPartnerAddress(SimulatedHub hub, Chance chance, Worker worker)
    {
        var at = At(WorkingDays(hub, chance, 1)[0], 9 + (8 * chance.Fraction()));
        var family = hub.MakeFamily();
        family.Addresses.Add(worker.Address);
        return new PlantedBehaviour("ex-partner-address", worker, [hub.View(worker, EndedOrOpen(hub, chance, family, at), at)], [AccessRule.OwnAddress]);
    }

    /// <summary>Reads records at night, without being on duty.</summary>
    private static PlantedBehaviour NightBrowsing(SimulatedHub hub, Chance chance, Worker worker)
    {
        var views = new List<long>();
        var children = new HashSet<SubjectToken>();
        var nights = WorkingDays(hub, chance, chance.Between(1, 2));
        var wanted = chance.Between(8, 25);
        while (children.Count < wanted)
        {
            var at = At(chance.Pick(nights), 23 + (5 * chance.Fraction()));
            var contact = chance.Pick(hub.Contacts);
            if (contact.Received > at || contact.Workers.Contains(worker.Id))
                continue;
            children.UnionWith(contact.Children);
            views.Add(hub.View(worker, contact, at));
        }
        return new PlantedBehaviour("night-browsing", worker, views, [AccessRule.OutOfHours]);
    }

    /// <summary>Opens hundreds of records in the last days before leaving: some their own, most not.</summary>
    private static PlantedBehaviour Leaver(SimulatedHub hub, Chance chance, Worker worker)
    {
        var days = WorkingDays(hub, chance, chance.Between(1, 3));
        worker.Left = days.Max();
        var views = new List<long>();
        for (var count = chance.Between(100, 200); count > 0; count--)
        {
            var at = At(chance.Pick(days), 9 + (8 * chance.Fraction()));
            var contact = worker.Work.Count > 0 && chance.Happens(0.4) ? chance.Pick(worker.Work) : chance.Pick(hub.Contacts);
            if (contact.Received <= at)
                views.Add(hub.View(worker, contact, at));
        }
        return new PlantedBehaviour("leaver", worker, views, [AccessRule.ManyChildren, AccessRule.NoCaseLink, AccessRule.AfterClosure]);
    }

    private static SimulatedContact EndedOrOpen(SimulatedHub hub, Chance chance, Family family, DateTimeOffset at)
    {
        if (chance.Happens(0.6))
            return hub.AddEnded(family, 3 + (300 * chance.Fraction()), at);
        var contact = hub.AddContact(family, at.AddHours(-chance.Between(2, 30)));
        contact.Ended = at.AddDays(2);
        return contact;
    }

    private static List<DateOnly> WorkingDays(SimulatedHub hub, Chance chance, int count)
    {
        var days = new List<DateOnly>();
        for (var day = hub.Options.JudgedFrom; day < hub.Options.End.AddDays(-2); day = day.AddDays(1))
        {
            if (WorkingCalendar.England.IsWorkingDay(day))
                days.Add(day);
        }
        return chance.PickSome(days, count);
    }

    private static DateTimeOffset At(DateOnly day, double hour) => UkTime.Resolve(day.ToDateTime(TimeOnly.MinValue)).Instant.AddHours(hour);
}
