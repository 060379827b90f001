using Google.Protobuf.WellKnownTypes;
using Mash.V1;

namespace Mash.Hub.Tests.Contacts.Content;

/// <summary>Ways to break a school's contact that is otherwise right, each with exactly the fields that are then wrong.</summary>
internal static class ContactBreaches
{
    public static IReadOnlyDictionary<string, (Action<ContactDetails> Break, string[] Fields)> All { get; } = Build();

    private static Dictionary<string, (Action<ContactDetails> Break, string[] Fields)> Build()
    {
        var all = new Dictionary<string, (Action<ContactDetails> Break, string[] Fields)>();
        void Add(string name, Action<ContactDetails> change, params string[] fields) =>
            all.Add(name, (change, [.. fields.Select(field => "contact." + field)]));

        Add("no source code", c => c.SourceCode = "", "source_code");
        Add("unknown source code", c => c.SourceCode = "2a", "source_code");
        Add("source code of another agency", c => c.SourceCode = "6", "source_code");
        Add("unknown channel", c => c.Channel = (Channel)99, "channel");
        Add("long sender reference", c => c.SenderReference = Long(101), "sender_reference");
        Add("long incident reference", c => c.IncidentReference = Long(101), "incident_reference");
        Add("incident after the sender's record", c => c.IncidentTime = SampleContacts.At(16, 14, 5), "incident_time");
        Add("incident in the future", c => (c.IncidentTime, c.SenderCreatedTime) = (SampleContacts.At(20, 6, 6), null), "incident_time");
        Add("impossible incident time", c => c.IncidentTime = new Timestamp { Seconds = long.MaxValue }, "incident_time");
        Add("impossible nanoseconds", c => c.SenderCreatedTime = new Timestamp { Nanos = -1 }, "sender_created_time");
        Add("no referrer", c => c.Referrer = null, "referrer");
        Add("no children", c => c.Children.Clear(), "children");
        Add("too many children", c => c.Children.Add(Enumerable.Repeat(c.Children[0], 20)), "children");
        Add("too many people", c => c.People.Add(Enumerable.Repeat(c.People[0], 40)), "people");
        Add("too many professionals", c => c.Professionals.Add(Enumerable.Repeat(new Professional(), 21)), "professionals");
        Add("no concern", c => c.Concern = null, "concern");
        Add("long equality", c => c.Equality = Long(2001), "equality");
        Add("unknown rating", c => c.ReferrerRag = (Rag)77, "referrer_rag");
        Add("level 0", c => c.ReferrerLevel = 0, "referrer_level");
        Add("level 5", c => c.ReferrerLevel = 5, "referrer_level");
        Add("too much tried", c => c.AlreadyTried.Add(Enumerable.Repeat("x", 19)), "already_tried");
        Add("long entry of what was tried", c => c.AlreadyTried[1] = Long(1001), "already_tried[1]");
        Add("attendance above 100", c => c.Attendance.Percent = 100.1f, "attendance.percent");
        Add("attendance not a number", c => c.Attendance.Percent = float.NaN, "attendance.percent");
        Add("late marks above 999", c => c.Attendance.LateMarks = 1000, "attendance.late_marks");
        Add("long period", c => c.Attendance.Period = Long(101), "attendance.period");
        Add("negative missed appointments", c => c.WasNotBroughtCount = -1, "was_not_brought_count");
        Add("long domestic abuse risk", c => c.DomesticAbuseRisk = Long(51), "domestic_abuse_risk");
        AddReferrer(Add);
        AddChild(Add);
        AddNumbers(Add);
        AddPeople(Add);
        AddConcern(Add);
        AddGaps(Add);
        return all;
    }

    private static void AddReferrer(Action<string, Action<ContactDetails>, string[]> add)
    {
        void Add(string name, Action<Referrer> change, params string[] fields) =>
            add("referrer: " + name, c => change(c.Referrer), [.. fields.Select(field => "referrer." + field)]);

        Add("no name", r => r.Name = " \u200B", "name");
        Add("anonymous professional", r => (r.Anonymous, r.Name) = (true, ""), "anonymous");
        Add("anonymous with a name", r => r.Anonymous = true, "anonymous", "name");
        Add("long name", r => r.Name = Long(201), "name");
        Add("long role", r => r.Role = Long(201), "role");
        Add("long organisation", r => r.Organisation = Long(201), "organisation");
        Add("long organisation code", r => r.OrganisationCode = Long(21), "organisation_code");
        Add("long team", r => r.Team = Long(201), "team");
        Add("long telephone", r => r.Telephone = Long(51), "telephone");
        Add("long email", r => r.Email = Long(255), "email");
        Add("long relationship", r => r.RelationshipToFamily = Long(201), "relationship_to_family");
    }

