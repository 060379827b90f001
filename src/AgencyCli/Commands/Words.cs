using System.Globalization;
using Mash.AgencyClient;
using Mash.V1;

namespace Mash.AgencyCli.Commands;

/// <summary>Words for people.</summary>
internal static class Words
{
    public static string Of(AgencyAlarmKind kind) => kind switch
    {
        AgencyAlarmKind.NotAuthenticated => "The hub does not accept this agency's key: check agency id, key file and clock.",
        AgencyAlarmKind.NotPermitted => "The hub does not allow this agency to do this.",
        AgencyAlarmKind.NotUnderstood => "The address answers, but not as a hub of this version.",
        AgencyAlarmKind.Stalled => "The hub cannot be reached.",
        AgencyAlarmKind.EventGap => "An event number is missing in the hub's stream.",
        _ => "Something keeps submissions from flowing.",
    };

    public static string Of(Outcome outcome) => outcome switch
    {
        Outcome.NoFurtherAction => "no further action",
        Outcome.Advice => "information and advice",
        Outcome.Signpost => "signposted to a service",
        Outcome.EarlyHelp => "early help",
        Outcome.Referral => "referral for assessment",
        Outcome.StrategyDiscussion => "strategy discussion",
        Outcome.RoutedOpenCase => "routed to the worker of an open case",
        Outcome.Other => "another outcome",
        _ => "outcome not said",
    };

    public static string Of(ContactState state) => state switch
    {
        ContactState.Received => "received",
        ContactState.Screening => "being screened",
        ContactState.ReturnedForInformation => "returned: the hub asks a question",
        ContactState.InformationGathering => "agencies are being asked",
        ContactState.ReadyForDecision => "ready for a decision",
        ContactState.AwaitingSecondSignOff => "decided, a second manager must confirm",
        ContactState.Decided => "decided",
        ContactState.Actioned => "decided and begun",
        ContactState.Closed => "closed",
        ContactState.Withdrawn => "withdrawn",
        ContactState.Voided => "voided",
        _ => "state not said",
    };

    public static string Of(ChildState state) => state switch
    {
        ChildState.AwaitingDecision => "awaits a decision",
        ChildState.AwaitingSecondSignOff => "decided, a second manager must confirm",
        ChildState.Decided => "decided",
        ChildState.Actioned => "decided and begun",
        ChildState.Closed => "closed",
        _ => "state not said",
    };

    /// <summary>The kind of an event, as a word for programs and people.</summary>
    public static string Kind(AgencyEvent e) => e switch
    {
        ContactReceived => "received",
        ContactAcknowledged => "acknowledged",
        ContactScreeningStarted => "screening-started",
        ContactOutcome => "outcome",
        ContactInformationAdded => "information-added",
        ContactWithdrawn => "withdrawn",
        ContactListed => "listed",
        ContactsResynchronised => "resynchronised",
        OtherEvent other => string.Create(CultureInfo.InvariantCulture, $"kind-{other.Kind}"),
        _ => "unknown",
    };

    /// <summary>A time for people: UTC, to the minute; "-" where there is none.</summary>
    public static string Of(DateTimeOffset? time) => time?.UtcDateTime.ToString("yyyy-MM-dd HH:mm'Z'", CultureInfo.InvariantCulture) ?? "-";
}
