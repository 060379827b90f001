using Mash.V1;
using static Mash.FrontDoor.Tests.FakeHub.SampleAnswers;

namespace Mash.FrontDoor.Tests.FakeHub;

/// <summary>What the referrer said about three siblings. Everybody in it is made up.</summary>
internal static class SampleDetails
{
    public static ContactDetails Marshall() => new()
    {
        SourceCode = "6",
        SenderReference = "PPN-26-0098484",
        IncidentReference = "NP-20261119-0723",
        IncidentTime = At(1, 19, 59),
        SenderCreatedTime = At(1, 23, 2),
        Referrer = new Referrer { Name = "DC 361 Quainton", Role = "Detective constable", Team = "Domestic abuse unit", Organisation = "Northamptonshire Police", Telephone = "03069 990000" },
        Concern = Concern(),
        Children = { Oscar(), Jessica(), Brandon() },
        People =
        {
            new NetworkPerson
            {
                Name = Name("Kelly", "Marshall"), DateOfBirth = Day(1993, 4, 4), Relationship = "mother", LivesWithChild = true, ParentalResponsibility = true,
                SafeContact = new SafeContact { Never = "contact the family before a manager says so" },
            },
            new NetworkPerson
            {
                Name = Name("Jamie", "Jelley"), AgeEstimateYears = 34, Relationship = "father", LivesWithChild = false, ParentalResponsibility = true, AbsentParent = true,
                Addresses = { new Address { Confidential = true } },
                Gaps = { Gap("safe_contact", GapReason.NotAsked) },
            },
            new NetworkPerson
            {
                Relationship = "relatives", LivesWithChild = false,
                Gaps = { Gap("name", GapReason.NotKnown), Gap("parental_responsibility", GapReason.NotKnown), Gap("telephones", GapReason.Refused) },
            },
        },
        Professionals = { new Professional { Name = "Grace Rahimi", Role = "Safeguarding lead", Organisation = "Yarrowmead Primary School", Telephone = "03069 990021", LastInvolvedDate = Day(2026, 11, 19) } },
        SignsOfSafety = new SignsOfSafety
        {
            WorriedAbout = { "A third fire, by the fire officer’s count, and no light upstairs", "Food locked away, hunger seen in two children", "Jessica, 12, runs the mornings" },
            WorkingWell = { "Kelly took smoke alarms in June 2025", "Jessica and Oscar tell adults at school what happens" },
            NeedsToHappen = { "A safe bed for the children tonight", "Someone speaks to Jamie" },
            Scale = 3,
        },
        ServiceAgreement = new ServiceAgreement { Status = ServiceAgreementStatus.NotSought, Notes = "Asking would raise the risk." },
        FamilyAwareness = new FamilyAwareness { Aware = false, ReasonNotTold = "Seeking the parent’s agreement would increase risk." },
        WorkerRisks = { new WorkerRisk { Description = "A dog loose in the hall", Advice = "Ring before you knock" } },
        ReferrerRag = Rag.Amber,
        DomesticAbuseRisk = "Standard",
        Gaps = { Gap("parent_views", GapReason.NotAsked) },
    };

    private static Concern Concern() => new()
    {
        Narrative = "Fire service call at 19:59, bin fire in hall. Kelly Marshall asleep. Children in coats in one bed, no light upstairs, toilet unusable. Fire officer said third attendance in 18 months.",
        Categories = { "16A", "3B" },
        Statements =
        {
            Statement(StatementKind.Observed, "Bin fire in the hall. Kelly Marshall asleep.", "Police at the home"),
            Statement(StatementKind.Observed, "Children in coats in one bed. No light upstairs. Toilet unusable.", "Police at the home"),
            Statement(StatementKind.SecondHand, "Third attendance in 18 months.", "A fire officer, name not supplied"),
            Statement(StatementKind.Opinion, "Amber. Seeking the parent’s agreement would increase risk.", "DC 361 Quainton"),
        },
    };

    private static Child Oscar() => new()
    {
        Name = Name("Oscar", "Marshall"),
        DateOfBirth = Day(2019, 5, 2),
        Sex = Sex.Male,
        Ethnicity = "WBRI",
        Education = new EducationSetting { Name = "Yarrowmead Primary School" },
        Addresses = { new Address { Lines = { "20 Welt Stitch Gardens" }, Town = "Towcester", Postcode = "NN12 9XH" } },
        Voice = new ChildVoice { Words = "We put water on it last time too.", HowObtained = "To police at the home, 19 November", SeenAlone = false, Gaps = { Gap("day_in_the_life", GapReason.NotAsked) } },
        Injuries = { new Injury { Site = "Left forearm", Description = "Red mark, skin not broken", Size = "2 cm", View = BodyMapView.Front } },
    };

    private static Child Jessica() => new()
    {
        Name = Name("Jessica", "Marshall"),
        DateOfBirth = Day(2014, 3, 9),
        Sex = Sex.Female,
        Ethnicity = "WBRI",
        Education = new EducationSetting { Name = "Watling Hundred School", YearGroup = "Year 8" },
        Addresses = { new Address { Lines = { "20 Welt Stitch Gardens" }, Town = "Towcester", Postcode = "NN12 9XH" } },
        Gaps = { Gap("voice", GapReason.NotAsked) },
    };

    private static Child Brandon() => new()
    {
        Name = Name("Brandon", "Marshall"),
        DateOfBirth = Day(2024, 6, 30),
        Sex = Sex.Male,
        Addresses = { new Address { Lines = { "20 Welt Stitch Gardens" }, Town = "Towcester", Postcode = "NN12 9XH" } },
        Voice = new ChildVoice { ObservedBehaviour = "Asleep in his coat, did not wake when carried.", Gaps = { Gap("words", GapReason.NotKnown) } },
    };

    private static PersonName Name(string given, string family) => new() { Given = given, Family = family };

    private static Gap Gap(string field, GapReason reason) => new() { Field = field, Reason = reason };

    private static Statement Statement(StatementKind kind, string text, string by) => new() { Kind = kind, Text = text, SaidBy = by, SaidTime = At(1, 19, 59) };
}
