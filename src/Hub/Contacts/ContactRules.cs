using Mash.Hub.Access;
using Mash.Hub.Calendar;
using Mash.Hub.Contacts.States;

namespace Mash.Hub.Contacts;

/// <summary>Brings rows and callers into the form that the pure rules take.</summary>
internal static class ContactRules
{
    public static ContactSnapshot SnapshotOf(ContactRow row, IEnumerable<ContactChildRow> children) => new()
    {
        State = row.State,
        Rag = row.Rag,
        Acknowledged = row.AcknowledgedTime is not null,
        FeedbackOwed = row.FeedbackOwed,
        NewInformationUnread = row.NewInformation,
        Children = [.. children.Select(SnapshotOf)],
    };

    public static ChildSnapshot SnapshotOf(ContactChildRow child) => new(child.ContactChildId, child.State, child.Outcome, child.FeedbackTime is not null);

    /// <summary>Who asks, as the rules of a contact see them.</summary>
    public static ContactActor ActorOf(ContactRow row, Caller caller) => caller.Agency is { } agency
        ? new ContactActor(ActorGroup.Agency, agency.AgencyId == row.AgencyId)
        : new ContactActor(ActorGroups.Of(caller.Account?.Roles ?? (IReadOnlyCollection<string>)[]), IsAuthor: row.RecordedByAccountId is { } author && author == caller.Account?.AccountId);

    /// <summary>Why this outcome would need a second manager; empty where it would not.</summary>
    public static IReadOnlyList<string> SignOffReasons(
        ContactRow row, ContactChildRow child, Outcome outcome, DateTimeOffset now, AccessDirectory directory) =>
        [.. SignOffRules.InForce(UkTime.DateOf(now)).Reasons(outcome, FactsOf(row, child, directory)).Select(reason => reason.Words)];

    public static SignOffFacts FactsOf(ContactRow row, ContactChildRow child, AccessDirectory directory) => new()
    {
        HarmAlleged = row.HarmAlleged,
        UnbornOrUnder1 = child.AgeBand is V1.AgeBand.Unborn or V1.AgeBand.Under1,
        ContactsIn12Months = child.ContactsIn12Months,
        Rag = row.Rag,
        ScreenedInFirstYear = row.ScreenerAccountId is { } screener && directory.HasRole(screener, Roles.SocialWorkerAsye),
    };
}
