using Mash.FrontDoor.Components;
using Mash.FrontDoor.Display;
using Mash.V1;

namespace Mash.FrontDoor.Pages.Contacts;

/// <summary>A contact as its page reads it: everything worked out once, nothing decided that is the hub's to decide.</summary>
internal sealed class ContactView
{
    private readonly Dictionary<ContactAction, AllowedAction> actions;

    public ContactView(Contact contact, DateTimeOffset now)
    {
        Contact = contact;
        Now = now;
        Today = TimeWords.DayOf(now);
        Details = contact.Details ?? new ContactDetails();
        Children = [.. contact.Children.Select(part => new ChildView(part, Details.Children[part.Ordinal], this))];
        Missing = NotKnown.In(Details);
        actions = contact.AllowedActions.GroupBy(action => action.Action).ToDictionary(group => group.Key, group => group.First());
    }

    public Contact Contact { get; }

    public ContactDetails Details { get; }

    public DateTimeOffset Now { get; }

    public DateOnly Today { get; }

    public IReadOnlyList<ChildView> Children { get; }

    /// <summary>Everything that is not known yet.</summary>
    public IReadOnlyList<MissingFact> Missing { get; }

    /// <summary>Family name that all children share; null where they do not, or where there is one child.</summary>
    public string? FamilyName
    {
        get
        {
            var names = Children.Select(child => child.Details.Name?.Family ?? "").Distinct().ToList();
            return Children.Count > 1 && names.Count == 1 && names[0].Length > 0 ? names[0] : null;
        }
    }

    /// <summary>Such as "Oscar, Jessica and Brandon Marshall": for titles and links back.</summary>
    public string Title => FamilyName is { } family
        ? $"{People.Join([.. Children.Select(child => child.FirstName)])} {family}"
        : People.Join([.. Children.Select(child => child.FullName)]);

    /// <summary>Such as "Oscar, 7, Jessica, 12, and Brandon, 2".</summary>
    public string Heading => FamilyName is null
        ? People.JoinWithCommas([.. Children.Select(child => child.FullNameAndAge)])
        : People.JoinWithCommas([.. Children.Select(child => child.NameAndAge)]);

    /// <summary>Where the first child lives, in one line; says so where it must not be known.</summary>
    public string Home => Children.SelectMany(child => child.Details.Addresses).FirstOrDefault() is { } address
        ? $"{Places.OneLine(address)}, {Characteristics.AreaName(Contact.CouncilArea)}"
        : char.ToUpperInvariant(Characteristics.AreaName(Contact.CouncilArea)[0]) + Characteristics.AreaName(Contact.CouncilArea)[1..];

    /// <summary>What must never be done when reaching anybody in this contact.</summary>
    public IReadOnlyList<string> Never =>
    [
        .. Details.Children.Select(child => child.SafeContact?.Never)
            .Concat(Details.People.Select(person => person.SafeContact?.Never))
            .Where(never => !string.IsNullOrWhiteSpace(never)).Select(never => never!).Distinct(),
    ];

    /// <summary>Clocks that still run, earliest first; where none does, the last one that stopped.</summary>
    public IReadOnlyList<Clock> Clocks
    {
        get
        {
            var running = Contact.Clocks.Where(clock => clock.State != ClockState.Stopped).ToList();
            return running.Count > 0 ? running : [.. Contact.Clocks.OrderBy(clock => clock.StoppedTime).TakeLast(1)];
        }
    }

    /// <summary>How many contacts in 12 months, this one counted, the child with most of them has.</summary>
    public int ContactsIn12Months => Contact.Children.Select(child => child.ContactsIn12Months).DefaultIfEmpty().Max();

    public bool Allows(ContactAction action) => actions.TryGetValue(action, out var found) && found.Allowed;

    /// <summary>Why an action is not allowed now; null where it is, or where this person never may.</summary>
    public string? ReasonAgainst(ContactAction action) =>
        actions.TryGetValue(action, out var found) && !found.Allowed && found.Reason.Length > 0 ? found.Reason : null;

    /// <summary>The one act that this contact waits for most, of those that are allowed; unspecified where none is.</summary>
    public ContactAction First => Order.FirstOrDefault(Allows);

    /// <summary>Acts in the order in which a contact needs them.</summary>
    public static IReadOnlyList<ContactAction> Order { get; } =
        [ContactAction.StartScreening, ContactAction.Decide, ContactAction.SendFeedback, ContactAction.Rate, ContactAction.AddInformation];

    /// <summary>The child to decide for next: the first that is not decided.</summary>
    public ChildView? NextToDecide => Children.FirstOrDefault(child => child.Part.State == ChildState.AwaitingDecision);

    /// <summary>True where an agency's system named who reports: the hub has not seen that person sign in.</summary>
    public bool IsAsserted => Details.Channel == Channel.System && Details.Referrer is { Anonymous: false, Name.Length: > 0 } && Contact.AgencyName.Length > 0;

    /// <summary>Such as "Police, Incident desk".</summary>
    public string WhoReports
    {
        get
        {
            var referrer = Details.Referrer;
            if (referrer is null || referrer.Anonymous)
                return "somebody who gave no name";
            var parts = new[] { referrer.Name, referrer.Role, referrer.Team, referrer.Organisation }.Where(part => part.Length > 0);
            var words = string.Join(", ", parts.Distinct());
            return words.Length == 0 ? "somebody not named" : words;
        }
    }
}
