using Mash.V1;
using static Mash.FrontDoor.Tests.FakeHub.SampleAnswers;

namespace Mash.FrontDoor.Tests.FakeHub;

/// <summary>Findings of unusual access, all made up.</summary>
internal static class SampleFindings
{
    public const string OpenId = "0198c000-0000-7000-8000-0000000000f1";
    public const string ClosedId = "0198c000-0000-7000-8000-0000000000f2";

    public static ListFindingsResponse Findings()
    {
        var answer = new ListFindingsResponse { OpenCount = 1, Findings = { Open(), Closed() } };
        foreach (var finding in answer.Findings)
            finding.Evidence.Clear();
        return answer;
    }

    public static Finding Of(string findingId) => findingId == ClosedId ? Closed() : Open();

    public static Finding Open() => new()
    {
        FindingId = OpenId,
        Rule = AccessRule.NoCaseLink,
        Severity = FindingSeverity.High,
        State = FindingState.Open,
        PersonName = "Kate Thorburn",
        PersonRole = "Social worker",
        WeekDate = Day(2026, 11, 16),
        Reason = "Opened records of 61 different children in one week that none of their work is about. Usual for this person: 3. More than 24 is shown here.",
        EvidenceCount = 3,
        OpenedTime = At(0, 14, 2),
        UpdatedTime = At(0, 14, 40),
        Etag = "v2",
        Evidence =
        {
            new Evidence { Sequence = 40211, ActTime = At(0, 13, 50), Act = EvidenceAct.Searched },
            new Evidence { Sequence = 40212, ActTime = At(0, 13, 51), Act = EvidenceAct.Opened, ContactReference = "C-4QXR-7K2M", Circumstances = { "Ended 94 days before" } },
            new Evidence { Sequence = 40219, ActTime = At(0, 13, 55), Act = EvidenceAct.Opened, ContactReference = SampleContact.Reference, Circumstances = { "Ended 12 days before", "Their own family name" } },
        },
    };

    public static Finding Closed() => new()
    {
        FindingId = ClosedId,
        Rule = AccessRule.OutOfHours,
        Severity = FindingSeverity.Medium,
        State = FindingState.Closed,
        PersonName = "Tom Ellis",
        PersonRole = "MASH manager",
        WeekDate = Day(2026, 11, 9),
        Reason = "Opened records of 15 different children in one week outside working hours and the duty rota. More than 14 is shown here.",
        EvidenceCount = 1,
        OpenedTime = At(8, 9, 0),
        UpdatedTime = At(8, 9, 0),
        Outcome = FindingOutcome.ExpectedWork,
        ClosingWords = "He covered for the night team at short notice; the rota was not changed in time.",
        ClosedBy = "Priya Nair",
        ClosedTime = At(7, 10, 30),
        Etag = "v3",
        Evidence = { new Evidence { Sequence = 31007, ActTime = At(9, 23, 10), Act = EvidenceAct.Opened, ContactReference = SampleContact.Reference, Circumstances = { "In the queue" } } },
    };
}
