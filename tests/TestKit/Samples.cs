using Mash.V1;

namespace Mash.TestKit;

/// <summary>Plausible contacts for tests. Everybody is fictional.</summary>
internal static class Samples
{
    /// <summary>A school's concern about one child, complete enough to be accepted.</summary>
    public static ContactDetails Concern(string given = "Amira", string family = "Hassan", string? nhsNumber = null) => new()
    {
        SourceCode = "2A",
        SenderReference = "SCH-" + Guid.NewGuid().ToString("N")[..8],
        Referrer = new Referrer { Name = "Yvonne Rossiter", Role = "Designated safeguarding lead", Organisation = "Bellfounder School", Telephone = "03069 990032" },
        Children =
        {
            new Child
            {
                Name = new PersonName { Given = given, Family = family },
                DateOfBirth = new Date { Year = 2019, Month = 4, Day = 2 },
                Sex = Sex.Female,
                Ethnicity = "WBRI",
                NhsNumber = nhsNumber ?? "",
                Addresses = { new Address { Lines = { "95 Hayrick Way" }, Town = "Northampton", Postcode = "NN4 9XF" } },
                Voice = new ChildVoice { Words = "I don't want to go home.", SeenAlone = true },
            },
        },
        People = { new NetworkPerson { Name = new PersonName { Given = "Donna", Family = family }, Relationship = "mother", LivesWithChild = true } },
        Concern = new Concern { Narrative = "A bruise to the cheek was seen at registration. She said a door hit her.", Categories = { "18C" } },
        FamilyAwareness = new FamilyAwareness { Aware = true },
    };

    /// <summary>A submission of a contact under a new id.</summary>
    public static SubmitContactRequest Submission(ContactDetails? contact = null) =>
        new() { RequestId = Guid.NewGuid().ToString(), Contact = contact ?? Concern() };
}
