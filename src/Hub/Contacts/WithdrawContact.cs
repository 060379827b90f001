using Google.Protobuf.WellKnownTypes;
using Mash.Hub.Access;
using Mash.Hub.Contacts.States;
using Mash.Hub.Errors;
using Mash.Hub.Storage.Keys;
using Mash.V1;
using ContactEvent = Mash.Hub.Contacts.States.ContactEvent;
using ContactState = Mash.Hub.Contacts.States.ContactState;

namespace Mash.Hub.Contacts;

/// <summary>Withdraws a contact: before screening it ends, after that the wish is kept for the screener.</summary>
internal sealed class WithdrawContact(ContactChange changes)
{
    public const int ReasonLimit = 2000;

    public async Task<Result<WithdrawContactResponse>> HandleAsync(WithdrawContactRequest request, Caller caller)
    {
        var violations = new List<FieldViolation>();
        ChangeRequests.RequireText("reason", request.Reason, 1, ReasonLimit, violations);
        var change = ChangeRequests.Check("contact.withdraw", caller, request.ContactId, request.RequestId, null, request, violations);
        return change.IsSuccess
            ? await changes.RunAsync(change.Value, WithdrawContactResponse.Parser, edit => Apply(edit, request))
            : change.Problem;
    }

    private static Result<WithdrawContactResponse> Apply(ContactEdit edit, WithdrawContactRequest request)
    {
        var snapshot = ContactRules.SnapshotOf(edit.Row, edit.Children);
        var result = ContactStateMachine.Apply(
            edit.Row.State, ContactEvent.Withdraw, edit.Actor.Groups, AllowedActions.Met(snapshot, null, edit.Actor));
        if (result.Applied is not { } applied)
            return result.Refusal!.ToProblem();
        edit.Row.State = applied.To;
        edit.Row.NewInformation |= applied.To != ContactState.Withdrawn;
        edit.Seal(RecordKind.Withdrawal, Guid.CreateVersion7(), 1, edit.Key, new Withdrawal { Reason = request.Reason, WithdrawnTime = edit.Now.ToTimestamp(), AssertedPractitioner = edit.Caller.AssertedPractitioner ?? "" });
        edit.Tell(new Event
        {
            Kind = EventKind.Withdrawn,
            Message = applied.To == ContactState.Withdrawn ? "The contact is withdrawn." : "The wish to withdraw is recorded. Screening had begun, so the hub still decides.",
        });
        return new WithdrawContactResponse { State = AgencyView.StateOf(edit.Row).ToProto(), Etag = edit.NextEtag };
    }
}
