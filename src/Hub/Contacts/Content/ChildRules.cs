using Mash.Hub.Calendar;
using Mash.Hub.People.Identifiers;
using Mash.Hub.ReferenceData;
using Mash.V1;

namespace Mash.Hub.Contacts.Content;

/// <summary>Rules for a child the concern is about.</summary>
internal static class ChildRules
{
    private const string Name = "name";
    private const string DateOfBirth = "date_of_birth";
    private const string ExpectedDelivery = "expected_delivery_date";
    private const string AgeEstimate = "age_estimate_years";
    private const string NhsNumberField = "nhs_number";
    private const string UpnField = "upn";
    private const string UpnReason = "upn_unknown_reason";

    public static void Check(ContactFindings findings, FieldPath path, Child child, ValidationContext context, DateTimeOffset? incident)
    {
        if (!PersonRules.CheckName(findings, path, child.Name) && !child.Unborn && !GapRules.Explains(child.Gaps, Name))
            findings.Refuse(path.To(Name), "Give a name, mark the child as unborn, or give a gap that says why the name is absent.");
        CheckAge(findings, path, child, context.Today, incident);
        CheckEquality(findings, path, child, context.Today);
        CheckNumbers(findings, path, child, context.Today);
        CheckCircumstances(findings, path, child, context.Today);
        if (child.Voice is not null)
            CheckVoice(findings, path.Field("voice"), child.Voice);
        GapRules.Check(findings, path, child, child.Gaps);
    }

    private static void CheckAge(ContactFindings findings, FieldPath path, Child child, DateOnly today, DateTimeOffset? incident)
    {
        var birth = findings.Birth(path, child.DateOfBirth, today, ContactLimits.ChildAge);
        if (birth <= today && incident is { } when && birth > UkTime.DateOf(when))
            findings.Refuse(path.To(DateOfBirth), "The date of birth is after the incident. For a child then unborn give expected_delivery_date instead.");

        var due = findings.Day(path, ExpectedDelivery, child.ExpectedDeliveryDate);
        if (due < today.AddDays(-ContactLimits.DeliveryDaysBefore) || due > today.AddDays(ContactLimits.DeliveryDaysAfter))
            findings.Refuse(path.To(ExpectedDelivery), "The expected date of delivery must be from 30 days before to 300 days after today. Check the year.");
        findings.Range(path, AgeEstimate, child.HasAgeEstimateYears, child.AgeEstimateYears, 0, ContactLimits.ChildAge);

        if (child.DateOfBirth is not null && child.ExpectedDeliveryDate is not null)
            findings.Refuse(path.To(ExpectedDelivery), "Give a date of birth or an expected date of delivery, never both.");
        else if (child.Unborn)
            RefuseAgeOfUnborn(findings, path, child);
        else if (child.ExpectedDeliveryDate is not null)
            findings.Refuse(path.To(ExpectedDelivery), "An expected date of delivery is for an unborn child. Mark the child as unborn as well.");

        if (IsAgeUnexplained(child))
            findings.Refuse(path.To(child.Unborn ? ExpectedDelivery : DateOfBirth), child.Unborn
                ? "Give the expected date of delivery, or a gap that says why it is absent."
                : "Give a date of birth, an estimated age, or a gap that says why the date of birth is absent.");
        if (child.DateOfBirth is not null && child.HasAgeEstimateYears)
            findings.Warn(path.To(AgeEstimate), "The estimated age is not used where a date of birth is given.");
    }

    private static void RefuseAgeOfUnborn(ContactFindings findings, FieldPath path, Child child)
    {
        if (child.DateOfBirth is not null)
            findings.Refuse(path.To(DateOfBirth), "An unborn child has no date of birth. Give expected_delivery_date, or take unborn away.");
        if (child.HasAgeEstimateYears)
            findings.Refuse(path.To(AgeEstimate), "An unborn child has no age. Give expected_delivery_date, or take unborn away.");
    }

    private static bool IsAgeUnexplained(Child child) =>
        child.DateOfBirth is null && child.ExpectedDeliveryDate is null && !child.HasAgeEstimateYears
        && !GapRules.Explains(child.Gaps, DateOfBirth)
        && !GapRules.Explains(child.Gaps, ExpectedDelivery)
        && !GapRules.Explains(child.Gaps, AgeEstimate);

    private static void CheckEquality(ContactFindings findings, FieldPath path, Child child, DateOnly today)
    {
        if (findings.Known(path, "sex", child.Sex) && child is { Unborn: true, Sex: Sex.Male or Sex.Female })
            findings.Refuse(path.To("sex"), "The sex of an unborn child is recorded as not known.");
        findings.Text(path, "gender", child.Gender, ContactLimits.Name);
        if (child.Ethnicity.Length > 0 && !CodeLists.Ethnicity.IsInForce(child.Ethnicity, today))
            findings.Refuse(path.To("ethnicity"), "This is not an ethnicity code in force. Use the four-letter codes of the DfE, or give a gap.");
        findings.Text(path, "religion", child.Religion, ContactLimits.Name);
        findings.Text(path, "first_language", child.FirstLanguage, ContactLimits.Name);
        findings.Text(path, "communication_needs", child.CommunicationNeeds, ContactLimits.ShortNote);
        CodeRules.Check(findings, path, "disabilities", child.Disabilities, CodeRules.Disability, today);
    }

