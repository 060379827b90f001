using Mash.Hub.Access;
using Mash.Hub.Audit;
using Mash.Hub.Calendar;
using Mash.Hub.Contacts;
using Mash.Hub.Contacts.States;
using Mash.Hub.Errors;
using Mash.Hub.Storage;
using Mash.V1;
using ChildState = Mash.Hub.Contacts.States.ChildState;
using Outcome = Mash.Hub.Contacts.States.Outcome;

namespace Mash.Hub.Decisions;

/// <summary>
/// Says what a decision would do before anybody records it, or in one sentence why it cannot be recorded now. It changes nothing, but
/// names children: it is a read on the record.
/// </summary>
internal sealed class PreviewDecision(
    ContactVisibility visibility, ContactReader reader, AccessDirectory directory, WriteQueue writes, DomainClock clock)
{
    private const string Act = "decision.preview";

    public async Task<Result<PreviewDecisionResponse>> HandleAsync(PreviewDecisionRequest request, Caller caller)
    {
        var violations = Check(request, out var childId, out var outcome);
        if (violations.Count > 0)
            return Problem.Invalid(violations);
        var found = await visibility.FindAsync(request.ContactId, caller, Act);
        if (!found.IsSuccess)
            return found.Problem;
        var row = found.Value;
        await writes.WriteAsync(session =>
        {
            session.Audit(new AuditEntry { Act = Act, Actor = caller.ToActor(), Subjects = [row.ContactId] });
            return true;
        });
        return Answer(row, reader.ReadChildren(row.ContactId), childId, request.Level, outcome, caller);
    }

    private static List<FieldViolation> Check(PreviewDecisionRequest request, out Guid childId, out Outcome? outcome)
    {
        var violations = new List<FieldViolation>();
        outcome = null;
        if (!Guid.TryParse(request.ContactId, out _))
            violations.Add(new FieldViolation("contact_id", "Give the contact's id: a UUID as the hub answered it."));
        if (!Guid.TryParse(request.ContactChildId, out childId))
            violations.Add(new FieldViolation("contact_child_id", "Give the contact child's id: a UUID as the hub answered it."));
        if (request.Level is < 0 or > DecisionRules.HighestLevel)
            violations.Add(new FieldViolation("level", "Choose a level of need from 1 to 4."));
        if (EnumNames<V1.Outcome, Outcome>.TryOf(request.Outcome, out var chosen))
            outcome = chosen;
        else if (request.Outcome != V1.Outcome.Unspecified)
            violations.Add(new FieldViolation("outcome", "Choose what happens for this child."));
        return violations;
    }

    private Result<PreviewDecisionResponse> Answer(
        ContactRow row, IReadOnlyList<ContactChildRow> children, Guid childId, int level, Outcome? outcome, Caller caller)
    {
        var child = children.FirstOrDefault(candidate => candidate.ContactChildId == childId);
        if (child is null)
            return Problem.NotFound("child in this contact");
        var now = clock.GetUtcNow();
        IReadOnlyList<string> reasons = outcome is { } chosen ? ContactRules.SignOffReasons(row, child, chosen, now, directory) : [];
        var step = DecisionCourse.Of(row, children, child, ContactRules.ActorOf(row, caller), outcome, reasons.Count > 0);
        var response = new PreviewDecisionResponse();
        if (!step.IsSuccess)
        {
            response.WhatHappensNext.Add(step.Problem.Message);
            return response;
        }
        response.SignOffReasons.Add(reasons);
        response.WhatHappensNext.Add(DecisionOutlook.Sentences(new DecisionProspect
        {
            Contact = row,
            Child = child,
            ChildName = reader.OpenSummary(child).DisplayName,
            UndecidedSiblings = [.. children
                .Where(other => other != child && other.State == ChildState.AwaitingDecision)
                .Select(other => reader.OpenSummary(other).DisplayName)],
            Level = level,
            Outcome = outcome,
            SignOffReasons = reasons,
            Agency = directory.Agency(row.AgencyId),
            Now = now,
        }));
        return response;
    }
}