    private static void AddChild(Action<string, Action<ContactDetails>, string[]> add)
    {
        void Add(string name, Action<Child> change, params string[] fields) =>
            add("child: " + name, c => change(c.Children[0]), [.. fields.Select(field => "children[0]." + field)]);

        Add("no name", c => c.Name = null, "name");
        Add("name of white space", c => c.Name = new() { Family = "\u00A0", Given = " " }, "name");
        Add("long family name", c => c.Name.Family = Long(101), "name.family");
        Add("long given names", c => c.Name.Given = Long(101), "name.given");
        Add("whole name beside its parts", c => c.Name.Unsplit = "Lucas Knight", "name.unsplit");
        Add("too many aliases", c => c.Name.AlsoKnownAs.Add(Enumerable.Repeat("Luke", 11)), "name.also_known_as");
        Add("long former name", c => c.Name.Former.Add(Long(101)), "name.former[0]");
        Add("name with NUL", c => c.Name.Family = "Kni\0ght", "name.family");
        Add("name with half a character", c => c.Name.Given = "Lu\uD83Dcas", "name.given");
        Add("30 February", c => c.DateOfBirth = SampleContacts.Day(2015, 2, 30), "date_of_birth");
        Add("29 February without a leap year", c => c.DateOfBirth = SampleContacts.Day(2015, 2, 29), "date_of_birth");
        Add("date without its parts", c => c.DateOfBirth = new Date(), "date_of_birth");
        Add("born tomorrow", c => c.DateOfBirth = SampleContacts.Day(2026, 11, 21), "date_of_birth");
        Add("born 25 years and a day ago", c => c.DateOfBirth = SampleContacts.Day(2001, 11, 19), "date_of_birth");
        Add("no age at all", c => c.DateOfBirth = null, "date_of_birth");
        Add("born and due", c => c.ExpectedDeliveryDate = SampleContacts.Day(2026, 12, 1), "expected_delivery_date");
        Add("due but not unborn", c => (c.DateOfBirth, c.ExpectedDeliveryDate) = (null, SampleContacts.Day(2026, 12, 1)), "expected_delivery_date");
        Add("age above 25", c => (c.DateOfBirth, c.AgeEstimateYears) = (null, 26), "age_estimate_years");
        Add("unknown sex", c => c.Sex = (Sex)9, "sex");
        Add("long gender", c => c.Gender = Long(101), "gender");
        Add("unknown ethnicity", c => c.Ethnicity = "W1", "ethnicity");
        Add("long religion", c => c.Religion = Long(101), "religion");
        Add("long first language", c => c.FirstLanguage = Long(101), "first_language");
        Add("long communication needs", c => c.CommunicationNeeds = Long(501), "communication_needs");
        Add("unknown disability", c => c.Disabilities[0] = "NO", "disabilities[0]");
        Add("NONE beside another", c => c.Disabilities.Add("MOB"), "disabilities[0]");
        Add("disability twice", c => (c.Disabilities[0], _) = ("MOB", Append(c.Disabilities, "MOB")), "disabilities[1]");
        Add("long immigration status", c => c.ImmigrationStatus = Long(201), "immigration_status");
        Add("long description", c => c.PhysicalDescription = Long(1001), "physical_description");
        Add("long location", c => c.CurrentLocation = Long(501), "current_location");
        Add("long legal status", c => c.LegalStatus = Long(501), "legal_status");
        Add("long sender reference", c => c.SenderChildReference = Long(101), "sender_child_reference");
        Add("too many addresses", c => c.Addresses.Add(Enumerable.Repeat(c.Addresses[0], 10)), "addresses");
        Add("too many address lines", c => c.Addresses[0].Lines.Add(Enumerable.Repeat("x", 4)), "addresses[0].lines");
        Add("long address line", c => c.Addresses[0].Lines[0] = Long(101), "addresses[0].lines[0]");
        Add("long town", c => c.Addresses[0].Town = Long(101), "addresses[0].town");
        Add("wrong UPRN", c => c.Addresses[0].Uprn = "12A", "addresses[0].uprn");
        Add("left before arriving", c => (c.Addresses[0].FromDate, c.Addresses[0].ToDate) = (SampleContacts.Day(2026, 2, 2), SampleContacts.Day(2026, 2, 1)), "addresses[0].to_date");
        Add("unknown address type", c => c.Addresses[0].Type = (AddressType)50, "addresses[0].type");
        Add("long safe contact", c => c.SafeContact = new() { How = Long(501), When = Long(501), Never = Long(501) }, "safe_contact.how", "safe_contact.when", "safe_contact.never");
        Add("long words", c => c.Voice.Words = Long(5001), "voice.words");
        Add("long how obtained", c => c.Voice.HowObtained = Long(501), "voice.how_obtained");
        Add("long demeanour", c => c.Voice.Demeanour = Long(1001), "voice.demeanour");
        Add("long behaviour", c => c.Voice.ObservedBehaviour = Long(2001), "voice.observed_behaviour");
        Add("long day in the life", c => c.Voice.DayInTheLife = Long(5001), "voice.day_in_the_life");
        Add("too many injuries", c => c.Injuries.Add(Enumerable.Repeat(new Injury { Site = "arm" }, 51)), "injuries");
        Add("injury without site", c => c.Injuries.Add(new Injury()), "injuries[0].site");
        Add("injury off the drawing", c => c.Injuries.Add(new Injury { Site = "arm", X = 1.1f, Y = -0.1f, View = (BodyMapView)9 }), "injuries[0].view", "injuries[0].x", "injuries[0].y");
        Add("long injury texts", c => c.Injuries.Add(new Injury { Site = Long(201), Description = Long(1001), Size = Long(101), Explanation = Long(1001) }), "injuries[0].site", "injuries[0].description", "injuries[0].size", "injuries[0].explanation");
        Add("long school", c => c.Education.Name = Long(201), "education.name");
        Add("wrong URN", c => c.Education.Urn = "12345", "education.urn");
        Add("wrong LAESTAB", c => c.Education.Laestab = "941495", "education.laestab");
        Add("long year group", c => c.Education.YearGroup = Long(51), "education.year_group");
    }

