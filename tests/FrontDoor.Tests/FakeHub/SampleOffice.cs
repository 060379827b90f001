using Mash.V1;
using static Mash.FrontDoor.Tests.FakeHub.SampleAnswers;

namespace Mash.FrontDoor.Tests.FakeHub;

/// <summary>Agencies, messages and sign-ins, all made up.</summary>
internal static class SampleOffice
{
    public const string AgencyId = "0198c000-0000-7000-8000-0000000000a1";
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
        Keys = { LiveKey(), new AgencyKey { KeyId = "kEj9Zc3zS0tX1o6y2q8mQ4rT7uV5wB0nA_dFgHiJkLo", AddedTime = At(240, 10, 0), RevokedTime = At(119, 12, 0) } },
        Etag = "1",
    };

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
