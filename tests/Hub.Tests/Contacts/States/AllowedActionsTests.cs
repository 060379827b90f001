using Mash.Hub.Contacts.States;
using Mash.Hub.ReferenceData;

namespace Mash.Hub.Tests.Contacts.States;

public sealed class AllowedActionsTests
{
    private static readonly ChildSnapshot Waiting = new(Guid.CreateVersion7(), ChildState.AwaitingDecision, null, false);

    private static readonly ContactActor Officer = new(ActorGroup.ContactOfficer, false);
    private static readonly ContactActor SocialWorker = new(ActorGroup.SocialWorker, false);
    private static readonly ContactActor Manager = new(ActorGroup.Manager, false);
    private static readonly ContactActor Sender = new(ActorGroup.Agency, true);
    private static readonly ContactActor OtherAgency = new(ActorGroup.Agency, false);

    [Fact]
    public void ReceivedContact_CanBeScreenedBySocialWorkersAndWithdrawnByItsSender()
    {
        var contact = Contact(ContactState.Received);

        Allowed(contact, SocialWorker).ShouldBe([ContactAction.Acknowledge, ContactAction.StartScreening, ContactAction.AddInformation]);
        Allowed(contact, Officer).ShouldBe([ContactAction.Acknowledge, ContactAction.AddInformation]);
        Allowed(contact, Sender).ShouldBe([ContactAction.AddInformation, ContactAction.Withdraw]);
        Allowed(contact, OtherAgency).ShouldBeEmpty();
        Allowed(contact, new(ActorGroup.None, false)).ShouldBeEmpty();
    }

    [Fact]
    public void ContactInScreening_CanBeDecidedByAManagerOnceItIsRated()
    {
        var unrated = Contact(ContactState.Screening);
        Verdict(unrated, Manager, ContactAction.Decide).Reason.ShouldBe("Rate the contact first.");
        Verdict(unrated, Manager, ContactAction.Rate).Allowed.ShouldBeTrue();

        var rated = unrated with { Rag = Rag.Amber };
        Verdict(rated, Manager, ContactAction.Decide).Allowed.ShouldBeTrue();
        Verdict(rated, SocialWorker, ContactAction.Decide).Reason.ShouldBe("Only a MASH manager or the emergency duty team can do this.");
        Verdict(rated, SocialWorker, ContactAction.Decide).ForThisRole.ShouldBeFalse();
    }

    [Fact]
    public void ContactNotScreenedYet_SaysWhyItCannotBeDecided() =>
        Verdict(Contact(ContactState.Received), Manager, ContactAction.Decide).Reason
            .ShouldBe("This is waiting to be screened, so it cannot be decided now.");

    [Fact]
    public void AuthorOfAContact_NeverDecidesIt() =>
        Verdict(Contact(ContactState.ReadyForDecision) with { Rag = Rag.Green }, Manager with { IsAuthor = true }, ContactAction.Decide).Reason
            .ShouldBe("Whoever sent the contact cannot decide it.");

    [Fact]
    public void Siblings_AreDecidedOneByOne()
    {
        var decided = Waiting with { ContactChildId = Guid.CreateVersion7(), State = ChildState.Decided, Outcome = Outcome.Advice };
        var contact = Contact(ContactState.ReadyForDecision) with { Rag = Rag.Green, Acknowledged = true, Children = [decided, Waiting] };

        AllowedActions.ForChild(contact, Waiting, Manager).Select(verdict => (verdict.Action, verdict.Allowed))
            .ShouldBe([(ContactAction.Decide, true), (ContactAction.SendFeedback, false)]);
        AllowedActions.ForChild(contact, decided, Manager).Select(verdict => (verdict.Action, verdict.Allowed))
            .ShouldBe([(ContactAction.Decide, false), (ContactAction.SendFeedback, true)]);
        Allowed(contact, Manager).ShouldBe([ContactAction.Rate, ContactAction.Decide, ContactAction.SendFeedback, ContactAction.AddInformation]);
    }

