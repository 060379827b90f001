using Google.Protobuf.WellKnownTypes;
using Mash.Hub.Contacts.Content;
using Mash.V1;

namespace Mash.Hub.Tests.Contacts.Content;

/// <summary>Contacts as the partner agencies of the sample world send them. All people are fictional.</summary>
internal static class SampleContacts
{
    public const string ChildNhsNumber = "9990000018";
    public const string MotherNhsNumber = "9990000026";
    public const string Upn = "B801200005001";

    public static readonly DateTimeOffset Received = new(2026, 11, 20, 6, 0, 0, TimeSpan.Zero);

    public static ValidationContext From(AgencyKind kind, params string[] sourceCodes) =>
        new() { ReceivedTime = Received, AgencyKind = kind, AllowedSourceCodes = sourceCodes.Length == 0 ? null : sourceCodes.ToHashSet() };

    public static Timestamp At(int day, int hour, int minute) =>
        Timestamp.FromDateTimeOffset(new DateTimeOffset(2026, 11, day, hour, minute, 0, TimeSpan.Zero));

    public static Date Day(int year, int month, int day) => new() { Year = year, Month = month, Day = day };

    public static Address Home(string line, string town, string postcode) => new() { Lines = { line }, Town = town, Postcode = postcode };

    /// <summary>A police notice: a child seen at an incident, parents by name, nothing about health.</summary>
    public static ContactDetails Police() => new()
    {
        SourceCode = "6",
        Channel = Channel.System,
        SenderReference = "PPN-26-0098204",
        IncidentReference = "NP-20261119-0500",
        IncidentTime = At(19, 12, 40),
        SenderCreatedTime = At(19, 18, 15),
        Referrer = new() { Name = "PCSO 1671 VENABLES", Organisation = "Police", Team = "Neighbourhood" },
        Children =
        {
            new Child
            {
                Name = new() { Family = "Lakatos", Given = "Sára" },
                DateOfBirth = Day(2017, 8, 11),
                Sex = Sex.Female,
                Ethnicity = "WROM",
                Addresses = { Home("4 Whinberry Road, Northampton", "", "NN5 9YS") },
                Education = new() { Name = "St Osyth's Church of England Primary School" },
                Voice = new() { Words = "Not seen today, at school.", Seen = false, SeenAlone = false, Demeanour = "Not seen" },
            },
        },
        People =
        {
            new NetworkPerson { Name = new() { Family = "LAKATOS", Given = "Jana" }, DateOfBirth = Day(1998, 9, 28), Relationship = "mother", Telephones = { "07700 900424" } },
            new NetworkPerson { Name = new() { Family = "LAKATOS", Given = "Milan" }, Relationship = "father", LivesWithChild = true, PncId = "2008/0056560Z" },
        },
        Concern = new() { Narrative = "Jana Lakatos attended the front counter at 12:40.\r\nShe asks that NO letter is made to the home.", Categories = { "3B", "17A" }, SenderCategory = "DOMESTIC ABUSE" },
        FamilyAwareness = new() { Aware = true },
        WorkerRisks = { new WorkerRisk { Description = "Dog at address" } },
        ReferrerRag = Rag.Amber,
        DomesticAbuseRisk = "MEDIUM",
    };

    /// <summary>A school's concern, with everything a school can say.</summary>
    public static ContactDetails School() => new()
    {
        SourceCode = "2A",
        SenderReference = "SCH-20261116-001",
        SenderCreatedTime = At(16, 14, 4),
        PhonedFirst = true,
        Referrer = new()
        {
            Name = "Yvonne Rossiter",
            Role = "Designated safeguarding lead",
            Organisation = "Bellfounder School",
            OrganisationCode = "199133",
            Telephone = "03069 990032",
            Email = "safeguarding@bellfounder.example",
        },
        Children =
        {
            new Child
            {
                Name = new() { Family = "Knight", Given = "Lucas" },
                DateOfBirth = Day(2011, 10, 14),
                Sex = Sex.Male,
                Ethnicity = "WBRI",
                FirstLanguage = "English",
                Disabilities = { "NONE" },
                Addresses = { Home("95 Hayrick Way", "Northampton", "NN4 9XF") },
                Upn = Upn,
                Education = new() { Name = "Bellfounder School", Urn = "199133", Laestab = "9414957", YearGroup = "Year 8" },
                Voice = new() { Words = "\"I knew it was weird when he wanted my road.\"", HowObtained = "Computing lead", SeenAlone = false },
                SenderChildReference = "1",
            },
        },
        People =
        {
            new NetworkPerson { Name = new() { Unsplit = "Millie Knight" }, AgeEstimateYears = 15, Relationship = "sibling", SchoolOrWork = "Upton Furlong Academy" },
            new NetworkPerson { Name = new() { Unsplit = "Donna Knight" }, Relationship = "mother", LivesWithChild = true, ParentalResponsibility = true },
        },
        Concern = new() { Narrative = "Lucas showed a friend messages from \"Josh, 14\".", Categories = { "11A", "18B" }, HappenedDate = Day(2026, 11, 16) },
        SignsOfSafety = new() { WorriedAbout = { "Stranger contact" }, WorkingWell = { "Told friend" }, NeedsToHappen = { "Online safety work" }, Scale = 6 },
        ParentViews = { new ParentView { Who = "Parents", Account = "Upset but accepting", Agrees = true } },
        FamilyAwareness = new() { Aware = true },
        ServiceAgreement = new() { Status = ServiceAgreementStatus.Given },
        ReferrerLevel = 1,
        AlreadyTried = { "Assembly", "Letter home" },
        Attendance = new() { Percent = 85.0f, LateMarks = 4, Period = "this term" },
    };

