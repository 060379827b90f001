using Mash.Hub.Access;
using Mash.Hub.Calendar;

namespace Mash.AccessMonths.World;

/// <summary>
/// The honest work of a hub, day by day: contacts arrive, are taken in, screened, decided and told about; staff read the queue and the
/// history of families, answer telephones, review each other's work, hand over, cover and stay late.
/// </summary>
internal sealed class WorkingDays(SimulatedHub hub, Chance chance)
{
    private readonly List<SimulatedContact> open = [];
    private readonly Dictionary<DateOnly, List<(SimulatedContact Contact, string Role)>> tasks = [];
    private readonly HashSet<(Guid, DateOnly)> learning = [];

    public void Run()
    {
        for (var day = hub.Options.Start; day < hub.Options.End; day = day.AddDays(1))
        {
            Receive(day);
            var working = WorkingCalendar.England.IsWorkingDay(day);
            if (working)
                Day(day);
            Night(day, working);
            open.RemoveAll(contact => contact.Ended <= At(day.AddDays(1), 6));
        }
    }

    private static DateTimeOffset At(DateOnly day, double hour) => UkTime.Resolve(day.ToDateTime(TimeOnly.MinValue)).Instant.AddHours(hour);

    private void Receive(DateOnly day)
    {
        var week = hub.Options.Contacts / 4.0;
        var share = day.DayOfWeek switch
        {
            DayOfWeek.Monday => 0.22, DayOfWeek.Saturday => 0.03, DayOfWeek.Sunday => 0.03, _ => 0.16,
        };
        var count = chance.Poisson(week * share);
        for (var number = 0; number < count; number++)
            Arrive(NextFamily(), At(day, 8 + (9 * chance.Fraction())));
        // Some nights end with a batch of police notices.
        if (chance.Happens(0.1))
        {
            for (var number = chance.Between((int)(week * 0.08), (int)(week * 0.25)); number > 0; number--)
                Arrive(NextFamily(), At(day, 6));
        }
        if (chance.Happens(2.0 / 28))
            Arrive(hub.MakeFamily(highProfile: true), At(day, 9));
        // Families of a colleague's name come as well, and nobody does anything wrong.
        if (chance.Happens(3.0 / 28))
            Arrive(hub.MakeFamily(familyName: chance.Pick(hub.Staff).Name.Family), At(day, 10));
    }

    private Family NextFamily() => chance.Happens(0.3) ? chance.Pick(hub.Families) : hub.MakeFamily();

    private void Arrive(Family family, DateTimeOffset at)
    {
        var contact = hub.AddContact(family, at);
        open.Add(contact);
        var day = DateOnly.FromDateTime(at.UtcDateTime);
        if (at.Hour >= 14)
            day = day.AddDays(1);
        Plan(contact, Roles.ContactOfficer, ref day, 0);
        Plan(contact, chance.Happens(0.85) ? Roles.SocialWorker : Roles.SocialWorkerAsye, ref day, chance.Happens(0.9) ? 0 : 1);
        Plan(contact, Roles.Manager, ref day, chance.Happens(0.6) ? 0 : 1);
        Plan(contact, Told, ref day, 1);
        contact.Ended = At(day, 16.5);
    }

    /// <summary>The contact officer's second task: telling the referrer.</summary>
    private const string Told = "told";

    private void Plan(SimulatedContact contact, string task, ref DateOnly day, int later)
    {
        day = day.AddDays(later);
        while (!WorkingCalendar.England.IsWorkingDay(day))
            day = day.AddDays(1);
        if (!tasks.TryGetValue(day, out var list))
            tasks[day] = list = [];
        list.Add((contact, task));
    }

    private void Day(DateOnly day)
    {
        var staff = hub.Staff.Where(worker => worker.Role != Roles.EmergencyDutyTeam && IsIn(worker, day)).ToList();
        var given = staff.ToDictionary(worker => worker.Id, _ => new List<(SimulatedContact Contact, bool Acts)>());
        var total = 0;
        foreach (var (contact, task) in tasks.Remove(day, out var list) ? list : [])
        {
            var role = task == Told ? Roles.ContactOfficer : task;
            var able = staff.Where(worker => worker.Role == role).ToList();
            if (able.Count == 0)
                able = staff;
            if (able.Count == 0)
                continue;
            given[chance.Pick(able).Id].Add((contact, task != Roles.ContactOfficer));
            total++;
        }
        var usual = hub.Options.Contacts / 20.0 * 4;
        var busy = Math.Clamp(total / usual, 0.8, 1.8);
        foreach (var worker in staff)
            new Shift(hub, chance, worker, day, open).Run(given[worker.Id], busy, IsLearning(worker, day));
    }

    private bool IsIn(Worker worker, DateOnly day) =>
        day >= worker.Joined && day <= worker.Left && !worker.Leave.Contains(day.AddDays(-(((int)day.DayOfWeek + 6) % 7))) && chance.Happens(worker.Days / 5.0 * 0.95);

    /// <summary>Some weeks those in their first year read ended contacts to learn.</summary>
    private bool IsLearning(Worker worker, DateOnly day)
    {
        var monday = day.AddDays(-(((int)day.DayOfWeek + 6) % 7));
        if (worker.Role == Roles.SocialWorkerAsye && day == monday && chance.Happens(1.0 / 26))
            learning.Add((worker.Id, monday));
        return learning.Contains((worker.Id, monday));
    }

    private void Night(DateOnly day, bool working)
    {
        var team = hub.Staff.Where(worker => worker.Role == Roles.EmergencyDutyTeam && !worker.Leave.Contains(day.AddDays(-(((int)day.DayOfWeek + 6) % 7)))).ToList();
        foreach (var worker in chance.PickSome(team, Math.Max(1, team.Count / 5)))
            new Shift(hub, chance, worker, day, open).RunNight();
        // Somebody from the day covers a night, on the rota.
        if (chance.Happens(0.1))
            new Shift(hub, chance, chance.Pick(hub.Staff), day, open).RunNight(onDuty: true);
        if (!working)
        {
            foreach (var worker in hub.Staff.Where(_ => chance.Happens(0.006)))
                new Shift(hub, chance, worker, day, open).CatchUp();
        }
    }
}
