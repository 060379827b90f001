using System.Numerics;

namespace Mash.Hub.Contacts.States;

/// <summary>
/// Conditions of a transition beyond state and role. Whoever applies an event says which of them hold; one that is not said
/// to hold does not.
/// </summary>
[Flags]
internal enum Guard
{
    None = 0,

    /// <summary>At least one child: a name, or unborn, or unknown with a reason.</summary>
    ChildGiven = 1 << 0,
    ConcernGiven = 1 << 1,
    SourceGiven = 1 << 2,

    /// <summary>A referrer, or a reason to be anonymous.</summary>
    ReferrerGiven = 1 << 3,
    NotAcknowledged = 1 << 4,

    /// <summary>The actor, or the actor's agency, sent the contact.</summary>
    SentByActor = 1 << 5,

    /// <summary>The actor did not write the contact.</summary>
    NotSentByActor = 1 << 6,
    RationaleGiven = 1 << 7,
    RatingGiven = 1 << 8,

    /// <summary>The rating does not go down from red, or a manager lowers it.</summary>
    RedKeptOrManager = 1 << 9,

    /// <summary>Blue, green, amber or red.</summary>
    Rated = 1 << 10,

    /// <summary>The contact, shared by its children, is ready for decision.</summary>
    ContactReady = 1 << 11,

    /// <summary>The actor may decide this outcome (<see cref="DecisionRules.MayDecide"/>).</summary>
    WithinAuthority = 1 << 12,

    /// <summary>Level and outcome go together (<see cref="DecisionRules.Fits"/>).</summary>
    OutcomeFitsLevel = 1 << 13,

    /// <summary>The actor is not the manager who made the decision.</summary>
    AnotherManager = 1 << 14,

    /// <summary>Information that arrived since has been read.</summary>
    NewInformationRead = 1 << 15,
    FeedbackOwed = 1 << 16,
    FeedbackNotOwed = 1 << 17,
    FeedbackNotSent = 1 << 18,
}

/// <summary>Says why an unmet guard stops an act.</summary>
internal static class Guards
{
    /// <summary>The guards of a set, one by one.</summary>
    public static IEnumerable<Guard> Each(Guard guards)
    {
        for (var rest = (uint)guards; rest != 0; rest &= rest - 1)
            yield return (Guard)(1 << BitOperations.TrailingZeroCount(rest));
    }

    /// <summary>One sentence for the person who tried.</summary>
    public static string Sentence(Guard guard) => guard switch
    {
        Guard.ChildGiven => "Name at least one child, or say that the child is unborn or not known.",
        Guard.ConcernGiven => "Say what the concern is.",
        Guard.SourceGiven => "Say where the contact comes from.",
        Guard.ReferrerGiven => "Say who is reporting, or why they stay anonymous.",
        Guard.NotAcknowledged => "The contact has been acknowledged already.",
        Guard.SentByActor => "Only the sender of the contact can do this.",
        Guard.NotSentByActor => "Whoever sent the contact cannot decide it.",
        Guard.RationaleGiven => "Give a rationale.",
        Guard.RatingGiven => "Choose blue, green, amber or red.",
        Guard.RedKeptOrManager => "Only a MASH manager can lower a red rating.",
        Guard.Rated => "Rate the contact first.",
        Guard.ContactReady => "The contact is not ready for decision.",
        Guard.WithinAuthority => "The emergency duty team can decide on a strategy discussion only.",
        Guard.OutcomeFitsLevel => "Level 4 goes with referral or strategy discussion, and level 1 with neither.",
        Guard.AnotherManager => "Another manager than the one who decided must answer.",
        Guard.NewInformationRead => "Read the new information first.",
        Guard.FeedbackOwed => "There is nobody to tell the outcome.",
        Guard.FeedbackNotOwed => "The referrer must be told the outcome.",
        Guard.FeedbackNotSent => "The referrer has been told the outcome already.",
        _ => throw new ArgumentOutOfRangeException(nameof(guard)),
    };
}
