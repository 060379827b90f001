using System.Collections.Frozen;
using Mash.Hub.People.Identifiers;

namespace Mash.Hub.Contacts.Content;

/// <summary>Reads the relationship of a person to the child, which senders write in their own words.</summary>
internal static class Relationships
{
    private static readonly FrozenSet<string> Mother =
        new[] { "mother", "mum", "mummy", "mam", "mom", "mama" }.ToFrozenSet(StringComparer.Ordinal);

    private static readonly FrozenSet<string> SaysNothingElse = new[]
    {
        "birth", "biological", "natural", "expectant", "pregnant", "to", "be", "of", "the", "unborn", "baby", "child", "childs", "babys", "her", "own",
    }.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>True for the mother herself ("birth mother", "Mum-to-be"); false for a grandmother, step-mother or a mother's partner.</summary>
    public static bool IsMother(string relationship)
    {
        if (relationship.Length is 0 or > ContactLimits.Name)
            return false;
        var found = false;
        foreach (var word in MatchText.Fold(relationship).Split(' '))
        {
            if (Mother.Contains(word))
                found = true;
            else if (!SaysNothingElse.Contains(word))
                return false;
        }

        return found;
    }
}
