using Google.Protobuf.WellKnownTypes;
using Mash.Hub.Access;
using Mash.Hub.Contacts;
using Mash.Hub.Contacts.States;
using Mash.Hub.Errors;
using Mash.Hub.Storage.Keys;
using Mash.V1;
using ContactEvent = Mash.Hub.Contacts.States.ContactEvent;

namespace Mash.Hub.Screening;

/// <summary>Sets or changes the RAG rating. Due times always count from receipt, so that a change never wins time.</summary>
internal sealed class RateContact(ContactChange changes)
{
    public const int RationaleLimit = 5000;

    public async Task<Result<RateContactResponse>> HandleAsync(RateContactRequest request, Caller caller)
    {
        var violations = new List<FieldViolation>();
        if (request.Rag is not (Rag.Blue or Rag.Green or Rag.Amber or Rag.Red))
            violations.Add(new FieldViolation("rag", Guards.Sentence(Guard.RatingGiven)));
        ChangeRequests.RequireText("rationale", request.Rationale, 1, RationaleLimit, violations);
        var change = ChangeRequests.Check("screening.rate", caller, request.ContactId, request.RequestId, request.Etag, request, violations);
        return change.IsSuccess
            ? await changes.RunAsync(change.Value, RateContactResponse.Parser, edit => Apply(edit, request))
            : change.Problem;
    }

    private static Result<RateContactResponse> Apply(ContactEdit edit, RateContactRequest request)
    {
        var rag = request.Rag.ToDomain();
        var met = AllowedActions.Met(ContactRules.SnapshotOf(edit.Row, edit.Children), null, edit.Actor) | Guard.RatingGiven | Guard.RationaleGiven;
        if (DecisionRules.MayRate(edit.Actor.Groups, edit.Row.Rag, rag))
            met |= Guard.RedKeptOrManager;
        var result = ContactStateMachine.Apply(edit.Row.State, ContactEvent.Rate, edit.Actor.Groups, met);
        if (result.Applied is not { } applied)
            return result.Refusal!.ToProblem();
        edit.Row.State = applied.To;
        edit.Row.Rag = rag;
        edit.Seal(RecordKind.Rating, Guid.CreateVersion7(), 1, edit.Key, new Rating
        {
            Rag = request.Rag,
            Rationale = request.Rationale,
            RatedBy = edit.Caller.Account!.Name,
            RatedTime = edit.Now.ToTimestamp(),
        });
        var response = new RateContactResponse { State = applied.To.ToProto(), Etag = edit.NextEtag };
        response.Clocks.Add(ContactClockBook.ReadAll(edit.Row, edit.Children, edit.Now));
        return response;
    }
}
