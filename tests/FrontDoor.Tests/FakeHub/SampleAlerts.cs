using Mash.V1;
using static Mash.FrontDoor.Tests.FakeHub.SampleAnswers;

namespace Mash.FrontDoor.Tests.FakeHub;

/// <summary>Alerts, all made up.</summary>
internal static class SampleAlerts
{
    public const string OpenId = "0198c000-0000-7000-8000-0000000000e1";

    public static ListAlertsResponse Alerts() => new()
    {
        OpenCount = 1,
        Alerts =
        {
            new Alert
            {
                AlertId = OpenId,
                Kind = AlertKind.BreakGlass,
                Addressee = AlertAddressee.PrivacyLead,
                Title = "A restricted record was opened in an emergency",
                Text = "Reason given: the police are at the door and ask whether the address is known to us. The access ends by itself after 60 minutes. Review it.",
                AboutName = "Kate Thorburn",
                ContactId = SampleContact.Id.ToString(),
                ContactReference = SampleContact.Reference,
                Path = "/alerts",
                CreatedTime = At(0, 14, 2),
            },
            new Alert
            {
                AlertId = "0198c000-0000-7000-8000-0000000000e2",
                Kind = AlertKind.AgreementEnding,
                Addressee = AlertAddressee.Administrator,
                Title = "The agreement with Yarrowmead Primary School ends in 30 days",
                Text = "Renew it with the agency, or its system will be refused from that day.",
                CreatedTime = At(3, 9, 0),
                AcknowledgedTime = At(2, 10, 15),
                AcknowledgedBy = "Ruth Adeyemi",
            },
        },
    };
}
