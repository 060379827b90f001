using System.Globalization;
using Mash.Hub.Calendar;
using Mash.Hub.People.Identifiers;
using Mash.V1;

namespace Mash.Hub.Contacts.Content;

/// <summary>What contacts may have in common. The numbers are part of every stored token: never reuse one.</summary>
internal enum ContactKeyKind
{
    ChildNhsNumber = 1,
    ChildUpn = 2,
    ChildNameAndBirth = 3,
    UnbornByMothersNhsNumber = 4,
    UnbornByMothersNameAndBirth = 5,
    Household = 6,
    Incident = 7,
}

/// <summary>A plain key. It is personal data: only its token (<see cref="ContactTokens"/>) is ever stored.</summary>
internal readonly record struct ContactKey(ContactKeyKind Kind, string Text)
{
    public override string ToString() => Kind.ToString();
}

/// <summary>
/// Keys that tie contacts together at submission, before anybody has matched people: by exact identity, by household, by incident. They
/// only count and group; whether two children are one person is decided elsewhere, where different NHS numbers veto.
/// </summary>
internal static class ContactKeys
{
    // Due dates are estimates and move by days: near the end of a month both months count.
    private const int DueDateMovesDays = 10;

    // How far ahead a due date can lie that nobody knows yet.
    private const int LongestWaitMonths = 9;

    /// <summary>
    /// Exact identities of a child: NHS number, UPN, and each name with the date of birth (names folded, in any order). Of an unborn child:
    /// its mother's NHS number, or her name and date of birth, with the month it is due. Two contacts that share one are counted as being
    /// about the same child. Empty where nothing is exact.
    /// </summary>
    /// <param name="contact">The content.</param>
    /// <param name="child">One of its children.</param>
    /// <param name="receivedTime">When the hub received it: bounds the months of an unknown due date.</param>
    public static IReadOnlyList<ContactKey> StrongIdentityKeys(ContactDetails contact, Child child, DateTimeOffset receivedTime)
    {
        if (child.Unborn)
            return KeysOfUnborn(contact, child, UkTime.DateOf(receivedTime));
        return [.. ExactKeys(ContactPeople.FactsOf(contact, child)).Select(Strong).OfType<ContactKey>()];
    }

    /// <summary>The household of the contact, by the first child with an address: its line and postcode. Null for a protected address or none.</summary>
    public static ContactKey? HouseholdKey(ContactDetails contact)
    {
        foreach (var child in contact.Children)
        {
            if (child.Addresses.Count == 0)
                continue;
            if (ContactAddresses.OfHousehold(child.Addresses) is not { } address)
                return null;
            var line = MatchText.Fold(ContactAddresses.PremisesLine(address));
            var isPlace = Postcode.TryParse(address.Postcode, out var postcode, out _) && !postcode.IsPseudo;
            return line.Length > 0 && isPlace ? new(ContactKeyKind.Household, $"{line}|{postcode.Value}") : null;
        }

        return null;
    }

    /// <summary>The sender's incident, within that agency only. Null where no reference was given.</summary>
    public static ContactKey? IncidentKey(Guid agencyId, ContactDetails contact)
    {
        var reference = MatchText.Clean(contact.IncidentReference);
        return reference.Length == 0 ? null : new(ContactKeyKind.Incident, $"{agencyId:N}|{reference}");
    }

    private static List<ContactKey> KeysOfUnborn(ContactDetails contact, Child child, DateOnly today)
    {
        var keys = new List<ContactKey>();
        if (ContactPeople.MotherOf(contact) is not { } mother)
            return keys;
        var months = DueMonths(ContactDates.DayOrNull(child.ExpectedDeliveryDate), today);
        foreach (var key in ExactKeys(ContactPeople.FactsOf(mother)))
        {
            ContactKeyKind? kind = key.Kind switch
            {
                BlockingKind.NhsNumber => ContactKeyKind.UnbornByMothersNhsNumber,
                BlockingKind.NameBirthDate => ContactKeyKind.UnbornByMothersNameAndBirth,
                _ => null,
            };
            if (kind is { } found)
                keys.AddRange(months.Select(month => new ContactKey(found, $"{key.Text}|{month}")));
        }

        return keys;
    }

    // No exact identity comes from an address.
    private static IReadOnlyList<BlockingKey> ExactKeys(PersonFacts facts) => BlockingKeys.Of(facts with { Addresses = [] });

    private static ContactKey? Strong(BlockingKey key) => key.Kind switch
    {
        BlockingKind.NhsNumber => new(ContactKeyKind.ChildNhsNumber, key.Text),
        BlockingKind.Upn => new(ContactKeyKind.ChildUpn, key.Text),
        BlockingKind.NameBirthDate => new(ContactKeyKind.ChildNameAndBirth, key.Text),
        _ => null,
    };

    private static string[] DueMonths(DateOnly? due, DateOnly today)
    {
        var (first, last) = due is { } known
            ? (known.AddDays(-DueDateMovesDays), known.AddDays(DueDateMovesDays))
            : (today.AddDays(-ContactLimits.DeliveryDaysBefore), today.AddMonths(LongestWaitMonths));
        var months = ((last.Year - first.Year) * 12) + last.Month - first.Month + 1;
        return [.. Enumerable.Range(0, months).Select(index => first.AddMonths(index).ToString("yyyy-MM", CultureInfo.InvariantCulture))];
    }
}
