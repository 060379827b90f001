using Google.Protobuf.WellKnownTypes;
using Mash.Hub.Access;
using Mash.Hub.Contacts;
using Mash.Hub.Contacts.Content;
using Mash.Hub.Contacts.States;
using Mash.Hub.Errors;
using Mash.Hub.Messages;
using Mash.Hub.Storage.Keys;
using Mash.V1;

namespace Mash.Hub.Decisions;

/// <summary>
/// Tells the referrer the outcome for children that are decided: an event with level and next step for the agency, and a message without
/// any content for a referrer with an email address. An outcome that ends at the front door is finished with it.
/// </summary>
internal sealed class SendFeedback(ContactChange changes, ContactReader reader, CaseAccess access, AccessDirectory directory, MessageSender sender)
{
    public const int TextLimit = 5000;

    public async Task<Result<SendFeedbackResponse>> HandleAsync(SendFeedbackRequest request, Caller caller)
    {
        var violations = new List<FieldViolation>();
        ChangeRequests.RequireText("text", request.Text, 1, TextLimit, violations);
        var ids = new List<Guid>();
        for (var index = 0; index < request.ContactChildIds.Count; index++)
        {
            if (!Guid.TryParse(request.ContactChildIds[index], out var id))
                violations.Add(new FieldViolation($"contact_child_ids[{index}]", "Give the contact child's id: a UUID as the hub answered it."));
            else if (ids.Contains(id))
                violations.Add(new FieldViolation($"contact_child_ids[{index}]", "This child is named twice."));
            ids.Add(id);
        }
        var change = ChangeRequests.Check("decision.feedback", caller, request.ContactId, request.RequestId, request.Etag, request, violations);
        if (!change.IsSuccess)
            return change.Problem;

        // What the sender said never changes, so that it can be opened before the writer's turn. What is hidden is not opened: it costs what absence costs.
        var details = reader.FindRow(change.Value.ContactId) is { } row && access.MaySee(row, caller) ? reader.Open(row).Details : new ContactDetails();
        if (ProtectedAddresses.Of(details).AppearIn(request.Text))
            return Problem.Invalid("text", "This text holds an address that must not become known. Take it out before anybody is told.");
        var result = await changes.RunAsync(change.Value, SendFeedbackResponse.Parser, edit => Apply(edit, request, ids, details));
        if (result.IsSuccess)
            sender.Wake();
        return result;
    }

    private Result<SendFeedbackResponse> Apply(ContactEdit edit, SendFeedbackRequest request, List<Guid> ids, ContactDetails details)
    {
        var covered = Covered(edit, ids);
        if (!covered.IsSuccess)
            return covered.Problem;
        var snapshot = ContactRules.SnapshotOf(edit.Row, edit.Children);
        foreach (var child in covered.Value)
        {
            var met = AllowedActions.Met(snapshot, ContactRules.SnapshotOf(child), edit.Actor);
            var @case = child.Outcome is { } outcome ? DecisionRules.Case(outcome) : TransitionCase.Always;
            var result = ContactStateMachine.Apply(child.State, ChildEvent.SendFeedback, @case, edit.Actor.Groups, met);
            if (result.Applied is not { } applied)
                return result.Refusal!.ToProblem();
            child.State = applied.To;
            child.FeedbackTime = edit.Now;
        }

        var feedback = new Feedback { Text = request.Text, SentBy = edit.Caller.Account!.Name, SentTime = edit.Now.ToTimestamp() };
        feedback.ContactChildIds.Add(covered.Value.Select(child => child.ContactChildId.ToString()));
        edit.Seal(RecordKind.Feedback, Guid.CreateVersion7(), 1, edit.Key, feedback);
        edit.Tell(OutcomeEvent(covered.Value, details, request.Text));
        if (Notice(edit.Row, details) is { } message)
            edit.Send(message);
        edit.Settle();
        return new SendFeedbackResponse { State = edit.Row.State.ToProto(), Etag = edit.NextEtag, SentTime = edit.Now.ToTimestamp() };
    }

    private MessageDraft? Notice(ContactRow row, ContactDetails details)
    {
        var hub = directory.Agencies.Values.FirstOrDefault(agency => agency.Kind == Agencies.AgencyKind.Hub);
        return ReferrerNotice.For(details, row.Reference, fromSystem: row.AgencyId != hub?.AgencyId, hub?.Telephone ?? "");
    }

    /// <summary>The children named; where none is named, all that are decided and not told.</summary>
    private static Result<List<ContactChildRow>> Covered(ContactEdit edit, List<Guid> ids)
    {
        if (ids.Count == 0)
        {
            var waiting = edit.Children
                .Where(child => child.State is (Contacts.States.ChildState.Decided or Contacts.States.ChildState.Actioned) && child.FeedbackTime is null)
                .ToList();
            return waiting.Count > 0 ? waiting : Problem.WrongState("NOTHING_TO_TELL", "No child has an outcome that the referrer has not been told.");
        }
        var violations = ids
            .Select((id, index) => (id, index))
            .Where(entry => edit.Children.All(child => child.ContactChildId != entry.id))
            .Select(entry => new FieldViolation($"contact_child_ids[{entry.index}]", "This child is not in the contact."))
            .ToList();
        return violations.Count == 0
            ? edit.Children.Where(child => ids.Contains(child.ContactChildId)).ToList()
            : Problem.Invalid(violations);
    }

    private static Event OutcomeEvent(List<ContactChildRow> covered, ContactDetails details, string text)
    {
        var item = new Event
        {
            Kind = EventKind.Outcome,
            Message = covered.Count == 1 ? "The outcome for 1 child." : $"The outcome for {covered.Count} children.",
            Feedback = text,
        };
        item.Outcomes.Add(covered.Select(child => new ChildOutcome
        {
            ContactChildId = child.ContactChildId.ToString(),
            SenderChildReference = details.Children[child.Ordinal].SenderChildReference,
            Level = child.Level!.Value,
            Outcome = child.Outcome!.Value.ToProto(),
        }));
        return item;
    }
}
