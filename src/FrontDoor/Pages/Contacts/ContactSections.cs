using Mash.FrontDoor.Display;
using Mash.V1;

namespace Mash.FrontDoor.Pages.Contacts;

/// <summary>A section of the contact page, with what is missing or counted in it.</summary>
internal sealed record ContactSection(string Id, string Words, string? Note);

/// <summary>Which sections a contact has, in reading order. A section with nothing to say is absent.</summary>
internal static class ContactSections
{
    public static IEnumerable<ContactSection> Of(ContactView view)
    {
        var details = view.Details;
        yield return new("happened", "What happened", view.Contact.Information.Count > 0 ? $"{view.Contact.Information.Count} added" : null);
        var injuries = details.Children.Sum(child => child.Injuries.Count);
        if (injuries > 0)
            yield return new("injuries", "Injuries", $"{injuries}");
        var unheard = details.Children.Count(child => !child.Unborn && !NotKnown.HasVoice(child));
        yield return new("voice", details.Children.Count == 1 ? "Child’s voice" : "Children’s voice", unheard == 0 ? null : $"{unheard} not heard");
        var gaps = details.People.Sum(person => person.Gaps.Count) + details.Children.Sum(child => child.Gaps.Count);
        yield return new("people", "People and household", gaps == 0 ? null : Counted.Of(gaps, "gap"));
        yield return new("family", "What the family knows", details.FamilyAwareness is { HasAware: true } ? null : "not known");
        if (view.Missing.Count > 0)
            yield return new("unknown", "Not known yet", $"{view.Missing.Count}");
        yield return new("history", "History", view.ContactsIn12Months > 1 ? $"{view.ContactsIn12Months} in a year" : null);
        yield return new("analysis", "Analysis", null);
        yield return new("decision", "Decision", $"{view.Children.Count(child => child.IsDecided)} of {view.Children.Count}");
        if (view.Contact.Feedback.Count > 0 || view.Allows(ContactAction.SendFeedback))
            yield return new("feedback", "Feedback", view.Contact.Feedback.Count == 0 ? "due" : null);
        yield return new("record", "Record", null);
    }
}
