using Mash.Hub.People.Identifiers;
using Mash.V1;

namespace Mash.Hub.Contacts.Content;

/// <summary>Rules for people other than the children: family and household, professionals, the referrer; and for anybody's names.</summary>
internal static class PersonRules
{
    private const string Name = "name";

    public static void Check(ContactFindings findings, FieldPath path, NetworkPerson person, ValidationContext context)
    {
        if (!CheckName(findings, path, person.Name) && !GapRules.Explains(person.Gaps, Name))
            findings.Refuse(path.To(Name), "Give a name, or a gap that says why the name is absent.");
        findings.Birth(path, person.DateOfBirth, context.Today, ContactLimits.PersonAge);
        findings.Range(path, "age_estimate_years", person.HasAgeEstimateYears, person.AgeEstimateYears, 0, ContactLimits.PersonAge);
        findings.RequiredText(path, "relationship", person.Relationship, ContactLimits.Name, "Give the relationship to the child, for example mother.");
        findings.Text(path, "position_of_trust", person.PositionOfTrust, ContactLimits.Title);
        findings.Text(path, "interpreter_language", person.InterpreterLanguage, ContactLimits.Name);
        findings.Text(path, "school_or_work", person.SchoolOrWork, ContactLimits.Title);
        NumberRules.CheckTelephones(findings, path, person.Telephones);
        CheckPncId(findings, path, person.PncId, context);
        NumberRules.CheckNhsNumber(findings, path, person.NhsNumber);
        findings.Known(path, "sex", person.Sex);
        AddressRules.Check(findings, path, person.Addresses);
        AddressRules.Check(findings, path, person.SafeContact);
        GapRules.Check(findings, path, person, person.Gaps);
    }

    public static void Check(ContactFindings findings, FieldPath path, Professional professional)
    {
        findings.Text(path, Name, professional.Name, ContactLimits.Title);
        findings.Text(path, "role", professional.Role, ContactLimits.Title);
        findings.Text(path, "organisation", professional.Organisation, ContactLimits.Title);
        findings.Text(path, "organisation_code", professional.OrganisationCode, ContactLimits.Code);
        NumberRules.CheckTelephone(findings, path, professional.Telephone);
        CheckEmail(findings, path, professional.Email);
        findings.Day(path, "last_involved_date", professional.LastInvolvedDate);
    }

    /// <param name="findings">Where to report.</param>
    /// <param name="path">The referrer's path.</param>
    /// <param name="referrer">Who reports.</param>
    /// <param name="mayBeAnonymous">True where the source code allows a referrer without a name.</param>
    public static void Check(ContactFindings findings, FieldPath path, Referrer referrer, bool mayBeAnonymous)
    {
        const string Anonymous = "anonymous";
        var isNamed = !MatchText.IsBlank(referrer.Name);
        if (referrer.Anonymous && !mayBeAnonymous)
            findings.Refuse(path.To(Anonymous), "Professionals give their name. Anonymous reports have source code 1A to 1D, 9 or 10.");
        if (referrer.Anonymous && isNamed)
            findings.Refuse(path.To(Name), "The referrer is marked as anonymous. Leave the name out, or use wishes_to_stay_anonymous to keep it from the family.");
        if (!referrer.Anonymous && !isNamed && !GapRules.Explains(referrer.Gaps, Name))
            findings.Refuse(path.To(Name), "Give the name of the person who reports, a gap that says why it is absent, or mark the referrer as anonymous.");

        findings.Text(path, Name, referrer.Name, ContactLimits.Title);
        findings.Text(path, "role", referrer.Role, ContactLimits.Title);
        findings.Text(path, "organisation", referrer.Organisation, ContactLimits.Title);
        findings.Text(path, "organisation_code", referrer.OrganisationCode, ContactLimits.Code);
        findings.Text(path, "team", referrer.Team, ContactLimits.Title);
        NumberRules.CheckTelephone(findings, path, referrer.Telephone);
        CheckEmail(findings, path, referrer.Email);
        findings.Text(path, "relationship_to_family", referrer.RelationshipToFamily, ContactLimits.Title);
        GapRules.Check(findings, path, referrer, referrer.Gaps);
    }

    /// <summary>Checks the names of a person. True where at least one part says something.</summary>
    public static bool CheckName(ContactFindings findings, FieldPath person, PersonName? name)
    {
        if (name is null)
            return false;
        var path = person.Field(Name);
        CheckPart(findings, path, "family", name.Family, ContactLimits.Name);
        CheckPart(findings, path, "given", name.Given, ContactLimits.Name);
        CheckPart(findings, path, "unsplit", name.Unsplit, ContactLimits.Title);
        findings.Texts(path, "also_known_as", name.AlsoKnownAs, ContactLimits.OtherNames, ContactLimits.Name);
        findings.Texts(path, "former", name.Former, ContactLimits.OtherNames, ContactLimits.Name);

        var isSplit = !MatchText.IsBlank(name.Family) || !MatchText.IsBlank(name.Given);
        var isUnsplit = !MatchText.IsBlank(name.Unsplit);
        if (isSplit && isUnsplit)
            findings.Refuse(path.To("unsplit"), "Give family and given names, or the whole name here, not both.");
        return isSplit || isUnsplit || !name.AlsoKnownAs.All(MatchText.IsBlank) || !name.Former.All(MatchText.IsBlank);
    }

    private static void CheckPart(ContactFindings findings, FieldPath path, string field, string text, int limit)
    {
        findings.Text(path, field, text, limit);
        findings.OddWhiteSpace(path, field, text);
    }

    private static void CheckPncId(ContactFindings findings, FieldPath path, string text, ValidationContext context)
    {
        const string Field = "pnc_id";
        if (text.Length == 0)
            return;
        if (context.AgencyKind != AgencyKind.Police)
            findings.Refuse(path.To(Field), "Only the police may send Police National Computer identifiers. Leave it out.");
        else if (!PncId.TryParse(text, context.Today, out _, out var reason))
            findings.Refuse(path.To(Field), reason);
    }

    private static void CheckEmail(ContactFindings findings, FieldPath path, string text)
    {
        const string Field = "email";
        findings.Text(path, Field, text, ContactLimits.Email);
        if (text.Length == 0 || text.Length > ContactLimits.Email)
            return;
        var at = text.IndexOf('@', StringComparison.Ordinal);
        if (at <= 0 || at == text.Length - 1 || text.IndexOf('@', at + 1) >= 0)
            findings.Warn(path.To(Field), "This does not look like an email address. The text is kept as it came.");
    }
}
