using Mash.FrontDoor.Components;
using Mash.V1;

namespace Mash.FrontDoor.Display;

/// <summary>A short flag on a row.</summary>
internal sealed record Flag(string Words, FlagKind Kind);

/// <summary>Which flags a row of the queue carries: few and short, the most serious first.</summary>
internal static class Flags
{
    /// <summary>From this many contacts in 12 months the flag is an alert.</summary>
    public const int ManyContacts = 3;

    public static IReadOnlyList<Flag> Of(ContactSummary row)
    {
        var flags = new List<Flag>();
        if (row.ReferrerRed && row.Rag != Rag.Red)
            flags.Add(new Flag("Referrer says red", FlagKind.Alert));
        var contacts = row.Children.Select(child => child.ContactsIn12Months).DefaultIfEmpty().Max();
        if (contacts > 1)
            flags.Add(new Flag($"{Counted.Ordinal(contacts)} in 12 months", contacts >= ManyContacts ? FlagKind.Alert : FlagKind.Plain));
        if (Youngest(row) is { } young)
            flags.Add(new Flag(young, FlagKind.Plain));
        if (row.Children.Count > 1)
            flags.Add(new Flag($"{row.Children.Count} children, 1 incident", FlagKind.Plain));
        if (row.SameIncidentCount > 1)
            flags.Add(new Flag($"{row.SameIncidentCount} contacts, 1 incident", FlagKind.Plain));
        if (row.State == ContactState.AwaitingSecondSignOff)
            flags.Add(new Flag("Awaiting sign-off", FlagKind.Plain));
        if (row.NewInformation)
            flags.Add(new Flag("New information", FlagKind.New));
        return flags;
    }

    private static string? Youngest(ContactSummary row)
    {
        var bands = row.Children.Select(child => child.AgeBand).ToHashSet();
        if (bands.Contains(AgeBand.Unborn))
            return "Unborn";
        if (bands.Contains(AgeBand.Under1))
            return "Under 1";
        return bands.Contains(AgeBand._1To4) ? "Under 5" : null;
    }
}