    private static void AddNumbers(Action<string, Action<ContactDetails>, string[]> add)
    {
        void Add(string name, Action<Child> change, params string[] fields) =>
            add("numbers: " + name, c => change(c.Children[0]), [.. fields.Select(field => "children[0]." + field)]);

        Add("NHS number with a wrong check digit", c => c.NhsNumber = "9990000019", "nhs_number");
        Add("NHS number of one digit", c => c.NhsNumber = "9999999999", "nhs_number");
        Add("NHS number of digits in a row", c => c.NhsNumber = "987 654 3210", "nhs_number");
        Add("unknown NHS number status", c => c.NhsNumberStatus = (NhsNumberStatus)8, "nhs_number_status");
        Add("UPN with a wrong check letter", c => c.Upn = "A801200005001", "upn");
        Add("UPN and why there is none", c => c.UpnUnknownReason = "UN4", "upn_unknown_reason");
        Add("unknown reason for no UPN", c => (c.Upn, c.UpnUnknownReason) = ("", "UN8"), "upn_unknown_reason");
        Add("wrong council identifier", c => c.LaChildId = "12-34", "la_child_id");
        Add("long GP code", c => c.GpPracticeOds = Long(21), "gp_practice_ods");
    }

    private static void AddPeople(Action<string, Action<ContactDetails>, string[]> add)
    {
        void Add(string name, Action<NetworkPerson> change, params string[] fields) =>
            add("person: " + name, c => change(c.People[1]), [.. fields.Select(field => "people[1]." + field)]);

        Add("no name", p => p.Name = null, "name");
        Add("no relationship", p => p.Relationship = "\t", "relationship");
        Add("long relationship", p => p.Relationship = Long(101), "relationship");
        Add("born tomorrow", p => p.DateOfBirth = SampleContacts.Day(2026, 11, 21), "date_of_birth");
        Add("born 121 years ago", p => p.DateOfBirth = SampleContacts.Day(1905, 11, 20), "date_of_birth");
        Add("age above 120", p => p.AgeEstimateYears = 121, "age_estimate_years");
        Add("long position of trust", p => p.PositionOfTrust = Long(201), "position_of_trust");
        Add("too many telephones", p => p.Telephones.Add(Enumerable.Repeat("07700 900123", 6)), "telephones");
        Add("long telephone", p => p.Telephones.Add(Long(51)), "telephones[0]");
        Add("long interpreter language", p => p.InterpreterLanguage = Long(101), "interpreter_language");
        Add("PNC identifier from a school", p => p.PncId = "2008/0056560Z", "pnc_id");
        Add("wrong NHS number", p => p.NhsNumber = "1234567890", "nhs_number");
        Add("long school or work", p => p.SchoolOrWork = Long(201), "school_or_work");
        Add("unknown sex", p => p.Sex = (Sex)9, "sex");
        Add("wrong UPRN", p => p.Addresses.Add(new Address { Uprn = "x" }), "addresses[0].uprn");
        Add("long safe contact", p => p.SafeContact = new() { How = Long(501) }, "safe_contact.how");

        void AddProfessional(string name, Professional professional, params string[] fields) => add(
            "professional: " + name, c => c.Professionals.Add(professional), [.. fields.Select(field => "professionals[0]." + field)]);

        AddProfessional("long texts", new() { Name = Long(201), Role = Long(201), Organisation = Long(201), OrganisationCode = Long(21) }, "name", "role", "organisation", "organisation_code");
        AddProfessional("long ways to reach", new() { Telephone = Long(51), Email = Long(255) }, "telephone", "email");
        AddProfessional("no real day", new() { LastInvolvedDate = SampleContacts.Day(2026, 13, 1) }, "last_involved_date");
    }

