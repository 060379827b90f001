using Mash.V1;

namespace Mash.Hub.Contacts.Content;

/// <summary>Rules for what happened, and for what stands around it: views, agreement, risks, attendance.</summary>
internal static class ConcernRules
{
    public static void Check(ContactFindings findings, FieldPath path, Concern concern, ValidationContext context)
    {
        findings.RequiredText(path, "narrative", concern.Narrative, ContactLimits.Narrative, "Say what happened: white space alone is not enough.");
        CodeRules.Check(findings, path, "categories", concern.Categories, CodeRules.Factor, context.Today);
        if (findings.Day(path, "happened_date", concern.HappenedDate) > context.Today)
            findings.Warn(path.To("happened_date"), "This day is in the future. Check the date.");
        findings.Text(path, "location", concern.Location, ContactLimits.ShortNote);
        findings.Text(path, "sender_category", concern.SenderCategory, ContactLimits.Name);
        findings.Text(path, "earlier_concerns", concern.EarlierConcerns, ContactLimits.LongText);

        var statements = findings.List(path, "statements", concern.Statements.Count, ContactLimits.Statements);
        for (var index = 0; index < statements; index++)
            Check(findings, path.Item("statements", index), concern.Statements[index]);
    }

    /// <summary>Checks the parts of a contact that stand around the concern.</summary>
    public static void CheckSurroundings(ContactFindings findings, FieldPath path, ContactDetails contact)
    {
        if (contact.SignsOfSafety is not null)
            Check(findings, path.Field("signs_of_safety"), contact.SignsOfSafety);

        var views = findings.List(path, "parent_views", contact.ParentViews.Count, ContactLimits.ParentViews);
        for (var index = 0; index < views; index++)
        {
            var view = path.Item("parent_views", index);
            findings.Text(view, "who", contact.ParentViews[index].Who, ContactLimits.Title);
            findings.Text(view, "account", contact.ParentViews[index].Account, ContactLimits.LongText);
        }

        CheckAgreement(findings, path, contact);

        var risks = findings.List(path, "worker_risks", contact.WorkerRisks.Count, ContactLimits.WorkerRisks);
        for (var index = 0; index < risks; index++)
            Check(findings, path.Item("worker_risks", index), contact.WorkerRisks[index]);

        findings.Text(path, "equality", contact.Equality, ContactLimits.Text);
        findings.Texts(path, "already_tried", contact.AlreadyTried, ContactLimits.AlreadyTried, ContactLimits.Note);
        if (contact.Attendance is { } attendance)
        {
            var at = path.Field("attendance");
            findings.Range(at, "percent", attendance.HasPercent, attendance.Percent, 0, 100);
            findings.Range(at, "late_marks", attendance.HasLateMarks, attendance.LateMarks, 0, 999);
            findings.Text(at, "period", attendance.Period, ContactLimits.Name);
        }
    }

    private static void Check(ContactFindings findings, FieldPath path, Statement statement)
    {
        const string Kind = "kind";
        if (statement.Kind == StatementKind.Unspecified)
            findings.Refuse(path.To(Kind), "Say how it is known: observed, quoted, second hand, or a professional view.");
        else
            findings.Known(path, Kind, statement.Kind);
        findings.RequiredText(path, "text", statement.Text, ContactLimits.Text, "Give the statement, or leave the entry out.");
        findings.Text(path, "said_by", statement.SaidBy, ContactLimits.Title);
        findings.Instant(path, "said_time", statement.SaidTime);
    }

    private static void Check(ContactFindings findings, FieldPath path, SignsOfSafety signs)
    {
        findings.Texts(path, "worried_about", signs.WorriedAbout, ContactLimits.SignsOfSafetyLines, ContactLimits.Note);
        findings.Texts(path, "working_well", signs.WorkingWell, ContactLimits.SignsOfSafetyLines, ContactLimits.Note);
        findings.Texts(path, "needs_to_happen", signs.NeedsToHappen, ContactLimits.SignsOfSafetyLines, ContactLimits.Note);
        findings.Range(path, "scale", signs.HasScale, signs.Scale, 0, 10);
    }

    private static void CheckAgreement(ContactFindings findings, FieldPath path, ContactDetails contact)
    {
        const string Reason = "reason_not_told";
        if (contact.FamilyAwareness is { } awareness)
        {
            var at = path.Field("family_awareness");
            if (awareness is { HasAware: true, Aware: false })
                findings.RequiredText(at, Reason, awareness.ReasonNotTold, ContactLimits.Note, "Say why the family was not told.");
            else
                findings.Text(at, Reason, awareness.ReasonNotTold, ContactLimits.Note);
        }

        if (contact.ServiceAgreement is { } agreement)
        {
            var at = path.Field("service_agreement");
            findings.Known(at, "status", agreement.Status);
            findings.Text(at, "given_by", agreement.GivenBy, ContactLimits.Title);
            findings.Text(at, "notes", agreement.Notes, ContactLimits.Note);
            findings.Day(at, "given_date", agreement.GivenDate);
        }
    }

    private static void Check(ContactFindings findings, FieldPath path, WorkerRisk risk)
    {
        findings.RequiredText(path, "description", risk.Description, ContactLimits.Note, "Say what the risk is, or leave the entry out.");
        findings.Text(path, "advice", risk.Advice, ContactLimits.ShortNote);
        findings.Day(path, "review_date", risk.ReviewDate);
    }
}
