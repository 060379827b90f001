using Mash.V1;
using static Mash.FrontDoor.Tests.FakeHub.SampleAnswers;

namespace Mash.FrontDoor.Tests.FakeHub;

/// <summary>One contact about three siblings, as rich as contacts get. Everybody in it is made up.</summary>
internal static class SampleContact
{
    public const string Reference = "C-7K3M-92QD";
    public const string SecretStreet = "7 Larkrise Close";

    public static readonly Guid Id = Guid.Parse("0198c000-0000-7000-8000-000000000001");
    public static readonly Guid Oscar = Guid.Parse("0198c000-0000-7000-8000-0000000000c1");
    public static readonly Guid Jessica = Guid.Parse("0198c000-0000-7000-8000-0000000000c2");
    public static readonly Guid Brandon = Guid.Parse("0198c000-0000-7000-8000-0000000000c3");
    public static readonly string[] SignOffReasons = ["There are 5 contacts in 12 months", "The contact is red"];

    /// <summary>Ready for decision; Brandon decided, Oscar and Jessica not.</summary>
    public static Contact Marshall(Guid id)
    {
        var contact = new Contact
        {
            ContactId = id.ToString(),
            Reference = Reference,
            Etag = "1",
            State = ContactState.ReadyForDecision,
            Details = SampleDetails.Marshall(),
            AgencyName = "Northamptonshire Police",
            ReceivedTime = At(0, 6, 0),
            AcknowledgedTime = At(0, 6, 0),
            Rag = Rag.Red,
            CouncilArea = CouncilArea.West,
            ScreenerName = "Kate Thorburn",
            SeenByCount = 4,
            MayShowAddresses = true,
            MayRestrict = true,
            Clocks =
            {
                Samples.Clock(ClockState.Late, new TimeSpan(-5, -40, 0)),
                Samples.Clock(ClockState.Running, TimeSpan.FromMinutes((3 * 1440) + 80), true, new TimeSpan(9, 35, 0), ClockKind.Decision),
            },
            Ratings =
            {
                new Rating { Rag = Rag.Amber, Rationale = "As the police graded it.", RatedBy = "Kate Thorburn", RatedTime = At(0, 9, 10) },
                new Rating { Rag = Rag.Red, Rationale = "Read with the siblings’ history this is a third fire.", RatedBy = "Kate Thorburn", RatedTime = At(0, 14, 10) },
            },
            Information = { new AddedInformation { Text = "The fire service has sent no crew report yet. They will ring before 4pm.", AddedBy = "Kate Thorburn", AddedTime = At(0, 14, 40), Kind = StatementKind.SecondHand } },
        };
        contact.Children.Add([Child(Oscar, 0, 5, AgeBand._5To9), Child(Jessica, 1, 2, AgeBand._10To15), Decided(Child(Brandon, 2, 4, AgeBand._1To4))]);
        contact.AllowedActions.Add([Allowed(ContactAction.Rate), Allowed(ContactAction.Decide), Allowed(ContactAction.SendFeedback), Allowed(ContactAction.AddInformation)]);
        contact.AllowedActions.Add(new AllowedAction { Action = ContactAction.StartScreening });
        contact.History.Add([
            Earlier("e1", At(37, 10, 20), "2A", "Watling Hundred School", "Late each day, shoes too small", "Jessica Marshall", 2, Outcome.EarlyHelp),
            Earlier("e2", At(135, 16, 5), "3E", "Saxonbridge General Hospital", "Swallowed a battery", "Brandon Marshall", 1, Outcome.NoFurtherAction),
            Earlier("e3", At(247, 11, 0), "3B", "Northamptonshire Health Visiting", "Weight not rising, nappy rash", "Brandon Marshall", 2, Outcome.Advice),
        ]);
        return contact;
    }

    /// <summary>Not screened yet: nothing rated, nothing decided, nobody has it.</summary>
    public static Contact Received(Guid id)
    {
        var contact = Marshall(id);
        contact.State = ContactState.Received;
        contact.Rag = Rag.Unrated;
        contact.ScreenerName = "";
        contact.Ratings.Clear();
        contact.Children[2].State = ChildState.AwaitingDecision;
        contact.Children[2].Decision = null;
        contact.AllowedActions.Clear();
        contact.AllowedActions.Add(Allowed(ContactAction.StartScreening));
        contact.AllowedActions.Add(new AllowedAction { Action = ContactAction.Decide, Reason = "You can decide once somebody has screened and rated this contact." });
        return contact;
    }

    private static ContactChild Child(Guid id, int ordinal, int contacts, AgeBand band)
    {
        var child = new ContactChild
        {
            ContactChildId = id.ToString(),
            Ordinal = ordinal,
            State = ChildState.AwaitingDecision,
            AgeBand = band,
            ContactsIn12Months = contacts,
            CouncilArea = CouncilArea.West,
            EarliestClock = Samples.Clock(ClockState.Late, new TimeSpan(-5, -40, 0)),
        };
        child.SignOffReasons.Add(SignOffReasons);
        return child;
    }

    private static ContactChild Decided(ContactChild child)
    {
        child.State = ChildState.Decided;
        child.EarliestClock = Samples.Stopped(new TimeSpan(-5, -40, 0), TimeSpan.FromMinutes(-9));
        child.Decision = new Decision
        {
            Level = 4,
            Outcome = Outcome.StrategyDiscussion,
            Rationale = "Brandon is two, his weight is not rising and nobody was awake when the bin burned.",
            Scale = 2,
            DecidedBy = "Ruth Adeyemi",
            DecidedTime = At(0, 15, 31),
        };
        return child;
    }

    private static AllowedAction Allowed(ContactAction action) => new() { Action = action, Allowed = true };

    private static EarlierContact Earlier(string id, Google.Protobuf.WellKnownTypes.Timestamp received, string source, string agency, string words, string child, int level, Outcome outcome) => new()
    {
        ContactId = $"0198c000-0000-7000-8000-0000000000{id}",
        Reference = $"C-0000-00{id}",
        ReceivedTime = received,
        SourceCode = source,
        AgencyName = agency,
        FirstWords = words,
        ChildNames = { child },
        State = ContactState.Closed,
        Outcomes = { outcome },
        Levels = { level },
        Rag = Rag.Green,
    };
}
