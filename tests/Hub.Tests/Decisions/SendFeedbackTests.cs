using Grpc.Core;
using Mash.Hub.Storage;
using Mash.Hub.Tests.Contacts;
using Mash.V1;

namespace Mash.Hub.Tests.Decisions;

public class SendFeedbackTests
{
    [Theory]
    [OnEachDatabase]
    internal async Task OutcomeThatEnds_IsToldAndClosed(DatabaseProvider provider)
    {
        await using var work = await Casework.StartAsync(provider);
        var contact = await work.DecidedAsync(1, Outcome.Advice);

        var sent = await work.Decisions.SendFeedbackAsync(Casework.Feedback(contact));
        var read = await work.ReadAsync(contact.ContactId);
        var told = (await work.EventsAsync())[^1];
        var queue = await work.Contacts.ListContactsAsync(new ListContactsRequest { IncludeCounts = true });

        sent.State.ShouldBe(ContactState.Closed);
        work.EndedTimeOf(contact.ContactId).ShouldBe(sent.SentTime.ToDateTimeOffset());
        read.Etag.ShouldBe(sent.Etag);
        read.Feedback.Single().SentBy.ShouldBe("Ruth Adeyemi");
        read.Children[0].Decision.FeedbackTime.ShouldBe(sent.SentTime);
        read.Clocks.ShouldAllBe(clock => clock.StoppedTime != null);
        told.Kind.ShouldBe(EventKind.Outcome);
        told.Feedback.ShouldStartWith("Thank you.");
        told.SenderReference.ShouldBe(contact.Details.SenderReference);
        told.Outcomes.Single().ShouldBe(new ChildOutcome
        {
            ContactChildId = contact.Children[0].ContactChildId, SenderChildReference = "PUPIL-Amira", Level = 1, Outcome = Outcome.Advice,
        });
        told.ToString().ShouldNotContain("her mother asked");
        queue.Contacts.ShouldBeEmpty();
        queue.Counts.Open.ShouldBe(0);
        work.Leaves("decision.feedback").Single().TryGetProperty("body", out _).ShouldBeTrue();
    }

    [Theory]
    [OnEachDatabase]
    internal async Task OneOfTwoSiblings_IsToldAlone(DatabaseProvider provider)
    {
        await using var work = await Casework.StartAsync(provider);
        var contact = await work.ScreenedAsync(Casework.Quiet("Amira", "Yusuf"));
        await work.Decisions.DecideChildAsync(Casework.Decision(contact, 3, Outcome.Referral, child: 1));
        contact = await work.ReadAsync(contact.ContactId);

        var undecided = await Casework.RefusedAsync(work.Decisions.SendFeedbackAsync(Casework.Feedback(contact, 0, 1)));
        var sent = await work.Decisions.SendFeedbackAsync(Casework.Feedback(contact));
        contact = await work.ReadAsync(contact.ContactId);
        var again = await Casework.RefusedAsync(work.Decisions.SendFeedbackAsync(Casework.Feedback(contact, 1)));

        undecided.StatusCode.ShouldBe(StatusCode.FailedPrecondition);
        sent.State.ShouldBe(ContactState.ReadyForDecision);
        work.EndedTimeOf(contact.ContactId).ShouldBeNull();
        (await work.EventsAsync()).Where(item => item.Kind == EventKind.Outcome).Single().Outcomes.Single().SenderChildReference.ShouldBe("PUPIL-Yusuf");
        contact.Feedback.Single().ContactChildIds.ShouldBe([contact.Children[1].ContactChildId]);
        contact.Children[0].Decision.ShouldBeNull();
        Casework.Reason(again).ShouldBe("ALREADY_TOLD");
    }

    [Theory]
    [OnEachDatabase]
    internal async Task Agency_LearnsTheOutcomeWithTheFeedbackAndNotBefore(DatabaseProvider provider)
    {
        await using var work = await Casework.StartAsync(provider);
        var contact = await work.DecidedAsync(1, Outcome.Advice);

        var before = await work.ReadAsAgencyAsync(contact.ContactId);
        var listedBefore = (await work.Agency.ListContactsAsync(new ListContactsRequest { States = { ContactState.ReadyForDecision } })).Contacts.Single();
        var decidedBefore = await work.Agency.ListContactsAsync(new ListContactsRequest { States = { ContactState.Decided } });
        await work.Decisions.SendFeedbackAsync(Casework.Feedback(contact));
        var after = await work.ReadAsAgencyAsync(contact.ContactId);
        var listedAfter = (await work.Agency.ListContactsAsync(new ListContactsRequest { States = { ContactState.Closed } })).Contacts.Single();

        before.State.ShouldBe(ContactState.ReadyForDecision);
        before.Children[0].State.ShouldBe(ChildState.AwaitingDecision);
        before.Children[0].Decision.ShouldBeNull();
        before.Clocks.ShouldNotContain(clock => clock.Kind == ClockKind.Feedback);
        before.Clocks.Single(clock => clock.Kind == ClockKind.Decision).StoppedTime.ShouldBeNull();
        before.Ratings.ShouldBeEmpty();
        before.ScreenerName.ShouldBeEmpty();
        listedBefore.State.ShouldBe(ContactState.ReadyForDecision);
        listedBefore.Children[0].State.ShouldBe(ChildState.AwaitingDecision);
        listedBefore.Children[0].Level.ShouldBe(0);
        decidedBefore.Contacts.ShouldBeEmpty();
        after.State.ShouldBe(ContactState.Closed);
        after.Children[0].Decision.ShouldBe(new Decision
        {
            Level = 1, Outcome = Outcome.Advice, DecidedTime = after.Children[0].Decision.DecidedTime, FeedbackTime = after.Children[0].Decision.FeedbackTime,
        });
        after.Feedback.Single().SentBy.ShouldBeEmpty();
        after.Feedback.Single().Text.ShouldStartWith("Thank you.");
        listedAfter.Children[0].Level.ShouldBe(1);
        listedAfter.Children[0].Outcome.ShouldBe(Outcome.Advice);
    }

