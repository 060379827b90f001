using Mash.Hub.Contacts.States;
using Mash.Hub.Errors;

namespace Mash.Hub.Contacts;

/// <summary>Turns a refusal of the state machine into the problem that a caller gets, with a reason for programs.</summary>
internal static class Refusals
{
    private const Guard AboutThePerson =
        Guard.SentByActor | Guard.NotSentByActor | Guard.RedKeptOrManager | Guard.WithinAuthority | Guard.AnotherManager;

    /// <summary>PERMISSION_DENIED where another person could do it now, else FAILED_PRECONDITION.</summary>
    public static Problem ToProblem(this Refusal refusal) => refusal.Kind switch
    {
        RefusalKind.WrongRole => Problem.NotAllowed(refusal.Sentence),
        RefusalKind.GuardNotMet => OfGuard(Guards.Each(refusal.Unmet).First(), refusal.Sentence),
        _ => Problem.WrongState("WRONG_STATE", refusal.Sentence),
    };

    private static Problem OfGuard(Guard guard, string sentence) => (guard & AboutThePerson) != 0
        ? Problem.NotAllowed(sentence)
        : Problem.WrongState(
            guard switch
            {
                Guard.Rated => "NOT_RATED",
                Guard.NewInformationRead => "NEW_INFORMATION_UNREAD",
                Guard.FeedbackOwed => "NOBODY_TO_TELL",
                Guard.FeedbackNotSent => "ALREADY_TOLD",
                _ => "WRONG_STATE",
            },
            sentence);
}
