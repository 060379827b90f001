using Mash.Hub.ReferenceData;

namespace Mash.Hub.Contacts.States;

/// <summary>What a page can offer on a contact.</summary>
internal enum ContactAction
{
    Acknowledge,
    StartScreening,
    Rate,
    Decide,
    SendFeedback,
    AddInformation,
    Withdraw,
}

/// <summary>One child of a contact as the rules see it.</summary>
internal sealed record ChildSnapshot(Guid ContactChildId, ChildState State, Outcome? Outcome, bool FeedbackSent);

/// <summary>A contact as the rules see it.</summary>
internal sealed record ContactSnapshot
{
    /// <summary>As stored, derived states included.</summary>
    public required ContactState State { get; init; }

    public required Rag Rag { get; init; }

    public required bool Acknowledged { get; init; }

    /// <summary>False when nobody can be told.</summary>
    public required bool FeedbackOwed { get; init; }

    /// <summary>Information arrived that its decider has not read.</summary>
    public bool NewInformationUnread { get; init; }

    public required IReadOnlyList<ChildSnapshot> Children { get; init; }
}

/// <summary>Who asks. <paramref name="IsAuthor"/>: this person, or this agency, sent the contact.</summary>
internal sealed record ContactActor(ActorGroup Groups, bool IsAuthor);

/// <summary>Whether an action is allowed now.</summary>
/// <param name="Action">The action.</param>
/// <param name="ContactChildId">For actions on one child; null when it is about the contact.</param>
/// <param name="Allowed">Allowed now.</param>
/// <param name="Reason">Why not, in one sentence; empty when allowed.</param>
/// <param name="ForThisRole">False when the person's role never allows it here: a page leaves it out rather than explains.</param>
internal sealed record ActionVerdict(ContactAction Action, Guid? ContactChildId, bool Allowed, string Reason, bool ForThisRole);

/// <summary>
/// What a person may do with a contact now, by the same table that the acts themselves use. What the person has yet to give
/// (a rationale, a rating) is taken as given.
/// </summary>
internal static class AllowedActions
{
    private const Guard GivenWithTheAct = Guard.RationaleGiven | Guard.RatingGiven | Guard.OutcomeFitsLevel
        | Guard.WithinAuthority | Guard.RedKeptOrManager;

    /// <summary>
    /// One verdict for each action, in the order of <see cref="ContactAction"/>; decide and feedback are allowed when they are for any child.
    /// </summary>
    public static IReadOnlyList<ActionVerdict> ForContact(ContactSnapshot contact, ContactActor actor) =>
    [
        OnContact(ContactAction.Acknowledge, ContactEvent.Acknowledge, contact, actor),
        OnContact(ContactAction.StartScreening, ContactEvent.StartScreening, contact, actor),
        OnContact(ContactAction.Rate, ContactEvent.Rate, contact, actor),
        AnyChild(ContactAction.Decide, contact, actor),
        AnyChild(ContactAction.SendFeedback, contact, actor),
        OnContact(ContactAction.AddInformation, ContactEvent.AddInformation, contact, actor),
        OnContact(ContactAction.Withdraw, ContactEvent.Withdraw, contact, actor),
    ];

    /// <summary>Decide and feedback for one child.</summary>
    public static IReadOnlyList<ActionVerdict> ForChild(ContactSnapshot contact, ChildSnapshot child, ContactActor actor) =>
        [Decide(contact, child, actor), Feedback(contact, child, actor)];

    /// <summary>The guards that a contact, a child and an actor meet by themselves, without what comes with the act.</summary>
    public static Guard Met(ContactSnapshot contact, ChildSnapshot? child, ContactActor actor)
    {
        var met = actor.IsAuthor ? Guard.SentByActor : Guard.NotSentByActor;
        met |= When(!contact.Acknowledged, Guard.NotAcknowledged);
        met |= When(contact.Rag != Rag.Unrated, Guard.Rated);
        met |= When(contact.State == ContactState.ReadyForDecision, Guard.ContactReady);
        met |= When(!contact.NewInformationUnread, Guard.NewInformationRead);
        met |= contact.FeedbackOwed ? Guard.FeedbackOwed : Guard.FeedbackNotOwed;
        return met | When(child is { FeedbackSent: false }, Guard.FeedbackNotSent);
    }

    private static Guard When(bool holds, Guard guard) => holds ? guard : Guard.None;

    private static ActionVerdict OnContact(ContactAction action, ContactEvent happening, ContactSnapshot contact, ContactActor actor)
    {
        var refusal = ContactStateMachine.Apply(contact.State, happening, actor.Groups, Met(contact, null, actor) | GivenWithTheAct).Refusal;
        var inRole = ContactTransitions.Contact.Any(row => row.Event == happening && (row.By & actor.Groups) != 0);
        return Verdict(action, null, refusal, inRole);
    }

    private static ActionVerdict Decide(ContactSnapshot contact, ChildSnapshot child, ContactActor actor)
    {
        var met = Met(contact, child, actor) | GivenWithTheAct;
        Refusal? refusal = null;
        // Deciding makes a screened contact ready by itself, where the same person may.
        if (child.State == ChildState.AwaitingDecision && contact.State != ContactState.ReadyForDecision)
        {
            refusal = ContactStateMachine.Apply(contact.State, ContactEvent.MarkReady, actor.Groups, met).Refusal;
            if (refusal is { Kind: RefusalKind.WrongState })
                refusal = refusal with { Sentence = $"This is {StateWords.Of(contact.State)}, so it cannot be {EventWords.Of(ChildEvent.Decide)}." };
            met |= Guard.ContactReady;
        }

        var decide = ContactStateMachine.Apply(child.State, ChildEvent.Decide, TransitionCase.SignOffNotNeeded, actor.Groups, met).Refusal;
        // Who may never decide is told so before what is missing.
        refusal = decide?.Kind == RefusalKind.WrongRole ? decide : refusal ?? decide;
        return Verdict(ContactAction.Decide, child.ContactChildId, refusal, InRole(ChildEvent.Decide, actor));
    }

    private static ActionVerdict Feedback(ContactSnapshot contact, ChildSnapshot child, ContactActor actor)
    {
        var @case = child.Outcome is { } outcome ? DecisionRules.Case(outcome) : TransitionCase.Always;
        var refusal = ContactStateMachine.Apply(child.State, ChildEvent.SendFeedback, @case, actor.Groups, Met(contact, child, actor)).Refusal;
        return Verdict(ContactAction.SendFeedback, child.ContactChildId, refusal, InRole(ChildEvent.SendFeedback, actor));
    }

    private static ActionVerdict AnyChild(ContactAction action, ContactSnapshot contact, ContactActor actor)
    {
        var verdicts = contact.Children
            .Select(child => action == ContactAction.Decide ? Decide(contact, child, actor) : Feedback(contact, child, actor))
            .ToList();
        var best = verdicts.Find(verdict => verdict.Allowed) ?? verdicts[0];
        return best with { ContactChildId = null };
    }

    private static bool InRole(ChildEvent happening, ContactActor actor) =>
        ContactTransitions.Child.Any(row => row.Event == happening && (row.By & actor.Groups) != 0);

    private static ActionVerdict Verdict(ContactAction action, Guid? childId, Refusal? refusal, bool inRole) =>
        new(action, childId, refusal is null, refusal?.Sentence ?? "", inRole);
}
