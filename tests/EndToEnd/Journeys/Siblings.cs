using Google.Protobuf.WellKnownTypes;
using Mash.V1;

namespace Mash.EndToEnd.Journeys;

/// <summary>A school's concern about a brother and a sister, with everything that the contact page has a place for. Everybody is fictional.</summary>
internal static class Siblings
{
    public const string Elder = "Maisie";
    public const string Younger = "Oscar";
    public const string Family = "Wetherby";

    public static ContactDetails Concern(DateTimeOffset now) => new()
    {
        SourceCode = "2A",
        SenderReference = "SCH-" + now.ToUnixTimeMilliseconds(),
        IncidentTime = Timestamp.FromDateTimeOffset(now.AddHours(-3)),
        SenderCreatedTime = Timestamp.FromDateTimeOffset(now.AddMinutes(-10)),
        ReferrerRag = Rag.Amber,
        ReferrerLevel = 3,
        Referrer = new Referrer { Name = "Yvonne Rossiter", Role = "Designated safeguarding lead", Organisation = "Bellfounder School", Telephone = "03069 990032", Email = "dsl@bellfounder.example" },
        Children = { Child(Elder, new Date { Year = 2015, Month = 4, Day = 2 }, Sex.Female, "I don't want to go home when he is there."), Child(Younger, new Date { Year = 2021, Month = 1, Day = 19 }, Sex.Male, "") },
        People =
        {
            new NetworkPerson { Name = new PersonName { Given = "Donna", Family = Family }, Relationship = "mother", LivesWithChild = true, ParentalResponsibility = true, Telephones = { "07700 900321" },
                SafeContact = new SafeContact { How = "Her own mobile, text first", When = "School hours", Never = "ring the house" } },
            new NetworkPerson { Name = new PersonName { Given = "Craig", Family = "Solway" }, Relationship = "mother's partner", LivesWithChild = true, AllegedToHaveHarmed = true },
        },
        Professionals = { new Professional { Name = "Ffion Beddoes", Role = "Health visitor", Organisation = "Fictional health trust", Telephone = "01632 960077" } },
        Concern = new Concern
        {
            Narrative = "At registration Maisie had a bruise on her left cheek. She first said that a door hit her, later that Craig was angry. She is quieter than she was before the summer. Oscar came to nursery hungry three times this month.",
            Categories = { "18C", "3B" },
            Statements = { new Statement { Kind = StatementKind.Quoted, Text = "He was angry about the milk.", SaidBy = "Maisie, to her class teacher" } },
        },
        SignsOfSafety = new SignsOfSafety
        {
            WorriedAbout = { "A bruise with two explanations", "Nobody at home has been seen since" },
            WorkingWell = { "Maisie trusts her class teacher", "Their mother comes when school asks her to" },
            NeedsToHappen = { "Somebody sees both children today" },
            Scale = 3,
        },
        FamilyAwareness = new FamilyAwareness { Aware = false, ReasonNotTold = "Craig may be there when their mother is rung" },
        WorkerRisks = { new WorkerRisk { Description = "A large dog that is not kept in", Advice = "Do not visit alone" } },
        AlreadyTried = { "Breakfast club since September" },
    };

    private static Child Child(string given, Date born, Sex sex, string words) => new()
    {
        Name = new PersonName { Given = given, Family = Family },
        DateOfBirth = born,
        Sex = sex,
        Ethnicity = "WBRI",
        FirstLanguage = "English",
        SenderChildReference = given,
        Addresses = { new Address { Lines = { "95 Hayrick Way" }, Town = "Northampton", Postcode = "NN4 9XF" } },
        Voice = words.Length > 0
            ? new ChildVoice { Words = words, Seen = true, SeenAlone = true, HowObtained = "Alone with her class teacher" }
            : new ChildVoice { ObservedBehaviour = "Eats very fast and looks at the door", Seen = true },
        Injuries = { words.Length > 0 ? [new Injury { Site = "Left cheek", Description = "Round, purple, about two days old", Size = "3 cm", Explanation = "“A door”, then “he was angry”", View = BodyMapView.Front, X = 0.53f, Y = 0.11f }] : Array.Empty<Injury>() },
    };
}
