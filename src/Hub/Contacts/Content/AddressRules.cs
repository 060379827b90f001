using Google.Protobuf.Collections;
using Mash.Hub.People.Identifiers;
using Mash.V1;

namespace Mash.Hub.Contacts.Content;

/// <summary>Rules for addresses and for the safe ways to reach a person.</summary>
internal static class AddressRules
{
    public static void Check(ContactFindings findings, FieldPath person, RepeatedField<Address> addresses)
    {
        const string List = "addresses";
        var count = findings.List(person, List, addresses.Count, ContactLimits.Addresses);
        for (var index = 0; index < count; index++)
            Check(findings, person.Item(List, index), addresses[index]);
    }

    public static void Check(ContactFindings findings, FieldPath person, SafeContact? safeContact)
    {
        if (safeContact is null)
            return;
        var path = person.Field("safe_contact");
        findings.Text(path, "how", safeContact.How, ContactLimits.ShortNote);
        findings.Text(path, "when", safeContact.When, ContactLimits.ShortNote);
        findings.Text(path, "never", safeContact.Never, ContactLimits.ShortNote);
    }

    private static void Check(ContactFindings findings, FieldPath path, Address address)
    {
        findings.Texts(path, "lines", address.Lines, ContactLimits.AddressLines, ContactLimits.Name);
        findings.Text(path, "town", address.Town, ContactLimits.Name);
        CheckPostcode(findings, path, address.Postcode);
        if (address.Uprn.Length > 0 && !Uprn.TryParse(address.Uprn, out _, out var reason))
            findings.Refuse(path.To("uprn"), reason);
        var from = findings.Day(path, "from_date", address.FromDate);
        var to = findings.Day(path, "to_date", address.ToDate);
        if (to < from)
            findings.Refuse(path.To("to_date"), "The last day at this address is before the first.");
        findings.Known(path, "type", address.Type);
        GapRules.Check(findings, path, address, address.Gaps);
    }

    private static void CheckPostcode(ContactFindings findings, FieldPath path, string text)
    {
        const string Field = "postcode";
        if (text.Length == 0)
            return;
        findings.Text(path, Field, text, ContactLimits.Name);
        if (!Postcode.TryParse(text, out _, out var reason))
            findings.Warn(path.To(Field), reason + " The text is kept as it came.");
        else
            findings.OddWhiteSpace(path, Field, text);
    }
}
