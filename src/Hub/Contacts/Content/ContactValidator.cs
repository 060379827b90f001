using Mash.Hub.ReferenceData;
using Mash.V1;
using Rag = Mash.V1.Rag;

namespace Mash.Hub.Contacts.Content;

/// <summary>
/// The rules for a contact's content (comments of mash.v1; CIN rules 4180, 8525Q, 8530Q, 8775Q, 8790, 8794, 8866, 8898, 8945Q, 8950Q).
/// It reports everything that is wrong at once, never throws on any message, and never changes the content. Items past the limit of
/// their list are not looked at: the list itself is then what is wrong, which bounds the work.
/// </summary>
internal static class ContactValidator
{
    /// <summary>The field of the request that holds the content: the first part of every path.</summary>
    public const string Root = "contact";

    /// <summary>Source codes of people who need not give a name: family, acquaintances, self, other individuals, anonymous, unknown.</summary>
    private static readonly HashSet<string> MayBeAnonymous = ["1A", "1B", "1C", "1D", "9", "10"];

    /// <summary>Checks one contact.</summary>
    /// <param name="contact">The content as received; null is one violation.</param>
    /// <param name="context">When it came and from whom.</param>
    public static ContactValidation Validate(ContactDetails? contact, ValidationContext context)
    {
        var findings = new ContactFindings();
        if (contact is null)
            findings.Refuse(Root, "Give the content of the contact.");
        else
            Check(findings, FieldPath.Root(Root), contact, context);
        return new(findings.Violations, findings.Warnings);
    }

    private static void Check(ContactFindings findings, FieldPath path, ContactDetails contact, ValidationContext context)
    {
        CheckSource(findings, path, contact.SourceCode, context);
        findings.Known(path, "channel", contact.Channel);
        findings.Text(path, "sender_reference", contact.SenderReference, ContactLimits.Name);
        findings.Text(path, "incident_reference", contact.IncidentReference, ContactLimits.Name);
        var incident = CheckTimes(findings, path, contact, context);
        CheckReferrer(findings, path, contact);
        CheckChildren(findings, path, contact, context, incident);

        var people = findings.List(path, "people", contact.People.Count, ContactLimits.People);
        for (var index = 0; index < people; index++)
            PersonRules.Check(findings, path.Item("people", index), contact.People[index], context);

        var professionals = findings.List(path, "professionals", contact.Professionals.Count, ContactLimits.Professionals);
        for (var index = 0; index < professionals; index++)
            PersonRules.Check(findings, path.Item("professionals", index), contact.Professionals[index]);

        if (contact.Concern is null)
            findings.Refuse(path.To("concern"), "Say what happened: give a concern with its narrative.");
        else
            ConcernRules.Check(findings, path.Field("concern"), contact.Concern, context);

        ConcernRules.CheckSurroundings(findings, path, contact);
        findings.Known(path, "referrer_rag", contact.ReferrerRag);
        findings.Range(path, "referrer_level", contact.HasReferrerLevel, contact.ReferrerLevel, 1, 4);
        findings.Range(path, "was_not_brought_count", contact.HasWasNotBroughtCount, contact.WasNotBroughtCount, 0, 999);
        findings.Text(path, "domestic_abuse_risk", contact.DomesticAbuseRisk, ContactLimits.Word);
        GapRules.Check(findings, path, contact, contact.Gaps);
        SharedNumberRules.Check(findings, path, contact);
        ProtectedAddresses.Check(findings, path, contact);
    }

    private static void CheckSource(ContactFindings findings, FieldPath path, string code, ValidationContext context)
    {
        const string Field = "source_code";
        if (code.Length == 0)
            findings.Refuse(path.To(Field), "Give the source of the contact: one of the codes 1A to 10 of the children in need census.");
        else if (!CodeLists.ContactSource.IsInForce(code, context.Today))
            findings.Refuse(path.To(Field), "This is not a source code in force. Use one of 1A to 10 of the children in need census.");
        else if (context.AllowedSourceCodes?.Contains(code) == false)
            findings.Refuse(path.To(Field), "Your agency is not registered for this source code. Use your own, or ask the hub's administrator to add it.");
    }

    private static DateTimeOffset? CheckTimes(ContactFindings findings, FieldPath path, ContactDetails contact, ValidationContext context)
    {
        const string Incident = "incident_time";
        const string Created = "sender_created_time";
        var incident = findings.Instant(path, Incident, contact.IncidentTime);
        var created = findings.Instant(path, Created, contact.SenderCreatedTime);
        var latest = context.ReceivedTime + ContactLimits.ClockTolerance;
        if (incident > created)
            findings.Refuse(path.To(Incident), "The incident is later than the sender's record of it. Check both times and their time zone.");
        else if (incident > latest)
            findings.Refuse(path.To(Incident), "The incident is in the future. Check the time and its time zone.");
        if (created > latest)
            findings.Warn(path.To(Created), "The sender's record was made after the hub received it. Check the clock of the sending system.");
        return incident;
    }

    private static void CheckReferrer(ContactFindings findings, FieldPath path, ContactDetails contact)
    {
        if (contact.Referrer is not { } referrer)
        {
            findings.Refuse(path.To("referrer"), "Say who reports, or give a referrer that is marked as anonymous.");
            return;
        }

        var mayBeAnonymous = CodeLists.ContactSource.Find(contact.SourceCode) is null || MayBeAnonymous.Contains(contact.SourceCode);
        PersonRules.Check(findings, path.Field("referrer"), referrer, mayBeAnonymous);
    }

    private static void CheckChildren(
        ContactFindings findings, FieldPath path, ContactDetails contact, ValidationContext context, DateTimeOffset? incident)
    {
        if (contact.Children.Count == 0)
            findings.Refuse(path.To("children"), "Name at least one child, or an unborn child. A child whose name is not known needs a gap for its name.");
        var children = findings.List(path, "children", contact.Children.Count, ContactLimits.Children);
        var hasUnborn = false;
        for (var index = 0; index < children; index++)
        {
            ChildRules.Check(findings, path.Item("children", index), contact.Children[index], context, incident);
            hasUnborn |= contact.Children[index].Unborn;
        }

        if (hasUnborn && !contact.People.Take(ContactLimits.People).Any(person => Relationships.IsMother(person.Relationship)))
        {
            findings.Refuse(
                path.To("people"),
                "An unborn child needs its mother here, with the relationship mother. Where she is not known, give a gap for her name.");
        }
    }
}
