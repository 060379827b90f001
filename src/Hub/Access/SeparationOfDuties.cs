using Mash.Hub.Errors;

namespace Mash.Hub.Access;

/// <summary>A rule that two steps of one matter need two people.</summary>
/// <param name="Reason">Stable name for programs and for the log.</param>
/// <param name="Sentence">What the person is told who may not do the second step.</param>
/// <param name="Document">The rule in the words of docs/access.md.</param>
internal sealed record SeparationRule(string Reason, string Sentence, string Document);

/// <summary>
/// Separation of duties: every rule by name, in one place, used by whatever enforces it. The rules of deciding are guards of the contact's
/// table (<see cref="Contacts.States.Guard"/>) and stand here for their name; the others are asked with <see cref="Check"/>.
/// </summary>
internal static class SeparationOfDuties
{
    /// <summary>Guard <see cref="Contacts.States.Guard.NotSentByActor"/>.</summary>
    public static readonly SeparationRule RecorderNeverDecides = new(
        "RECORDER_NEVER_DECIDES", "Whoever sent the contact cannot decide it.",
        "Whoever recorded a contact never decides it, and never confirms its decision.");

    /// <summary>Guard <see cref="Contacts.States.Guard.AnotherManager"/>.</summary>
    public static readonly SeparationRule DeciderNeverConfirms = new(
        "DECIDER_NEVER_CONFIRMS", "Another manager than the one who decided must answer.",
        "Whoever decided for a child never gives the second sign-off.");

    public static readonly SeparationRule RequesterNeverApproves = new(
        "REQUESTER_NEVER_APPROVES", "Somebody else than the person who asked must answer.",
        "Whoever asks for a restriction, or for its end, never approves it.");

    public static readonly SeparationRule NobodyNamesThemselves = new(
        "OWN_ACCESS", "Nobody names themselves. Ask another manager or the privacy lead.",
        "Nobody names themselves for a restricted record.");

    public static readonly SeparationRule NobodyChangesOwnRoles = new(
        "OWN_ACCOUNT", "This is your own account. Ask another administrator to change it.",
        "Nobody gives themselves a role, takes one from themselves, or closes and reopens their own account.");

    public static readonly SeparationRule NobodyReviewsOwnAccess = new(
        "NOBODY_REVIEWS_OWN_ACCESS", "Nobody reviews their own access. Another privacy lead must.",
        "Nobody reviews their own break-glass access, or an unusual access of their own.");

    public static readonly SeparationRule NobodyEndsOwnInterest = new(
        "NOBODY_ENDS_OWN_INTEREST", "Nobody ends an interest of their own. Ask a privacy lead.",
        "Nobody ends an interest that they have declared, or that was declared for them: a privacy lead does, and another one where it is the privacy lead's own.");

    /// <summary>Every rule, in the order of the document.</summary>
    public static readonly IReadOnlyList<SeparationRule> All =
        [RecorderNeverDecides, DeciderNeverConfirms, RequesterNeverApproves, NobodyNamesThemselves, NobodyChangesOwnRoles, NobodyReviewsOwnAccess, NobodyEndsOwnInterest];

    /// <summary>FAILED_PRECONDITION with the rule's name where both steps would be the same person's; else null.</summary>
    /// <param name="rule">The rule.</param>
    /// <param name="firstAccountId">Who did the first step, or whom the matter is about.</param>
    /// <param name="second">Who wants to do the second.</param>
    public static Problem? Check(SeparationRule rule, Guid? firstAccountId, Caller second) =>
        firstAccountId is { } first && first == second.Account?.AccountId ? Problem.WrongState(rule.Reason, rule.Sentence) : null;
}
