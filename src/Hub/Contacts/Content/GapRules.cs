using System.Collections;
using Google.Protobuf;
using Google.Protobuf.Collections;
using Google.Protobuf.Reflection;
using Mash.Hub.People.Identifiers;
using Mash.V1;

namespace Mash.Hub.Contacts.Content;

/// <summary>
/// Gaps say why a value is absent (decisions: blank is not "not asked"). A gap names a field of the message that holds it, once, which
/// is not given as well, with a reason.
/// </summary>
internal static class GapRules
{
    private const string Gaps = "gaps";

    public static void Check(ContactFindings findings, FieldPath path, IMessage message, RepeatedField<Gap> gaps)
    {
        var count = findings.List(path, Gaps, gaps.Count, ContactLimits.Gaps);
        for (var index = 0; index < count; index++)
            Check(findings, path.Item(Gaps, index), message, gaps, index);
    }

    /// <summary>True where a gap explains why this field is absent.</summary>
    public static bool Explains(RepeatedField<Gap> gaps, string field)
    {
        foreach (var gap in gaps)
        {
            if (gap.Field == field)
                return true;
        }

        return false;
    }

    private static void Check(ContactFindings findings, FieldPath path, IMessage message, RepeatedField<Gap> gaps, int index)
    {
        const string Field = "field";
        const string Reason = "reason";
        var gap = gaps[index];
        var target = gap.Field.Length == 0 || gap.Field == Gaps ? null : message.Descriptor.FindFieldByName(gap.Field);
        if (target is null)
            findings.Refuse(path.To(Field), "Name a field of this message as the interface writes it, for example date_of_birth.");
        else if (IsGiven(message, target))
            findings.Refuse(path.To(Field), "This field is given as well. Send the value or the gap, not both.");
        else if (IsRepeated(gaps, index))
            findings.Refuse(path.To(Field), "There is already a gap for this field.");

        if (gap.Reason == GapReason.Unspecified || !Enum.IsDefined(gap.Reason))
            findings.Refuse(path.To(Reason), "Say why it is absent: not known, not asked, or refused.");
    }

    private static bool IsRepeated(RepeatedField<Gap> gaps, int index)
    {
        for (var earlier = 0; earlier < index; earlier++)
        {
            if (gaps[earlier].Field == gaps[index].Field)
                return true;
        }

        return false;
    }

    private static bool IsGiven(IMessage message, FieldDescriptor field)
    {
        if (field.HasPresence)
            return field.Accessor.HasValue(message);
        return field.Accessor.GetValue(message) switch
        {
            string text => !MatchText.IsBlank(text),
            bool flag => flag,
            ICollection list => list.Count > 0,
            Enum value => Convert.ToInt32(value, System.Globalization.CultureInfo.InvariantCulture) != 0,
            _ => false,
        };
    }
}
