using Mash.Hub.Access;
using Mash.Hub.Contacts;
using Mash.Hub.Contacts.States;
using Mash.Hub.Errors;
using Mash.V1;
using ContactEvent = Mash.Hub.Contacts.States.ContactEvent;

namespace Mash.Hub.Screening;

/// <summary>Takes a received contact into screening, in the caller's name, and tells its agency that somebody is on it.</summary>
internal sealed class StartScreening(ContactChange changes)
{
    public async Task<Result<StartScreeningResponse>> HandleAsync(StartScreeningRequest request, Caller caller)
    {
        var change = ChangeRequests.Check("screening.start", caller, request.ContactId, request.RequestId, request.Etag, request, []);
        return change.IsSuccess ? await changes.RunAsync(change.Value, StartScreeningResponse.Parser, Apply) : change.Problem;
    }

    private static Result<StartScreeningResponse> Apply(ContactEdit edit)
    {
        var snapshot = ContactRules.SnapshotOf(edit.Row, edit.Children);
        var result = ContactStateMachine.Apply(
            edit.Row.State, ContactEvent.StartScreening, edit.Actor.Groups, AllowedActions.Met(snapshot, null, edit.Actor));
        if (result.Applied is not { } applied)
            return result.Refusal!.ToProblem();
        edit.Row.State = applied.To;
        edit.Row.ScreenerAccountId = edit.Caller.Account!.AccountId;
        edit.Row.ScreeningStartedTime = edit.Now;
        edit.Tell(new Event { Kind = EventKind.ScreeningStarted, Message = "A worker began to screen the contact." });
        return new StartScreeningResponse { State = applied.To.ToProto(), Etag = edit.NextEtag };
    }
}
