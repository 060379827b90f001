using Google.Protobuf.WellKnownTypes;
using Mash.Hub.Access;
using Mash.Hub.Calendar;
using Mash.Hub.Contacts;
using Mash.Hub.Contacts.States;
using Mash.Hub.Errors;
using Mash.Hub.ReferenceData;
using Mash.Hub.Storage;
using Mash.Hub.Storage.Keys;
using Mash.V1;
using ChildState = Mash.Hub.Contacts.States.ChildState;
using Outcome = Mash.Hub.Contacts.States.Outcome;

namespace Mash.Hub.Decisions;

/// <summary>
/// Records the threshold decision for one child, sealed under that child's own key. No further action, advice and signposting wait for a
/// second manager where a trigger applies; protection never does.
/// </summary>
internal sealed class DecideChild(ContactChange changes, KeyStore keys, AccessDirectory directory, DomainClock clock)
{
    public const int RationaleMinimum = 20;
    public const int RationaleLimit = 20_000;
    public const int MaxIndicators = 50;
    public const int HighestScale = 10;

    private static readonly SqlStatement SelectVersion = new(
        "SELECT COALESCE(MAX(version), 0) FROM records WHERE contact_id = $1 AND kind = $2 AND record_id = $3", 3);

    public async Task<Result<DecideChildResponse>> HandleAsync(DecideChildRequest request, Caller caller)
    {
        var document = Thresholds.Default.InForce(UkTime.DateOf(clock.GetUtcNow()));
        var violations = Check(request, document);
        var change = ChangeRequests.Check("decision.decide", caller, request.ContactId, request.RequestId, request.Etag, request, violations);
        return change.IsSuccess
            ? await changes.RunAsync(change.Value, DecideChildResponse.Parser, edit => Apply(edit, request, document.Version))
            : change.Problem;
    }

    private static List<FieldViolation> Check(DecideChildRequest request, ThresholdDocument document)
    {
        var violations = new List<FieldViolation>();
        if (!Guid.TryParse(request.ContactChildId, out _))
            violations.Add(new FieldViolation("contact_child_id", "Give the contact child's id: a UUID as the hub answered it."));
        var levelFits = request.Level is >= DecisionRules.LowestLevel and <= DecisionRules.HighestLevel;
        if (!levelFits)
            violations.Add(new FieldViolation("level", "Choose a level of need from 1 to 4."));
        if (!EnumNames<V1.Outcome, Outcome>.TryOf(request.Outcome, out var outcome))
            violations.Add(new FieldViolation("outcome", "Choose what happens for this child."));
        else if (levelFits && !DecisionRules.Fits(request.Level, outcome))
            violations.Add(new FieldViolation("outcome", Guards.Sentence(Guard.OutcomeFitsLevel)));
        ChangeRequests.RequireText("rationale", request.Rationale, RationaleMinimum, RationaleLimit, violations);
        if (request.IndicatorIds.Count > MaxIndicators)
            violations.Add(new FieldViolation("indicator_ids", $"Choose at most {MaxIndicators} indicators."));
        else
            CheckIndicators(request, document, violations);
        if (request.HasScale && request.Scale is < 0 or > HighestScale)
            violations.Add(new FieldViolation("scale", $"Choose a number from 0 to {HighestScale}."));
        return violations;
    }

    private static void CheckIndicators(DecideChildRequest request, ThresholdDocument document, List<FieldViolation> violations)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var index = 0; index < request.IndicatorIds.Count; index++)
        {
            var id = request.IndicatorIds[index];
            if (document.Find(id) is null)
                violations.Add(new FieldViolation($"indicator_ids[{index}]", "This is no indicator of the threshold document in force today."));
            else if (!seen.Add(id))
                violations.Add(new FieldViolation($"indicator_ids[{index}]", "This indicator is named twice."));
        }
    }

    private Result<DecideChildResponse> Apply(ContactEdit edit, DecideChildRequest request, string thresholdVersion)
    {
        var childId = Guid.Parse(request.ContactChildId);
        var child = edit.Children.FirstOrDefault(row => row.ContactChildId == childId);
        if (child is null)
            return Problem.NotFound("child in this contact");
        var outcome = EnumNames<V1.Outcome, Outcome>.Of(request.Outcome);
        var needsSignOff = ContactRules.SignOffReasons(edit.Row, child, outcome, edit.Now, directory).Count > 0;
        var step = DecisionCourse.Of(edit.Row, edit.Children, child, edit.Actor, outcome, needsSignOff);
        if (!step.IsSuccess)
            return step.Problem;

        if (step.Value.MarksReady)
            edit.Row.State = Contacts.States.ContactState.ReadyForDecision;
        child.State = step.Value.To;
        child.Level = request.Level;
        child.Outcome = outcome;
        child.DecidedTime = edit.Now;
        child.SignOffRequestedTime = needsSignOff ? edit.Now : null;
        WaiveFeedback(edit, child, outcome);
        edit.Seal(RecordKind.Decision, childId, NextVersion(edit, childId), keys.Get(child.KeyId), ToRecord(request, thresholdVersion, edit));
        edit.Settle();
        return new DecideChildResponse
        {
            ChildState = child.State.ToProto(),
            ContactState = edit.Row.State.ToProto(),
            Etag = edit.NextEtag,
            DecidedTime = edit.Now.ToTimestamp(),
        };
    }

    /// <summary>Where nobody can be told, an outcome that ends at the front door is finished with the decision.</summary>
    private static void WaiveFeedback(ContactEdit edit, ContactChildRow child, Outcome outcome)
    {
        if (child.State != ChildState.Decided)
            return;
        var met = AllowedActions.Met(ContactRules.SnapshotOf(edit.Row, edit.Children), ContactRules.SnapshotOf(child), edit.Actor);
        var waived = ContactStateMachine.Apply(child.State, ChildEvent.WaiveFeedback, DecisionRules.Case(outcome), ActorGroup.System, met);
        child.State = waived.Applied?.To ?? child.State;
    }

    private static int NextVersion(ContactEdit edit, Guid childId)
    {
        using var row = edit.Session.Query(SelectVersion, edit.Row.ContactId, (int)RecordKind.Decision, childId);
        return row.Read() ? row.GetInt32(0) + 1 : 1;
    }

    private static Decision ToRecord(DecideChildRequest request, string thresholdVersion, ContactEdit edit)
    {
        var record = new Decision
        {
            Level = request.Level,
            Outcome = request.Outcome,
            Rationale = request.Rationale,
            ThresholdVersion = thresholdVersion,
            DecidedBy = edit.Caller.Account!.Name,
            DecidedTime = edit.Now.ToTimestamp(),
        };
        record.IndicatorIds.Add(request.IndicatorIds);
        if (request.HasScale)
            record.Scale = request.Scale;
        return record;
    }
}
