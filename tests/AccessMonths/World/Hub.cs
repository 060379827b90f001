using Mash.Hub.UnusualAccess;

namespace Mash.AccessMonths.World;

/// <summary>Staff, families and contacts of a simulated hub, and everything that was looked at.</summary>
internal sealed class SimulatedHub
{
    private readonly Chance chance;
    private readonly List<AccessFact> facts = [];
    private readonly Dictionary<WholeName, Guid> staffByName;
    private readonly HashSet<int> staffHomes;
    private int address;

    public SimulatedHub(MonthOptions options, Chance chance)
    {
        Options = options;
        this.chance = chance;
        Staff = MakeStaff();
        staffByName = Staff.GroupBy(worker => worker.Name).ToDictionary(same => same.Key, same => same.First().Id);
        staffHomes = [.. Staff.Select(worker => worker.Address)];
        for (var count = 0; count < options.Earlier; count++)
            AddEarlier();
    }

    public MonthOptions Options { get; }

    public IReadOnlyList<Worker> Staff { get; }

    public List<Family> Families { get; } = [];

    /// <summary>Contacts in the order received.</summary>
    public List<SimulatedContact> Contacts { get; } = [];

    /// <summary>Every fact, not yet in the order of time.</summary>
    public IReadOnlyList<AccessFact> Facts => facts;

    public Family MakeFamily(int? familyName = null, WholeName? adult = null, int? home = null, bool highProfile = false)
    {
        var name = familyName ?? adult?.Family ?? NameRanks.Families.Draw(chance);
        var mother = adult ?? new WholeName(NameRanks.Given.Draw(chance), chance.Happens(0.5) ? name : NameRanks.Families.Draw(chance));
        var other = new WholeName(NameRanks.Given.Draw(chance), chance.Happens(0.4) ? name : NameRanks.Families.Draw(chance));
        var family = new Family
        {
            ChildrenFamilyName = name,
            Adults = [mother, other],
            Children = [.. Enumerable.Range(0, 1 + Math.Min(5, chance.Poisson(0.8))).Select(_ => new SubjectToken(chance.Token()))],
            Household = new SubjectToken(chance.Token()),
            HighProfile = highProfile,
        };
        family.Addresses.Add(home ?? ++address);
        Families.Add(family);
        return family;
    }

    public SimulatedContact AddContact(Family family, DateTimeOffset received)
    {
        var contact = new SimulatedContact
        {
            Id = chance.Id(),
            Family = family,
            // Most notices name all children of a family, some only the one they are about.
            Children = chance.Happens(0.7) ? family.Children : [family.Children[0]],
            Received = received,
        };
        family.Contacts.Add(contact);
        Contacts.Add(contact);
        return contact;
    }

    /// <summary>A contact that ended before the first day.</summary>
    public SimulatedContact AddEnded(Family family, double daysBefore, DateTimeOffset before)
    {
        var contact = AddContact(family, before.AddDays(-daysBefore - 2));
        contact.Ended = before.AddDays(-daysBefore);
        return contact;
    }

    /// <summary>Notes that somebody opened a contact; answers its place among the facts.</summary>
    public long View(Worker worker, SimulatedContact contact, DateTimeOffset at, bool onDuty = false)
    {
        var family = contact.Family;
        var flags = AccessFlags.None;
        if (contact.Workers.Contains(worker.Id))
            flags |= AccessFlags.OwnWork;
        if (contact.IsOpen(at) && worker.Role != Mash.Hub.Access.Roles.Auditor)
            flags |= AccessFlags.InQueue;
        if (onDuty)
            flags |= AccessFlags.OnDuty;
        if (family.Bears(worker.Name.Family))
            flags |= AccessFlags.OwnSurname;
        if (family.Adults.Contains(worker.Name))
            flags |= AccessFlags.OwnName;
        if (family.Addresses.Contains(worker.Address))
            flags |= AccessFlags.OwnAddress;
        if (family.Addresses.Any(home => home != worker.Address && staffHomes.Contains(home)))
            flags |= AccessFlags.ColleagueAddress;
        if (family.HighProfile)
            flags |= AccessFlags.HighProfile;
        Guid? colleague = null;
        foreach (var adult in family.Adults)
        {
            if (staffByName.TryGetValue(adult, out var bearer) && bearer != worker.Id)
                colleague = bearer;
        }
        return Add(new AccessFact
        {
            Sequence = facts.Count, AccountId = worker.Id, Role = worker.Role, Kind = AccessKind.View, Time = at, ContactId = contact.Id, Children = contact.Children,
            Household = family.Household, EndedTime = contact.Ended <= at ? contact.Ended : null, ColleagueId = colleague, Flags = flags,
        });
    }

    /// <summary>Notes that somebody looked for a contact by its reference.</summary>
    public long Search(Worker worker, DateTimeOffset at) => Search(worker, at, AccessFlags.ByReference, null);

    /// <summary>Notes that somebody looked for an adult by name.</summary>
    public long Search(Worker worker, WholeName name, DateTimeOffset at) => Search(
        worker, at,
        (name.Family == worker.Name.Family ? AccessFlags.OwnSurname : 0) | (name == worker.Name ? AccessFlags.OwnName : 0),
        staffByName.TryGetValue(name, out var bearer) && bearer != worker.Id ? bearer : null);

    private long Search(Worker worker, DateTimeOffset at, AccessFlags flags, Guid? colleague) => Add(new AccessFact
    {
        Sequence = facts.Count, AccountId = worker.Id, Role = worker.Role, Kind = AccessKind.Search, Time = at, Flags = flags, ColleagueId = colleague,
    });

    /// <summary>Notes work on a contact; from now on it is theirs.</summary>
    public void Act(Worker worker, SimulatedContact contact, DateTimeOffset at)
    {
        contact.Workers.Add(worker.Id);
        worker.Work.Add(contact);
        Add(new AccessFact { Sequence = facts.Count, AccountId = worker.Id, Role = worker.Role, Kind = AccessKind.Act, Time = at, ContactId = contact.Id });
    }

    private long Add(AccessFact fact)
    {
        facts.Add(fact);
        return fact.Sequence;
    }

    private void AddEarlier()
    {
        var family = Families.Count > 0 && chance.Happens(0.3) ? chance.Pick(Families) : MakeFamily();
        AddEnded(family, chance.Fraction() * 365, new DateTimeOffset(Options.Start.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero));
    }

    private List<Worker> MakeStaff()
    {
        var total = Options.RoleShares.Values.Sum();
        var staff = new List<Worker>();
        foreach (var (role, share) in Options.RoleShares)
        {
            for (var count = 0; count < (int)Math.Round((double)Options.Staff * share / total); count++)
            {
                staff.Add(new Worker
                {
                    Id = chance.Id(),
                    Role = role,
                    Name = WholeName.Draw(chance),
                    Address = ++address,
                    Pace = Math.Exp(0.25 * chance.Normal()),
                    Days = chance.Happens(0.2) ? 3 : 5,
                    // A few join during the judged weeks and have no history of their own.
                    Joined = chance.Happens(0.03) ? Options.JudgedFrom.AddDays(chance.Between(0, 20)) : Options.Start,
                });
            }
        }
        foreach (var worker in staff)
        {
            for (var week = Options.Start; week < Options.End; week = week.AddDays(7))
            {
                if (chance.Happens(0.09))
                    worker.Leave.Add(week);
            }
        }
        return staff;
    }
}
