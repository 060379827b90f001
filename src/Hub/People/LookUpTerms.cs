using Mash.Hub.Contacts;
using Mash.Hub.Contacts.Content;
using Mash.Hub.Errors;
using Mash.Hub.People.Identifiers;
using Mash.V1;

namespace Mash.Hub.People;

/// <summary>Whom a look-up is for, in exactly one way: a contact's reference, or exact keys of a person.</summary>
internal sealed record LookUpTerms(string? Reference, IReadOnlyList<BlockingKey> Keys)
{
    public const int NameLimit = 100;

    /// <summary>Kinds of keys that name one person; the others only suggest.</summary>
    private static readonly BlockingKind[] Exact = [BlockingKind.NhsNumber, BlockingKind.Upn, BlockingKind.NameBirthDate];

    /// <summary>The terms, or every wrong field.</summary>
    public static Result<LookUpTerms> Of(LookUpPersonRequest request)
    {
        var violations = new List<FieldViolation>();
        var byName = request.GivenName.Length > 0 || request.FamilyName.Length > 0 || request.DateOfBirth is not null;
        var given = new (bool Given, string Field)[]
        {
            (request.ContactReference.Length > 0, "contact_reference"), (request.NhsNumber.Length > 0, "nhs_number"), (request.Upn.Length > 0, "upn"), (byName, "family_name"),
        }.Where(way => way.Given).ToList();
        if (given.Count == 0)
            violations.Add(new FieldViolation("contact_reference", "Enter a reference, an NHS number, a UPN, or a name with a date of birth."));
        violations.AddRange(given.Skip(1).Select(way => new FieldViolation(way.Field, "Search in one way at a time.")));
        if (violations.Count > 0)
            return Problem.Invalid(violations);

        var facts = new PersonFacts();
        string? reference = null;
        switch (given[0].Field)
        {
            case "contact_reference":
                reference = ContactReference.TryParse(request.ContactReference);
                if (reference is null)
                    violations.Add(new FieldViolation("contact_reference", "Enter a reference like C-7K3M9-2QDXA."));
                break;
            case "nhs_number":
                if (NhsNumber.TryParse(request.NhsNumber, out var nhs, out _))
                    facts = facts with { NhsNumber = nhs };
                else
                    violations.Add(new FieldViolation("nhs_number", "Enter the 10 digits of an NHS number. One of them may be mistyped."));
                break;
            case "upn":
                if (Upn.TryParse(request.Upn, out var upn, out _))
                    facts = facts with { Upn = upn };
                else
                    violations.Add(new FieldViolation("upn", "Enter the 13 characters of a UPN. One of them may be mistyped."));
                break;
            default:
                facts = ByName(request, violations);
                break;
        }
        if (violations.Count > 0)
            return Problem.Invalid(violations);
        return new LookUpTerms(reference, [.. BlockingKeys.Of(facts).Where(key => Exact.Contains(key.Kind))]);
    }

    private static PersonFacts ByName(LookUpPersonRequest request, List<FieldViolation> violations)
    {
        Check("given_name", request.GivenName, "Enter a given name.", violations);
        Check("family_name", request.FamilyName, "Enter a family name.", violations);
        var born = ContactDates.DayOrNull(request.DateOfBirth);
        if (born is null)
            violations.Add(new FieldViolation("date_of_birth", request.DateOfBirth is null ? "Enter a date of birth." : "This is not a real date."));
        return new PersonFacts { Names = [new FactName(request.GivenName, request.FamilyName)], DateOfBirth = born };
    }

    private static void Check(string field, string text, string missing, List<FieldViolation> violations)
    {
        if (MatchText.IsBlank(text))
            violations.Add(new FieldViolation(field, missing));
        else if (text.Length > NameLimit)
            violations.Add(new FieldViolation(field, $"Enter at most {NameLimit} characters."));
    }
}
