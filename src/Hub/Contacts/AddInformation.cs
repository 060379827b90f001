using Google.Protobuf.WellKnownTypes;
using Mash.Hub.Access;
using Mash.Hub.Contacts.States;
using Mash.Hub.Errors;
using Mash.Hub.Storage.Keys;
using Mash.V1;
using ContactEvent = Mash.Hub.Contacts.States.ContactEvent;

namespace Mash.Hub.Contacts;

/// <summary>Adds information to a contact. It only ever adds, so that it cannot be stale; staff see that it is new.</summary>
internal sealed class AddInformation(ContactChange changes)
{
    public const int TextLimit = 20_000;

    public async Task<Result<AddInformationResponse>> HandleAsync(AddInformationRequest request, Caller caller)
    {
        var violations = new List<FieldViolation>();
        ChangeRequests.RequireText("text", request.Text, 1, TextLimit, violations);
        if (!System.Enum.IsDefined(request.Kind))
            violations.Add(new FieldViolation("kind", "Say how it is known: observed, quoted, second hand or opinion."));
        var change = ChangeRequests.Check("contact.add_information", caller, request.ContactId, request.RequestId, null, request, violations);
        return change.IsSuccess
            ? await changes.RunAsync(change.Value, AddInformationResponse.Parser, edit => Apply(edit, request))
            : change.Problem;
    }

    private static Result<AddInformationResponse> Apply(ContactEdit edit, AddInformationRequest request)
    {
        var snapshot = ContactRules.SnapshotOf(edit.Row, edit.Children);
        var result = ContactStateMachine.Apply(
            edit.Row.State, ContactEvent.AddInformation, edit.Actor.Groups, AllowedActions.Met(snapshot, null, edit.Actor));
        if (result.Applied is not { } applied)
            return result.Refusal!.ToProblem();
        edit.Row.State = applied.To;
        edit.Row.NewInformation |= !edit.Caller.IsStaff;
        edit.Seal(RecordKind.Information, Guid.CreateVersion7(), 1, edit.Key, new AddedInformation
        {
            Text = request.Text,
            Kind = request.Kind,
            AddedBy = edit.Caller.Agency?.Name ?? edit.Caller.Account?.Name ?? "",
            AddedTime = edit.Now.ToTimestamp(),
            AssertedPractitioner = edit.Caller.AssertedPractitioner ?? "",
        });
        if (!edit.Caller.IsStaff)
            edit.Tell(new Event { Kind = EventKind.InformationAdded, Message = "Information was added to the contact." });
        return new AddInformationResponse { AddedTime = edit.Now.ToTimestamp(), Etag = edit.NextEtag };
    }
}
