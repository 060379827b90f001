using System.Buffers;
using System.Globalization;
using Google.Protobuf.WellKnownTypes;
using Mash.Hub.Errors;
using Mash.Hub.People.Identifiers;
using Mash.V1;
using Enum = System.Enum;

namespace Mash.Hub.Contacts.Content;

/// <summary>Collects what is wrong with a contact, and holds the checks that every message shares. No description repeats a value.</summary>
internal sealed class ContactFindings
{
    private const int NotInAList = -1;

    private static readonly SearchValues<char> Suspicious =
        SearchValues.Create([.. Enumerable.Range(0xD800, 0x800).Select(code => (char)code), '\0', '\uFFFD']);

    private readonly List<FieldViolation> violations = [];
    private readonly List<FieldWarning> warnings = [];

    public IReadOnlyList<FieldViolation> Violations => violations;

    public IReadOnlyList<FieldWarning> Warnings => warnings;

    public void Refuse(string field, string description) => violations.Add(new(field, description));

    public void Warn(string field, string description) => warnings.Add(new() { Field = field, Description = description });

    /// <summary>An optional text: at most so many characters, each of them storable. Kept as received otherwise.</summary>
    public void Text(FieldPath path, string field, string text, int limit)
    {
        if (text.Length > 0)
            Text(path, field, NotInAList, text, limit);
    }

    /// <summary>A text that must say something: not empty and not white space only.</summary>
    public void RequiredText(FieldPath path, string field, string text, int limit, string whatToGive)
    {
        if (MatchText.IsBlank(text))
            Refuse(path.To(field), whatToGive);
        else
            Text(path, field, text, limit);
    }

    /// <summary>A list of texts: at most so many, each of at most so many characters.</summary>
    public void Texts(FieldPath path, string field, IReadOnlyList<string> texts, int listLimit, int textLimit)
    {
        var count = List(path, field, texts.Count, listLimit);
        for (var index = 0; index < count; index++)
        {
            if (texts[index].Length > 0)
                Text(path, field, index, texts[index], textLimit);
        }
    }

    /// <summary>How many items of a list to look at: all, or the allowed number when it is too long, which is then one violation.</summary>
    public int List(FieldPath path, string field, int count, int limit)
    {
        if (count <= limit)
            return count;
        Refuse(path.To(field), Invariant($"At most {limit} entries are possible here. Send the others as added information or as another contact."));
        return limit;
    }

    /// <summary>A value of an enum that this version knows. Not said (0) passes.</summary>
    public bool Known<TEnum>(FieldPath path, string field, TEnum value)
        where TEnum : struct, Enum
    {
        if (Enum.IsDefined(value))
            return true;
        Refuse(path.To(field), "This is not one of the values of this version of the interface.");
        return false;
    }

    /// <summary>A whole number within its limits, where given.</summary>
    public void Range(FieldPath path, string field, bool given, int value, int least, int most)
    {
        if (given && (value < least || value > most))
            Refuse(path.To(field), Invariant($"Give a whole number from {least} to {most}, or leave it out."));
    }

    /// <summary>A number within its limits, where given.</summary>
    public void Range(FieldPath path, string field, bool given, float value, int least, int most)
    {
        if (given && !(value >= least && value <= most))
            Refuse(path.To(field), Invariant($"Give a number from {least} to {most}, or leave it out."));
    }

    /// <summary>The calendar date, or null where none is given or it is no real day, which is then a violation.</summary>
    public DateOnly? Day(FieldPath path, string field, Date? date)
    {
        if (date is null)
            return null;
        if (ContactDates.TryRead(date, out var day))
            return day;
        Refuse(path.To(field), "This day does not exist. Give year (1900 to 2199), month and day of a real date.");
        return null;
    }

    /// <summary>The instant, or null where none is given or it is out of range, which is then a violation.</summary>
    public DateTimeOffset? Instant(FieldPath path, string field, Timestamp? timestamp)
    {
        if (timestamp is null)
            return null;
        if (ContactDates.TryRead(timestamp, out var instant))
            return instant;
        Refuse(path.To(field), "This is not a time. Give seconds since 1970 in UTC, and nanoseconds from 0 to 999,999,999.");
        return null;
    }

    /// <summary>A date of birth of somebody who may be at most so old; null where there is no usable one.</summary>
    public DateOnly? Birth(FieldPath path, Date? date, DateOnly today, int oldest)
    {
        const string Field = "date_of_birth";
        if (Day(path, Field, date) is not { } birth)
            return null;
        if (birth > today)
            Refuse(path.To(Field), "The date of birth is in the future. For an unborn child give expected_delivery_date instead.");
        else if (birth < today.AddYears(-oldest))
            Refuse(path.To(Field), Invariant($"The date of birth is more than {oldest} years ago. Check the year."));
        return birth;
    }

    /// <summary>Warns where a text holds white space that is easily typed or copied by mistake and hard to see.</summary>
    public void OddWhiteSpace(FieldPath path, string field, string text)
    {
        if (HasOddWhiteSpace(text))
            Warn(path.To(field), "There is unusual white space. The text is kept as it came; it is trimmed for matching.");
    }

    private void Text(FieldPath path, string field, int position, string text, int limit)
    {
        if (text.Length > limit && CountCharacters(text) > limit)
            Refuse(Where(), Invariant($"At most {limit:N0} characters are possible here."));

        var suspect = text.AsSpan().IndexOfAny(Suspicious);
        if (suspect < 0)
            return;
        var replaced = false;
        for (var index = suspect; index < text.Length; index++)
        {
            if (char.IsHighSurrogate(text[index]) && index + 1 < text.Length && char.IsLowSurrogate(text[index + 1]))
            {
                index++;
                continue;
            }

            if (text[index] == '\0' || char.IsSurrogate(text[index]))
            {
                Refuse(Where(), "The text holds a character that cannot be stored (NUL or half a character). Remove it.");
                return;
            }

            replaced |= text[index] == '\uFFFD';
        }

        if (replaced)
            Warn(Where(), "Some characters were already lost when this text was sent. Check that your system sends UTF-8.");

        string Where() => position == NotInAList ? path.To(field) : path.To(field, position);
    }

    private static int CountCharacters(string text)
    {
        var count = text.Length;
        for (var index = 1; index < text.Length; index++)
        {
            if (char.IsLowSurrogate(text[index]) && char.IsHighSurrogate(text[index - 1]))
                count--;
        }

        return count;
    }

    private static bool HasOddWhiteSpace(string text)
    {
        if (text.Length == 0)
            return false;
        if (IdentifierText.IsInvisible(text[0]) || IdentifierText.IsInvisible(text[^1]))
            return true;
        for (var index = 1; index < text.Length; index++)
        {
            var isPlainSpace = text[index] == ' ' && text[index - 1] != ' ';
            if (!isPlainSpace && !IsJoiner(text[index]) && IdentifierText.IsInvisible(text[index]))
                return true;
        }

        return false;
    }

    // Persian and the scripts of India write names with these.
    private static bool IsJoiner(char character) => character is '\u200C' or '\u200D';

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