    [Fact]
    public void UnreadInformation_KeepsAContactFromClosing()
    {
        var child = Waiting with { State = ChildState.Decided, Outcome = Outcome.NoFurtherAction };
        var contact = Contact(ContactState.Decided) with { Children = [child], NewInformationUnread = true };

        Verdict(contact, Officer, ContactAction.SendFeedback).Reason.ShouldBe("Read the new information first.");
        Verdict(contact with { NewInformationUnread = false }, Officer, ContactAction.SendFeedback).Allowed.ShouldBeTrue();
    }

    [Fact]
    public void FeedbackAlreadySentOrOwedToNobody_IsNotOffered()
    {
        var child = Waiting with { State = ChildState.Decided, Outcome = Outcome.EarlyHelp, FeedbackSent = true };
        Verdict(Contact(ContactState.Decided) with { Children = [child] }, Officer, ContactAction.SendFeedback).Reason
            .ShouldBe("The referrer has been told the outcome already.");

        var anonymous = Contact(ContactState.Decided) with { Children = [child with { FeedbackSent = false }], FeedbackOwed = false };
        Verdict(anonymous, Officer, ContactAction.SendFeedback).Reason.ShouldBe("There is nobody to tell the outcome.");
    }

    [Fact]
    public void ChildWaitingForASecondManager_CannotBeFedBack() =>
        Verdict(Contact(ContactState.AwaitingSecondSignOff) with { Children = [Waiting with { State = ChildState.AwaitingSecondSignOff, Outcome = Outcome.Advice }] },
            Manager, ContactAction.SendFeedback).Reason.ShouldBe("This is waiting for a second manager, so it cannot be fed back to the referrer.");

    [Fact]
    public void ClosedContact_TakesNothingAndSaysWhatToDoInstead() =>
        Verdict(Contact(ContactState.Closed) with { Children = [Waiting with { State = ChildState.Closed, Outcome = Outcome.Advice, FeedbackSent = true }] },
            Sender, ContactAction.AddInformation).Reason.ShouldBe("This is closed, so it cannot be added to; send a new contact that names this one.");

    [Fact]
    public void EveryVerdict_IsEitherAllowedOrHasOneSentence()
    {
        var actors = Enum.GetValues<ActorGroup>().SelectMany(group => new[] { new ContactActor(group, true), new ContactActor(group, false) }).ToList();
        foreach (var state in Enum.GetValues<ContactState>())
        {
            foreach (var childState in Enum.GetValues<ChildState>())
            {
                var child = Waiting with { State = childState, Outcome = childState == ChildState.AwaitingDecision ? null : Outcome.Advice };
                foreach (var verdict in actors.SelectMany(actor => AllowedActions.ForContact(Contact(state) with { Children = [child] }, actor)))
                {
                    verdict.Allowed.ShouldBe(verdict.Reason.Length == 0);
                    (verdict.Allowed && !verdict.ForThisRole).ShouldBeFalse();
                    verdict.Reason.Count(character => character == '.').ShouldBeLessThanOrEqualTo(1);
                }
            }
        }
    }

    [Fact]
    public void RoleCodes_BecomeGroups()
    {
        ActorGroups.Of(["manager", "social_worker"]).ShouldBe(ActorGroup.Manager | ActorGroup.SocialWorker);
        ActorGroups.Of(["agency.referrer", "service"]).ShouldBe(ActorGroup.Agency);
        ActorGroups.Of(["nobody"]).ShouldBe(ActorGroup.None);
        ActorGroups.Words(ActorGroup.Screeners).ShouldBe("a social worker, a MASH manager or the emergency duty team");
    }

    private static ContactSnapshot Contact(ContactState state) =>
        new() { State = state, Rag = Rag.Unrated, Acknowledged = false, FeedbackOwed = true, Children = [Waiting] };

    private static IEnumerable<ContactAction> Allowed(ContactSnapshot contact, ContactActor actor) =>
        AllowedActions.ForContact(contact, actor).Where(verdict => verdict.Allowed).Select(verdict => verdict.Action);

    private static ActionVerdict Verdict(ContactSnapshot contact, ContactActor actor, ContactAction action) =>
        AllowedActions.ForContact(contact, actor).Single(verdict => verdict.Action == action);
}
