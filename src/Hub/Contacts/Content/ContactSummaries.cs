using Mash.Hub.Calendar;
using Mash.Hub.People.Identifiers;
using Mash.Hub.ReferenceData;
using Mash.V1;
using CouncilArea = Mash.V1.CouncilArea;

namespace Mash.Hub.Contacts.Content;

/// <summary>What lists need of a contact, worked out once when it is received.</summary>
/// <param name="Headline">To be sealed under the contact's key.</param>
/// <param name="Children">One per child in the order sent, to be sealed under that child's key. Ids, counts and decision are not filled.</param>
/// <param name="ChildAreas">Council area of each child, in the same order.</param>
/// <param name="Area">Council area of the contact: that of the first child who has one.</param>
internal sealed record ContactSummaryParts(
    ContactHeadline Headline, IReadOnlyList<ChildSummary> Children, IReadOnlyList<CouncilArea> ChildAreas, CouncilArea Area);

/// <summary>Makes the small records from which lists are drawn, so that a list opens no full content.</summary>
internal static class ContactSummaries
{
    /// <summary>Longest first words in UTF-16 units, the ellipsis aside.</summary>
    public const int FirstWordsLength = 140;

    /// <summary>Longest display name in UTF-16 units, the ellipsis aside.</summary>
    public const int DisplayNameLength = 100;

    /// <summary>The summaries of a content that the rules accepted.</summary>
    /// <param name="contact">The content.</param>
    /// <param name="receivedTime">When the hub received it (domain clock): ages and areas are as on that day.</param>
    public static ContactSummaryParts Of(ContactDetails contact, DateTimeOffset receivedTime)
    {
        var today = UkTime.DateOf(receivedTime);
        var areas = contact.Children.Select(child => AreaOf(contact, child, today)).ToArray();
        return new(
            new ContactHeadline
            {
                FirstWords = DisplayText.FirstWords(contact.Concern?.Narrative ?? "", FirstWordsLength),
                SenderReference = contact.SenderReference,
            },
            [.. contact.Children.Select(child => Summarise(contact, child, today))],
            areas,
            areas.FirstOrDefault(area => area != CouncilArea.Unknown, CouncilArea.Unknown));
    }

    /// <summary>Name of a child as lists and pages show it: given and family name, "Unborn baby Constantin", "Name not known".</summary>
    /// <param name="contact">The content, for the mother's name of an unborn child.</param>
    /// <param name="child">The child.</param>
    public static string DisplayName(ContactDetails contact, Child child)
    {
        var name = child.Name ?? new PersonName();
        return DisplayText.FirstWords(child.Unborn ? OfUnborn(contact, name) : OfPerson(name), DisplayNameLength);
    }

    /// <summary>Age group on a day.</summary>
    public static AgeBand AgeBandOf(Child child, DateOnly today) => child switch
    {
        { Unborn: true } => AgeBand.Unborn,
        _ when ContactDates.DayOrNull(child.DateOfBirth) is { } birth => BandOf(YearsOn(birth, today)),
        { HasAgeEstimateYears: true } => BandOf(child.AgeEstimateYears),
        _ => AgeBand.Unknown,
    };

    private static ChildSummary Summarise(ContactDetails contact, Child child, DateOnly today)
    {
        var summary = new ChildSummary
        {
            DisplayName = DisplayName(contact, child),
            DateOfBirth = child.DateOfBirth,
            ExpectedDeliveryDate = child.ExpectedDeliveryDate,
            Sex = child.Sex,
            Town = ContactAddresses.Showable(child.Addresses) is { } address ? DisplayText.OneLine(ContactAddresses.TownOf(address)) : "",
            AgeBand = AgeBandOf(child, today),
        };
        if (child.HasAgeEstimateYears)
            summary.AgeEstimateYears = child.AgeEstimateYears;
        return summary;
    }

    private static string OfPerson(PersonName name)
    {
        if (!MatchText.IsBlank(name.Given) || !MatchText.IsBlank(name.Family))
            return $"{name.Given} {name.Family}";
        if (!MatchText.IsBlank(name.Unsplit))
            return name.Unsplit;
        var other = name.AlsoKnownAs.Concat(name.Former).FirstOrDefault(text => !MatchText.IsBlank(text));
        return other is null ? "Name not known" : $"Known as {other}";
    }

    private static string OfUnborn(ContactDetails contact, PersonName name)
    {
        var mother = ContactPeople.MotherOf(contact)?.Name;
        var family = new[] { name.Family, name.Unsplit, mother?.Family, mother?.Unsplit }.FirstOrDefault(text => !MatchText.IsBlank(text)) ?? "";
        return family.Contains("unborn", StringComparison.OrdinalIgnoreCase) ? family : $"Unborn baby {family}";
    }

    /// <summary>By the child's first usable postcode; for an unborn child without one, by its mother's.</summary>
    private static CouncilArea AreaOf(ContactDetails contact, Child child, DateOnly today)
    {
        var postcode = ContactAddresses.UsablePostcode(child.Addresses);
        if (postcode is null && child.Unborn && ContactPeople.MotherOf(contact) is { } mother)
            postcode = ContactAddresses.UsablePostcode(mother.Addresses);
        return CouncilAreas.Default.Of(postcode, today) switch
        {
            ReferenceData.CouncilArea.North => CouncilArea.North,
            ReferenceData.CouncilArea.West => CouncilArea.West,
            ReferenceData.CouncilArea.OutOfArea => CouncilArea.OutOfArea,
            _ => CouncilArea.Unknown,
        };
    }

    private static int YearsOn(DateOnly birth, DateOnly today)
    {
        var years = today.Year - birth.Year;
        return birth.AddYears(years) > today ? years - 1 : years;
    }

    private static AgeBand BandOf(int years) => years switch
    {
        < 1 => AgeBand.Under1,
        < 5 => AgeBand._1To4,
        < 10 => AgeBand._5To9,
        < 16 => AgeBand._10To15,
        _ => AgeBand._16AndOver,
    };
}
