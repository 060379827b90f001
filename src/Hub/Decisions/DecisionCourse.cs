using Mash.Hub.Contacts;
using Mash.Hub.Contacts.States;
using Mash.Hub.Errors;

namespace Mash.Hub.Decisions;

/// <summary>Where a decision would take a child.</summary>
/// <param name="MarksReady">The contact becomes ready for decision with it.</param>
/// <param name="To">The child's state with it.</param>
internal sealed record DecisionStep(bool MarksReady, ChildState To);

/// <summary>The course of a decision by the tables, for the act and for its preview. Changes nothing.</summary>
internal static class DecisionCourse
{
    /// <summary>The step, or why this person cannot decide this now. Rationale and fit of level and outcome count as given.</summary>
    /// <param name="row">The contact.</param>
    /// <param name="children">Its children.</param>
    /// <param name="child">The child to decide for.</param>
    /// <param name="actor">Who decides.</param>
    /// <param name="outcome">The outcome; null where not chosen yet.</param>
    /// <param name="needsSignOff">Whether a second manager must confirm.</param>
    public static Result<DecisionStep> Of(
        ContactRow row, IReadOnlyList<ContactChildRow> children, ContactChildRow child, ContactActor actor, Outcome? outcome, bool needsSignOff)
    {
        var met = AllowedActions.Met(ContactRules.SnapshotOf(row, children), ContactRules.SnapshotOf(child), actor)
            | Guard.RationaleGiven | Guard.OutcomeFitsLevel;
        if (outcome is not { } chosen || DecisionRules.MayDecide(actor.Groups, chosen))
            met |= Guard.WithinAuthority;

        // Deciding makes a screened contact ready by itself.
        var marksReady = child.State == ChildState.AwaitingDecision && row.State != ContactState.ReadyForDecision;
        if (marksReady)
        {
            var refusal = ContactStateMachine.Apply(row.State, ContactEvent.MarkReady, actor.Groups, met).Refusal;
            if (refusal is { Kind: RefusalKind.WrongState })
                refusal = refusal with { Sentence = $"This is {StateWords.Of(row.State)}, so it cannot be {EventWords.Of(ChildEvent.Decide)}." };
            if (refusal is not null)
                return refusal.ToProblem();
            met |= Guard.ContactReady;
        }
        var result = ContactStateMachine.Apply(
            child.State, ChildEvent.Decide, needsSignOff ? TransitionCase.SignOffNeeded : TransitionCase.SignOffNotNeeded, actor.Groups, met);
        return result.Applied is { } applied ? new DecisionStep(marksReady, applied.To) : result.Refusal!.ToProblem();
    }
}
