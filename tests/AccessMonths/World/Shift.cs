using Mash.Hub.Access;
using Mash.Hub.Calendar;

namespace Mash.AccessMonths.World;

/// <summary>One honest shift of one person.</summary>
internal sealed class Shift(SimulatedHub hub, Chance chance, Worker worker, DateOnly day, IReadOnlyList<SimulatedContact> open)
{
    /// <summary>Enquiries about ended contacts in a shift, by role: a referrer rings, a school asks, an old case is like the new one.</summary>
    private static readonly Dictionary<string, double> Enquiries = new()
    {
        [Roles.ContactOfficer] = 2.5, [Roles.Manager] = 0.5, [Roles.SocialWorker] = 0.4, [Roles.SocialWorkerAsye] = 0.4, [Roles.EmergencyDutyTeam] = 0.6, [Roles.Auditor] = 0,
    };

    private readonly List<(SimulatedContact Contact, Looked Looked)> looks = [];
    private readonly Dictionary<int, int> after = [];

    /// <summary>How somebody came to a contact.</summary>
    private enum Looked
    {
        Listed,
        ByReference,
        ByName,
    }

    /// <summary>A day's shift.</summary>
    /// <param name="given">Tasks, and whether they end with an act.</param>
    /// <param name="busy">How busy the day is; 1 is usual.</param>
    /// <param name="learning">True in a week of learning.</param>
    public void Run(IReadOnlyList<(SimulatedContact Contact, bool Acts)> given, double busy, bool learning)
    {
        var views = chance.Poisson(hub.Options.ViewsPerShift[worker.Role] * worker.Pace * busy);
        if (worker.Role == Roles.Auditor)
        {
            Review(views);
            Look(8.75, 8);
            return;
        }
        foreach (var (contact, acts) in given)
            Task(contact, acts);
        Enquire(chance.Poisson(Enquiries[worker.Role]));
        if (worker.Role == Roles.Manager && chance.Happens(1.0 / 20))
            Review(chance.Between(8, 12));
        if (worker.Role is Roles.SocialWorker or Roles.SocialWorkerAsye && chance.Happens(1.0 / 30))
            Enquire(chance.Poisson(5));
        if (learning)
            Review(chance.Between(2, 5));
        if (worker.Role == Roles.SocialWorker && chance.Happens(1.0 / 400))
            TakeOver();
        while (looks.Count < views && open.Count > 0)
            Browse();
        Look(8.75, 8);
        if (chance.Happens(0.04))
            Late(17.5, 3, chance.Between(3, 6));
        if (worker.Role == Roles.Manager && chance.Happens(0.004))
            Late(21, 2.5, chance.Between(2, 4));
    }

    /// <summary>A night or weekend on duty.</summary>
    public void RunNight(bool onDuty = false)
    {
        var views = chance.Poisson(hub.Options.ViewsPerShift[Roles.EmergencyDutyTeam] * worker.Pace);
        Enquire(chance.Poisson(Enquiries[Roles.EmergencyDutyTeam]));
        while (looks.Count < views && open.Count > 0)
            Browse();
        Look(17.5, 11, onDuty);
        foreach (var (contact, _) in looks.Where(look => look.Contact.IsOpen(At(28.5))).Take(chance.Between(1, 4)))
            hub.Act(worker, contact, At(28.6));
    }

    /// <summary>A few hours of catching up at a weekend, on what is in work.</summary>
    public void CatchUp()
    {
        for (var count = chance.Between(3, 8); count > 0 && open.Count > 0; count--)
            looks.Add((worker.Work.LastOrDefault(contact => contact.IsOpen(At(10))) is { } own && chance.Happens(0.7) ? own : chance.Pick(open), Looked.Listed));
        Look(10, 3);
    }

    private DateTimeOffset At(double hour) => UkTime.Resolve(day.ToDateTime(TimeOnly.MinValue)).Instant.AddHours(hour);

    private void Task(SimulatedContact contact, bool acts)
    {
        for (var count = chance.Between(1, 3); count > 0; count--)
            looks.Add((contact, Looked.Listed));
        History(contact);
        if (acts)
            hub.Act(worker, contact, At(16.9));
    }

    /// <summary>Earlier contacts of the same family are read with a new one.</summary>
    private void History(SimulatedContact contact)
    {
        var from = looks.FindLastIndex(look => look.Contact == contact);
        var earlier = contact.Family.Contacts.Where(other => other != contact && other.Received < contact.Received).ToList();
        if (earlier.Count == 0 || !chance.Happens(0.5))
            return;
        foreach (var other in chance.PickSome(earlier, chance.Between(1, 3)))
        {
            // They are opened from the page of the new one.
            after[looks.Count] = from;
            looks.Add((other, Looked.Listed));
        }
    }

    private void Browse()
    {
        var contact = chance.Pick(open);
        // Few may open a restricted record at all.
        if (contact.Family.HighProfile && !chance.Happens(0.05))
            return;
        looks.Add((contact, chance.Happens(0.05) ? Looked.ByReference : Looked.Listed));
        if (chance.Happens(0.1))
            History(contact);
    }

    private void Enquire(int count)
    {
        for (; count > 0; count--)
            looks.Add((EndedRecently(), chance.Happens(0.5) ? Looked.ByName : chance.Happens(0.5) ? Looked.ByReference : Looked.Listed));
    }

    private void Review(int count)
    {
        for (; count > 0; count--)
            looks.Add((EndedRecently(60), Looked.Listed));
    }

    /// <summary>Ended contacts are asked about soon after they end, and ever less.</summary>
    private SimulatedContact EndedRecently(double days = 20)
    {
        while (true)
        {
            var about = At(9).AddDays(-3 - chance.Exponential(days));
            var contact = hub.Contacts[Math.Clamp((int)(hub.Contacts.Count * chance.Fraction()), 0, hub.Contacts.Count - 1)];
            if (contact.Ended <= At(9) && (contact.Ended >= about || chance.Happens(0.02)))
                return contact;
        }
    }

    private void TakeOver()
    {
        foreach (var contact in chance.PickSome(open, chance.Between(10, 25)))
        {
            looks.Add((contact, Looked.Listed));
            History(contact);
        }
    }

    private void Late(double hour, double hours, int count)
    {
        looks.Clear();
        after.Clear();
        for (; count > 0 && open.Count > 0; count--)
            looks.Add((worker.Work.LastOrDefault(contact => contact.IsOpen(At(hour))) is { } own && chance.Happens(0.6) ? own : chance.Pick(open), Looked.Listed));
        Look(hour, hours);
    }

    private void Look(double from, double hours, bool onDuty = false)
    {
        var times = new DateTimeOffset[looks.Count];
        for (var look = 0; look < looks.Count; look++)
        {
            var (contact, looked) = looks[look];
            var at = after.TryGetValue(look, out var first) ? times[first].AddMinutes(chance.Between(1, 10)) : At(from + (hours * chance.Fraction()));
            // What came later in the day is opened after it came.
            if (contact.Received > at)
                at = contact.Received.AddMinutes(chance.Between(5, 60));
            times[look] = at;
            if (looked == Looked.ByReference)
                hub.Search(worker, at.AddMinutes(-2));
            else if (looked == Looked.ByName)
                hub.Search(worker, chance.Pick(contact.Family.Adults), at.AddMinutes(-2));
            hub.View(worker, contact, at, onDuty);
        }
    }
}
