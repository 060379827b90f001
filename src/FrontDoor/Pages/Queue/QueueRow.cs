using Mash.FrontDoor.Components;
using Mash.FrontDoor.Display;
using Mash.FrontDoor.Pages.Contacts;
using Mash.V1;

namespace Mash.FrontDoor.Pages.Queue;

/// <summary>A row of the queue in words.</summary>
internal sealed class QueueRow(ContactSummary contact, DateTimeOffset now)
{
    private const int MostSiblingsNamed = 3;

    private readonly DateOnly today = TimeWords.DayOf(now);

    public ContactSummary Contact => contact;

    public string Href => ContactLinks.Contact(contact.ContactId);

    public bool IsLate => contact.EarliestClock?.State == ClockState.Late;

    /// <summary>The child the row is named after, such as "Oscar Marshall, 7".</summary>
    public string Child => contact.Children.Count == 0 ? "No child named" : WithAge(contact.Children[0].DisplayName, contact.Children[0]);

    /// <summary>The expected day of an unborn child, which is too long to stand in a link; else null.</summary>
    public string? Expected => contact.Children.Count > 0 && contact.Children[0].DateOfBirth is null && contact.Children[0].ExpectedDeliveryDate is not null
        ? Ages.Of(contact.Children[0], today)
        : null;

    /// <summary>The other children, such as "with Jessica, 12, and Brandon, 2"; null where there is one.</summary>
    public string? Others
    {
        get
        {
            var others = contact.Children.Skip(1).ToList();
            if (others.Count == 0)
                return null;
            var named = others.Take(MostSiblingsNamed).Select(child => WithAge(People.FirstName(child), child)).ToList();
            if (others.Count > MostSiblingsNamed)
                named.Add(Counted.Of(others.Count - MostSiblingsNamed, "other"));
            return named.Count == 1 ? $"and {named[0]}" : $"with {People.JoinWithCommas(named)}";
        }
    }

    /// <summary>Such as "Towcester, West".</summary>
    public string Place
    {
        get
        {
            var town = contact.Children.Select(child => child.Town).FirstOrDefault(town => town.Length > 0);
            var area = Characteristics.Area(contact.CouncilArea);
            return town is null ? area : $"{town}, {area}";
        }
    }

    public IReadOnlyList<Flag> Flags => Display.Flags.Of(contact);

    /// <summary>Says how many rows and children there are, and in which order.</summary>
    public static string Caption(IReadOnlyList<QueueRow> rows, bool isPart)
    {
        var children = rows.Sum(row => row.Contact.Children.Count);
        return $"{Counted.Of(rows.Count, "contact")} about {Counted.Of(children, "child", "children")}{(isPart ? " on this page" : "")}, earliest clock first";
    }

    private string WithAge(string name, ChildSummary child) =>
        child.DateOfBirth is null && child.ExpectedDeliveryDate is not null || Ages.Of(child, today) is not { } age ? name : $"{name}, {age}";
}