    private static void AddConcern(Action<string, Action<ContactDetails>, string[]> add)
    {
        add("concern: no narrative", c => c.Concern.Narrative = "", ["concern.narrative"]);
        add("concern: white space only", c => c.Concern.Narrative = " \r\n\t\u00A0\u200B", ["concern.narrative"]);
        add("concern: long narrative", c => c.Concern.Narrative = Long(20_001), ["concern.narrative"]);
        add("concern: unknown factor", c => c.Concern.Categories[1] = "99", ["concern.categories[1]"]);
        add("concern: factors no longer used", c => SetCategories(c, "8A", "18A", "19A"), ["concern.categories[0]", "concern.categories[1]", "concern.categories[2]"]);
        add("concern: no factors beside a factor", c => SetCategories(c, "16A", "21"), ["concern.categories[1]"]);
        add("concern: factor twice", c => SetCategories(c, "16A", "16A"), ["concern.categories[1]"]);
        add("concern: too many factors", c => SetCategories(c, [.. "1A 1B 1C 2A 2B 2C 3A 3B 3C 4A 4B 4C 5A 5B 5C 6A 6B 6C 7A 8B 8C".Split(' ')]), ["concern.categories"]);
        add("concern: no real day", c => c.Concern.HappenedDate = SampleContacts.Day(2026, 2, 31), ["concern.happened_date"]);
        add("concern: long location", c => c.Concern.Location = Long(501), ["concern.location"]);
        add("concern: long sender category", c => c.Concern.SenderCategory = Long(101), ["concern.sender_category"]);
        add("concern: long earlier concerns", c => c.Concern.EarlierConcerns = Long(5001), ["concern.earlier_concerns"]);
        add("concern: too many statements", c => c.Concern.Statements.Add(Enumerable.Repeat(new Statement { Kind = StatementKind.Quoted, Text = "x" }, 51)), ["concern.statements"]);
        add("concern: empty statement", c => c.Concern.Statements.Add(new Statement()), ["concern.statements[0].kind", "concern.statements[0].text"]);
        add("concern: long statement", c => c.Concern.Statements.Add(new Statement { Kind = (StatementKind)9, Text = Long(2001), SaidBy = Long(201), SaidTime = new() { Nanos = -5 } }), ["concern.statements[0].kind", "concern.statements[0].text", "concern.statements[0].said_by", "concern.statements[0].said_time"]);
        add("signs: too many lines", c => c.SignsOfSafety.WorriedAbout.Add(Enumerable.Repeat("x", 20)), ["signs_of_safety.worried_about"]);
        add("signs: long lines", c => (c.SignsOfSafety.WorkingWell[0], c.SignsOfSafety.NeedsToHappen[0]) = (Long(1001), Long(1001)), ["signs_of_safety.working_well[0]", "signs_of_safety.needs_to_happen[0]"]);
        add("signs: scale of 11", c => c.SignsOfSafety.Scale = 11, ["signs_of_safety.scale"]);
        add("views: too many", c => c.ParentViews.Add(Enumerable.Repeat(new ParentView(), 10)), ["parent_views"]);
        add("views: long", c => (c.ParentViews[0].Who, c.ParentViews[0].Account) = (Long(201), Long(5001)), ["parent_views[0].who", "parent_views[0].account"]);
        add("family not told without a reason", c => c.FamilyAwareness.Aware = false, ["family_awareness.reason_not_told"]);
        add("family not told for a long reason", c => (c.FamilyAwareness.Aware, c.FamilyAwareness.ReasonNotTold) = (false, Long(1001)), ["family_awareness.reason_not_told"]);
        add("agreement: unknown and long", c => c.ServiceAgreement = new() { Status = (ServiceAgreementStatus)9, GivenBy = Long(201), Notes = Long(1001), GivenDate = new() }, ["service_agreement.status", "service_agreement.given_by", "service_agreement.notes", "service_agreement.given_date"]);
        add("risks: too many", c => c.WorkerRisks.Add(Enumerable.Repeat(new WorkerRisk { Description = "dog" }, 11)), ["worker_risks"]);
        add("risks: empty", c => c.WorkerRisks.Add(new WorkerRisk { Advice = Long(501), ReviewDate = new() }), ["worker_risks[0].description", "worker_risks[0].advice", "worker_risks[0].review_date"]);
    }

