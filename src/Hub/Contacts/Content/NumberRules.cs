using Google.Protobuf.Collections;
using Mash.Hub.People.Identifiers;

namespace Mash.Hub.Contacts.Content;

/// <summary>Rules for identifiers and numbers that children and adults share.</summary>
internal static class NumberRules
{
    // Passes the check digit and is what people type to get past a field; the other runs fail the arithmetic.
    private const string TypedToGetPast = "9876543210";

    public static void CheckNhsNumber(ContactFindings findings, FieldPath path, string text)
    {
        const string Field = "nhs_number";
        if (text.Length == 0)
            return;
        if (!NhsNumber.TryParse(text, out var number, out var reason))
            findings.Refuse(path.To(Field), reason);
        else if (number.Value == TypedToGetPast)
            findings.Refuse(path.To(Field), "Digits in a row are not an NHS number. Leave it out and say that it is not known.");
    }

    /// <summary>Keeps any telephone number of a sane length, and warns where it could not be rung.</summary>
    public static void CheckTelephone(ContactFindings findings, FieldPath path, string text)
    {
        if (Explain(text) is { } reason)
            Report(findings, path.To("telephone"), text, reason);
    }

    /// <summary>The same for a list of numbers.</summary>
    public static void CheckTelephones(ContactFindings findings, FieldPath path, RepeatedField<string> telephones)
    {
        const string Field = "telephones";
        var count = findings.List(path, Field, telephones.Count, ContactLimits.Telephones);
        for (var index = 0; index < count; index++)
        {
            if (Explain(telephones[index]) is { } reason)
                Report(findings, path.To(Field, index), telephones[index], reason);
        }
    }

    private static string? Explain(string text) =>
        text.Length == 0 || Telephone.TryParse(text, out _, out var reason) ? null : reason;

    private static void Report(ContactFindings findings, string field, string text, string reason)
    {
        if (text.Length > ContactLimits.Word)
            findings.Refuse(field, "A telephone number has at most 50 characters. Put explanations into safe_contact.");
        else
            findings.Warn(field, reason + " The text is kept as it came.");
    }
}