    private static void CheckNumbers(ContactFindings findings, FieldPath path, Child child, DateOnly today)
    {
        if (child.Unborn && child.NhsNumber.Length > 0)
            findings.Refuse(path.To(NhsNumberField), "An unborn child has no NHS number. The mother's belongs to her, among the people.");
        else
            NumberRules.CheckNhsNumber(findings, path, child.NhsNumber);
        findings.Known(path, "nhs_number_status", child.NhsNumberStatus);

        if (child.Upn.Length > 0)
        {
            if (!Upn.TryParse(child.Upn, out var upn, out var reason))
                findings.Refuse(path.To(UpnField), reason);
            else if (child.Unborn)
                findings.Refuse(path.To(UpnField), "An unborn child has no UPN.");
            else if (!upn.AuthorityIsKnown)
                findings.Warn(path.To(UpnField), "The local authority part of the UPN is not on the list. Check it against the school's record.");
        }

        if (child.UpnUnknownReason.Length > 0)
        {
            if (!CodeLists.UpnUnknownReason.IsInForce(child.UpnUnknownReason, today))
                findings.Refuse(path.To(UpnReason), "This is not a reason in force. Use UN1 to UN7.");
            else if (child.Upn.Length > 0)
                findings.Refuse(path.To(UpnReason), "A UPN is given as well. Send the UPN or the reason why there is none, not both.");
        }

        if (child.LaChildId.Length > 0 && !LaChildId.TryParse(child.LaChildId, out _, out var why))
            findings.Refuse(path.To("la_child_id"), why);
        if (child.GpPracticeOds.Length > ContactLimits.Code)
            findings.Refuse(path.To("gp_practice_ods"), "A GP practice code has a letter and 5 digits.");
        else if (child.GpPracticeOds.Length > 0 && !GpPracticeCode.TryParse(child.GpPracticeOds, out _, out var notGp))
            findings.Warn(path.To("gp_practice_ods"), notGp + " The text is kept as it came.");
    }

    private static void CheckCircumstances(ContactFindings findings, FieldPath path, Child child, DateOnly today)
    {
        findings.Text(path, "immigration_status", child.ImmigrationStatus, ContactLimits.Title);
        findings.Text(path, "physical_description", child.PhysicalDescription, ContactLimits.Note);
        findings.Text(path, "current_location", child.CurrentLocation, ContactLimits.ShortNote);
        findings.Text(path, "legal_status", child.LegalStatus, ContactLimits.ShortNote);
        findings.Text(path, "sender_child_reference", child.SenderChildReference, ContactLimits.Name);
        AddressRules.Check(findings, path, child.Addresses);
        AddressRules.Check(findings, path, child.SafeContact);
        if (child.Education is not null)
            CheckEducation(findings, path.Field("education"), child.Education);

        var injuries = findings.List(path, "injuries", child.Injuries.Count, ContactLimits.Injuries);
        for (var index = 0; index < injuries; index++)
            CheckInjury(findings, path.Item("injuries", index), child.Injuries[index]);
    }

    private static void CheckEducation(ContactFindings findings, FieldPath path, EducationSetting education)
    {
        findings.Text(path, Name, education.Name, ContactLimits.Title);
        findings.Text(path, "year_group", education.YearGroup, ContactLimits.Word);
        if (education.Urn.Length > 0 && !SchoolUrn.TryParse(education.Urn, out _, out var notUrn))
            findings.Refuse(path.To("urn"), notUrn);
        if (education.Laestab.Length > 0 && !Laestab.TryParse(education.Laestab, out _, out var notLaestab))
            findings.Refuse(path.To("laestab"), notLaestab);
    }

    private static void CheckInjury(ContactFindings findings, FieldPath path, Injury injury)
    {
        findings.RequiredText(path, "site", injury.Site, ContactLimits.Title, "Say which part of the body.");
        findings.Text(path, "description", injury.Description, ContactLimits.Note);
        findings.Text(path, "size", injury.Size, ContactLimits.Name);
        findings.Text(path, "explanation", injury.Explanation, ContactLimits.Note);
        findings.Known(path, "view", injury.View);
        findings.Range(path, "x", injury.HasX, injury.X, 0, 1);
        findings.Range(path, "y", injury.HasY, injury.Y, 0, 1);
    }

    private static void CheckVoice(ContactFindings findings, FieldPath path, ChildVoice voice)
    {
        findings.Text(path, "words", voice.Words, ContactLimits.LongText);
        findings.Text(path, "how_obtained", voice.HowObtained, ContactLimits.ShortNote);
        findings.Text(path, "demeanour", voice.Demeanour, ContactLimits.Note);
        findings.Text(path, "observed_behaviour", voice.ObservedBehaviour, ContactLimits.Text);
        findings.Text(path, "day_in_the_life", voice.DayInTheLife, ContactLimits.LongText);
        GapRules.Check(findings, path, voice, voice.Gaps);
    }
}
