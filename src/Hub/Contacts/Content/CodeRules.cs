using Mash.Hub.ReferenceData;

namespace Mash.Hub.Contacts.Content;

/// <summary>A list of codes of which one excludes all others.</summary>
/// <param name="List">The dated codes.</param>
/// <param name="Alone">The code that stands alone.</param>
/// <param name="Limit">Most codes in one list.</param>
/// <param name="NotInForce">What to say of an unknown or withdrawn code.</param>
/// <param name="NotAlone">What to say where the code that stands alone does not.</param>
internal sealed record CodeChoice(CodeList List, string Alone, int Limit, string NotInForce, string NotAlone);

/// <summary>Rules for lists of codes: each in force, none twice, the one that says "none" alone.</summary>
internal static class CodeRules
{
    /// <summary>Disabilities (CIN rules 8540, 8790, 8794).</summary>
    public static CodeChoice Disability { get; } = new(
        CodeLists.Disability, "NONE", ContactLimits.Disabilities,
        "This is not a disability code in force. Use the codes of the DfE.", "NONE means no disability: send it alone, or leave it out.");

    /// <summary>Presenting concerns (CIN rules 8869, 8898, 8945Q, 8950Q).</summary>
    public static CodeChoice Factor { get; } = new(
        CodeLists.AssessmentFactor, "21", ContactLimits.Categories,
        "This is not a factor code in force. Use 1A to 24A of the children in need census; 8A, 18A and 19A were split into others.",
        "21 means no factors: send it alone, or leave it out.");

    public static void Check(ContactFindings findings, FieldPath path, string field, IReadOnlyList<string> codes, CodeChoice choice, DateOnly today)
    {
        var count = findings.List(path, field, codes.Count, choice.Limit);
        for (var index = 0; index < count; index++)
        {
            if (!choice.List.IsInForce(codes[index], today))
                findings.Refuse(path.To(field, index), choice.NotInForce);
            else if (codes.Take(index).Contains(codes[index]))
                findings.Refuse(path.To(field, index), "This code stands in the list already.");
            else if (codes[index] == choice.Alone && codes.Count > 1)
                findings.Refuse(path.To(field, index), choice.NotAlone);
        }
    }
}
