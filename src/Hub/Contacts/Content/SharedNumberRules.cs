using Mash.Hub.People.Identifiers;
using Mash.V1;

namespace Mash.Hub.Contacts.Content;

/// <summary>Notices a number that two people of one contact share: most often the mother's NHS number on her child, or a sibling's.</summary>
internal static class SharedNumberRules
{
    private const string Field = "nhs_number";

    public static void Check(ContactFindings findings, FieldPath path, ContactDetails contact)
    {
        HashSet<NhsNumber>? seen = null;
        for (var index = 0; index < Math.Min(contact.Children.Count, ContactLimits.Children); index++)
            Note(findings, path, "children", index, contact.Children[index].NhsNumber, ref seen);
        for (var index = 0; index < Math.Min(contact.People.Count, ContactLimits.People); index++)
            Note(findings, path, "people", index, contact.People[index].NhsNumber, ref seen);
    }

    private static void Note(ContactFindings findings, FieldPath path, string list, int index, string text, ref HashSet<NhsNumber>? seen)
    {
        if (text.Length == 0 || !NhsNumber.TryParse(text, out var number, out _))
            return;
        seen ??= [];
        if (!seen.Add(number))
            findings.Warn(path.Item(list, index).To(Field), "Somebody else in this contact has the same NHS number. One of the two is wrong.");
    }
}