    private static void AddGaps(Action<string, Action<ContactDetails>, string[]> add)
    {
        void Add(string name, string field, GapReason reason, params string[] fields) => add(
            "gap: " + name, c => c.Children[0].Gaps.Add(new Gap { Field = field, Reason = reason }), [.. fields.Select(end => "children[0].gaps[0]." + end)]);

        Add("no such field", "shoe_size", GapReason.NotKnown, "field");
        Add("no field", "", GapReason.NotKnown, "field");
        Add("of the gaps themselves", "gaps", GapReason.NotKnown, "field");
        Add("field of another message", "source_code", GapReason.NotKnown, "field");
        Add("text is given", "ethnicity", GapReason.NotKnown, "field");
        Add("message is given", "name", GapReason.Refused, "field");
        Add("list is given", "disabilities", GapReason.NotAsked, "field");
        Add("enum is given", "sex", GapReason.NotAsked, "field");
        Add("no reason", "religion", GapReason.Unspecified, "reason");
        Add("unknown reason", "religion", (GapReason)42, "reason");
        add("gap: twice", c => c.Gaps.Add(Enumerable.Repeat(new Gap { Field = "worker_risks", Reason = GapReason.NotAsked }, 2)), ["gaps[1].field"]);
        add("gap: too many", c => c.Gaps.Add(Enumerable.Repeat(new Gap { Field = "x" }, 51)), ["gaps", .. Enumerable.Range(0, 50).SelectMany(index => new[] { $"gaps[{index}].field", $"gaps[{index}].reason" })]);
        add("gap: of the referrer", c => c.Referrer.Gaps.Add(new Gap { Field = "name", Reason = GapReason.Refused }), ["referrer.gaps[0].field"]);
        add("gap: of the voice", c => c.Children[0].Voice.Gaps.Add(new Gap { Field = "seen_alone", Reason = GapReason.NotAsked }), ["children[0].voice.gaps[0].field"]);
        add("gap: of a person", c => c.People[0].Gaps.Add(new Gap { Field = "age_estimate_years", Reason = GapReason.NotKnown }), ["people[0].gaps[0].field"]);
        add("gap: of an address", c => c.Children[0].Addresses[0].Gaps.Add(new Gap { Field = "town", Reason = GapReason.NotKnown }), ["children[0].addresses[0].gaps[0].field"]);
    }

    private static void SetCategories(ContactDetails contact, params string[] codes)
    {
        contact.Concern.Categories.Clear();
        contact.Concern.Categories.Add(codes);
    }

    private static bool Append(Google.Protobuf.Collections.RepeatedField<string> list, string text)
    {
        list.Add(text);
        return true;
    }

    private static string Long(int length) => new('x', length);
}
