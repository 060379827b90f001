using FsCheck;
using FsCheck.Fluent;
using Mash.Hub.Contacts.States;

namespace Mash.Hub.Tests.Contacts.States;

public sealed class ContactProgressTests
{
    [Theory]
    [InlineData(nameof(ChildState.AwaitingDecision), nameof(ContactState.ReadyForDecision))]
    [InlineData(nameof(ChildState.AwaitingSecondSignOff), nameof(ContactState.AwaitingSecondSignOff))]
    [InlineData(nameof(ChildState.Decided), nameof(ContactState.Decided))]
    [InlineData(nameof(ChildState.Actioned), nameof(ContactState.Actioned))]
    [InlineData(nameof(ChildState.Closed), nameof(ContactState.Closed))]
    public void LeastFinishedChild_GivesTheContactItsState(string least, string expected) =>
        ContactProgress.Derive(ContactState.ReadyForDecision, [ChildState.Closed, Enum.Parse<ChildState>(least), ChildState.Closed])
            .ToString().ShouldBe(expected);

    [Theory]
    [InlineData(nameof(ContactState.Received))]
    [InlineData(nameof(ContactState.Screening))]
    [InlineData(nameof(ContactState.ReturnedForInformation))]
    [InlineData(nameof(ContactState.InformationGathering))]
    [InlineData(nameof(ContactState.Withdrawn))]
    [InlineData(nameof(ContactState.Voided))]
    public void SharedState_StaysWhateverTheChildrenAre(string state)
    {
        var shared = Enum.Parse<ContactState>(state);
        ContactProgress.Derive(shared, [ChildState.AwaitingDecision]).ShouldBe(shared);
    }

    [Fact]
    public void ReturnedDecision_BringsTheContactBackToReady() =>
        ContactProgress.Derive(ContactState.AwaitingSecondSignOff, [ChildState.AwaitingDecision, ChildState.Closed])
            .ShouldBe(ContactState.ReadyForDecision);

    [Fact]
    public void Deriving_IsIdempotentAndDoesNotCareForOrder()
    {
        var states = Gen.Elements(Enum.GetValues<ChildState>()).NonEmptyListOf();
        Prop.ForAll(states.ToArbitrary(), children =>
        {
            var once = ContactProgress.Derive(ContactState.ReadyForDecision, children);
            return ContactProgress.Derive(once, children) == once
                && ContactProgress.Derive(ContactState.ReadyForDecision, Enumerable.Reverse(children)) == once;
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void ContactWithoutChildren_IsABug() =>
        Should.Throw<ArgumentException>(() => ContactProgress.Derive(ContactState.ReadyForDecision, []));

    [Fact]
    public void ClosedWithdrawnAndVoided_AreNotOpen() =>
        Enum.GetValues<ContactState>().Where(state => !ContactProgress.IsOpen(state))
            .ShouldBe([ContactState.Closed, ContactState.Withdrawn, ContactState.Voided]);
}