    [Theory]
    [OnEachDatabase]
    internal async Task SecondSignOff_StaysHiddenFromTheAgency(DatabaseProvider provider)
    {
        await using var work = await Casework.StartAsync(provider);
        var contact = await work.DecidedAsync(1, Outcome.NoFurtherAction, Samples.Concern());

        var read = await work.ReadAsAgencyAsync(contact.ContactId);
        var waiting = await work.Agency.ListContactsAsync(new ListContactsRequest { States = { ContactState.AwaitingSecondSignOff } });
        var ready = await work.Agency.ListContactsAsync(new ListContactsRequest { States = { ContactState.ReadyForDecision } });
        var withdrawn = await work.Agency.WithdrawContactAsync(new WithdrawContactRequest
        {
            ContactId = contact.ContactId, RequestId = Guid.NewGuid().ToString(), Reason = "Sent twice by our system.",
        });

        contact.State.ShouldBe(ContactState.AwaitingSecondSignOff);
        read.State.ShouldBe(ContactState.ReadyForDecision);
        read.Clocks.ShouldNotContain(clock => clock.Kind == ClockKind.SignOff);
        read.Children[0].SignOffReasons.ShouldBeEmpty();
        waiting.Contacts.ShouldBeEmpty();
        ready.Contacts.Count.ShouldBe(1);
        withdrawn.State.ShouldBe(ContactState.ReadyForDecision);
    }

    [Theory]
    [OnEachDatabase]
    internal async Task NewInformation_IsReadBeforeTheContactCloses(DatabaseProvider provider)
    {
        await using var work = await Casework.StartAsync(provider);
        var contact = await work.DecidedAsync(1, Outcome.Signpost);
        var added = await work.Agency.AddInformationAsync(new AddInformationRequest
        {
            ContactId = contact.ContactId, RequestId = Guid.NewGuid().ToString(), Text = "She came in with another bruise.",
        });
        contact.Etag = added.Etag;

        var unread = await Casework.RefusedAsync(work.Decisions.SendFeedbackAsync(Casework.Feedback(contact)));
        var read = await work.ReadAsync(contact.ContactId);
        var sent = await work.Decisions.SendFeedbackAsync(Casework.Feedback(read));

        Casework.Reason(unread).ShouldBe("NEW_INFORMATION_UNREAD");
        read.AllowedActions.Single(action => action.Action == ContactAction.SendFeedback).Allowed.ShouldBeTrue();
        sent.State.ShouldBe(ContactState.Closed);
    }

    [Theory]
    [OnEachDatabase]
    internal async Task WrongRequests_AreRefused(DatabaseProvider provider)
    {
        await using var work = await Casework.StartAsync(provider);
        var contact = await work.DecidedAsync(1, Outcome.Advice);
        var request = Casework.Feedback(contact);
        var strange = Casework.Feedback(contact, 0, 0);
        strange.ContactChildIds.Add("x");
        var foreign = Casework.Feedback(contact);
        foreign.ContactChildIds.Add(Guid.NewGuid().ToString());
        var emergency = new DecisionService.DecisionServiceClient(await work.StaffAsync("Noel Price", "edt"));

        var invalid = await Casework.RefusedAsync(work.Decisions.SendFeedbackAsync(new SendFeedbackRequest()));
        var strangeRefused = await Casework.RefusedAsync(work.Decisions.SendFeedbackAsync(strange));
        var foreignRefused = await Casework.RefusedAsync(work.Decisions.SendFeedbackAsync(foreign));
        var noRole = await Casework.RefusedAsync(emergency.SendFeedbackAsync(Casework.Feedback(contact)));
        var asAgency = await Casework.RefusedAsync(new DecisionService.DecisionServiceClient(work.AsAgency).SendFeedbackAsync(Casework.Feedback(contact)));
        var first = await work.Decisions.SendFeedbackAsync(request);
        var again = await work.Decisions.SendFeedbackAsync(request);
        var stale = await Casework.RefusedAsync(work.Decisions.SendFeedbackAsync(Casework.Feedback(contact)));

        Casework.Fields(invalid).ShouldBe(["text", "contact_id", "request_id", "etag"]);
        Casework.Fields(strangeRefused).ShouldBe(["contact_child_ids[1]", "contact_child_ids[2]"]);
        Casework.Fields(foreignRefused).ShouldBe(["contact_child_ids[0]"]);
        noRole.StatusCode.ShouldBe(StatusCode.PermissionDenied);
        asAgency.StatusCode.ShouldBe(StatusCode.PermissionDenied);
        again.ShouldBe(first);
        stale.StatusCode.ShouldBe(StatusCode.Aborted);
        (await work.EventsAsync()).Count(item => item.Kind == EventKind.Outcome).ShouldBe(1);
        work.Outcomes("decision.feedback").ShouldBe(["deny", "allow", "deny"]);
        work.Outcomes("rpc.refused").ShouldBe(["deny", "deny"]);
    }
}
