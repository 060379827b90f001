using Mash.V1;
using static Mash.FrontDoor.Tests.FakeHub.SampleAnswers;

namespace Mash.FrontDoor.Tests.FakeHub;

/// <summary>Agencies, messages and sign-ins, all made up.</summary>
internal static class SampleOffice
{
    public const string AgencyId = "0198c000-0000-7000-8000-0000000000a1";
    public const string BegunId = "0198c000-0000-7000-8000-0000000000b1";
    public const string EndedId = "0198c000-0000-7000-8000-0000000000b2";
    public const string MessageId = "0198c000-0000-7000-8000-0000000000f1";
    public const string LiveKeyId = "NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs";
    public const string MessageText = "Thank you for your report of 19 November. We have decided what happens next and will ring you by 5:00pm on Monday.";

    public static AgencyKey LiveKey(string id = LiveKeyId) => new() { KeyId = id, AddedTime = At(120, 9, 30), LastUsedTime = At(0, 15, 0) };

    public static Agency Agency(string id, string name, AgencyKind kind) => new()
    {
        AgencyId = id,
        Name = name,
        Kind = kind,
        Telephone = "03069 990021",
        Email = "safeguarding@yarrowmead.example",
        OrganisationCode = "999021",
        Scopes = { "contacts.submit", "contacts.read", "events.read" },
        SourceCodes = { kind == AgencyKind.Police ? "6" : "2A" },
        RegisteredTime = At(240, 10, 0),
        AgreementFromDate = Day(2026, 4, 1),
        AgreementToDate = Day(2029, 3, 31),
        AgreementReference = "DSA 2026/014",
        AgreementState = AgreementState.InForce,
        Contacts =
        {
            new AgencyContact { Name = "Ines Okafor", Role = "Head teacher", Telephone = "03069 990022", Email = "head@yarrowmead.example", SafeguardingLead = true },
            new AgencyContact { Name = "Tom Birch", Role = "IT manager", Email = "it@yarrowmead.example" },
        },
        Keys = { LiveKey(), new AgencyKey { KeyId = "kEj9Zc3zS0tX1o6y2q8mQ4rT7uV5wB0nA_dFgHiJkLo", AddedTime = At(240, 10, 0), RevokedTime = At(119, 12, 0) } },
        Etag = "1",
    };

    /// <summary>An agency that works, or one that was only begun, or one whose agreement has ended, by its id.</summary>
    public static GetAgencyResponse Get(GetAgencyRequest request) => new()
    {
        Agency = request.AgencyId switch
        {
            BegunId => Begun(),
            EndedId => Ended(),
            _ => Agency(request.AgencyId, "Yarrowmead Primary School", AgencyKind.School),
        },
        Issuer = "https://identity.hub.example/agencies",
        HubAddress = "https://hub.example:7443",
    };

    public static ListAgencyChangesResponse Changes() => new()
    {
        Changes =
        {
            new AgencyChange { ChangeTime = At(2, 11, 5), ByName = "Ines Okafor", ByAgency = true, Text = "Key NzbLsXh8… added." },
            new AgencyChange { ChangeTime = At(40, 9, 12), ByName = "Ada Lowe", Text = "Scopes: contacts.submit became contacts.submit contacts.read events.read." },
            new AgencyChange { ChangeTime = At(240, 10, 0), Text = "Registered." },
        },
        NextPageToken = "older",
    };

    private static Agency Begun()
    {
        var agency = Agency(BegunId, "Yarrowmead Primary School", AgencyKind.School);
        agency.Registering = true;
        agency.Keys.Clear();
        agency.Contacts.Clear();
        agency.Scopes.Clear();
        agency.SourceCodes.Clear();
        agency.Telephone = agency.Email = "";
        return agency;
    }

    private static Agency Ended()
    {
        var agency = Agency(EndedId, "Cordwain Medical Centre", AgencyKind.Health);
        agency.AgreementToDate = Day(2026, 10, 31);
        agency.AgreementState = AgreementState.Ended;
        agency.Keys.Add(LiveKey("9fJ3Zc3zS0tX1o6y2q8mQ4rT7uV5wB0nA_dFgHiJkLo"));
        agency.JwksAddress = "https://records.cordwain.example/.well-known/jwks.json";
        return agency;
    }

    public static ListAgenciesResponse Agencies()
    {
        var school = Agency(AgencyId, "Yarrowmead Primary School", AgencyKind.School);
        var suspended = Agency("0198c000-0000-7000-8000-0000000000a2", "Cordwain Medical Centre", AgencyKind.Health);
        suspended.Suspended = true;
        var keyless = Agency("0198c000-0000-7000-8000-0000000000a3", "West Northamptonshire Housing", AgencyKind.Housing);
        keyless.Keys.Clear();
        return new ListAgenciesResponse { Agencies = { suspended, Agency("0198c000-0000-7000-8000-0000000000a4", "Northamptonshire Police", AgencyKind.Police), keyless, school } };
    }

    public static OutboundMessage Message(string body) => new()
    {
        MessageId = MessageId,
        Recipient = "Grace Rahimi, Yarrowmead Primary School",
        Subject = "Your report of 19 November",
        Body = body,
        ContactId = SampleContact.Id.ToString(),
        ContactReference = SampleContact.Reference,
        CreatedTime = At(0, 14, 2),
        SentTime = At(0, 14, 2),
        State = MessageState.Sent,
        Transport = "local",
    };

    public static ListSessionsResponse Sessions() => new()
    {
        Sessions =
        {
            new SessionInfo { Handle = "handle-1", CreatedTime = At(0, 8, 45), LastSeenTime = At(0, 15, 39), Browser = "Firefox on Windows", Current = true },
            new SessionInfo { Handle = "handle-2", CreatedTime = At(1, 8, 51), LastSeenTime = At(1, 16, 58), Browser = "Chrome on Android" },
        },
    };
}