    /// <summary>A midwife's concern for an unborn child: the NHS number is the mother's.</summary>
    public static ContactDetails Unborn() => new()
    {
        SourceCode = "3D",
        SenderReference = "HLT-20261116-083",
        SenderCreatedTime = At(16, 12, 36),
        Referrer = new() { Name = "Oyinkan Jessop", Role = "Community midwife", Organisation = "Saxonbridge General Hospital" },
        Children =
        {
            new Child
            {
                Name = new() { Family = "Constantin" },
                Unborn = true,
                ExpectedDeliveryDate = Day(2026, 12, 22),
                Sex = Sex.Unknown,
                Ethnicity = "NOBT",
                Disabilities = { "NONE" },
                Addresses = { Home("57 Samphire Street", "Wellingborough", "NN8 9WY") },
                Injuries = { new Injury { Site = "both knees", Description = "grazes", Size = "2 cm", View = BodyMapView.Front, X = 0.4f, Y = 0.8f } },
            },
        },
        People =
        {
            new NetworkPerson { Name = new() { Family = "Constantin", Given = "Elena" }, DateOfBirth = Day(1999, 3, 2), Relationship = "mother", NhsNumber = MotherNhsNumber, Sex = Sex.Female },
        },
        Concern = new() { Narrative = "Late booking. Elena has missed three appointments.", Categories = { "4B" }, HappenedDate = Day(2026, 11, 16) },
        WasNotBroughtCount = 3,
        FamilyAwareness = new() { Aware = false, ReasonNotTold = "Telling them may raise the risk to the child" },
        ReferrerLevel = 3,
    };

    /// <summary>A neighbour's report: no name of the sender, an estimated age, part of an address.</summary>
    public static ContactDetails Public() => new()
    {
        SourceCode = "1B",
        Channel = Channel.OnlineForm,
        SenderReference = "OTH-20261111-058",
        SenderCreatedTime = At(11, 10, 12),
        Referrer = new() { RelationshipToFamily = "neighbour", Anonymous = true, WishesToStayAnonymous = true },
        Children =
        {
            new Child
            {
                Name = new() { Given = "Ethan", },
                AgeEstimateYears = 3,
                Addresses = { new Address { Lines = { "95 Larkbarrow Gardens" }, Town = "Wellingborough", Gaps = { new Gap { Field = "postcode", Reason = GapReason.NotKnown } } } },
                Gaps = { new Gap { Field = "ethnicity", Reason = GapReason.NotAsked } },
            },
        },
        People = { new NetworkPerson { Relationship = "mother", Gaps = { new Gap { Field = "name", Reason = GapReason.NotKnown } } } },
        Concern = new() { Narrative = "Left alone in the garden after dark.", Categories = { "20" }, Statements = { new Statement { Kind = StatementKind.Observed, Text = "Crying at nine in the evening" } } },
        FamilyAwareness = new() { Aware = false, ReasonNotTold = "Reported by a member of the public or family" },
        ServiceAgreement = new() { Status = ServiceAgreementStatus.NotSought },
    };

    /// <summary>A council's report of a pregnancy that is not booked: the due date is not known.</summary>
    public static ContactDetails UnbornWithoutDueDate()
    {
        var contact = Unborn();
        contact.SourceCode = "5C";
        contact.Children[0].ExpectedDeliveryDate = null;
        contact.Children[0].Gaps.Add(new Gap { Field = "expected_delivery_date", Reason = GapReason.NotKnown });
        return contact;
    }
}
