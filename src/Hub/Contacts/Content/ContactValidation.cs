using Mash.Hub.Errors;
using Mash.V1;

namespace Mash.Hub.Contacts.Content;

/// <summary>What the rules found in a contact.</summary>
/// <param name="Violations">Every wrong field, in the order of the content. Empty means that it can be accepted.</param>
/// <param name="Warnings">What was noticed without refusing.</param>
internal sealed record ContactValidation(IReadOnlyList<FieldViolation> Violations, IReadOnlyList<FieldWarning> Warnings)
{
    public bool IsAcceptable => Violations.Count == 0;

    /// <summary>The refusal with every wrong field; null where the contact can be accepted.</summary>
    public Problem? ToProblem() => IsAcceptable ? null : Problem.Invalid(Violations);
}
