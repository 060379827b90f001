using Grpc.Core;
using Mash.Hub.Storage;
using Mash.Hub.Tests.Contacts;
using Mash.V1;

namespace Mash.Hub.Tests.Decisions;

public class DecideChildTests
{
    [Theory]
    [OnEachDatabase]
    internal async Task SiblingsDecidedDifferently_EachKeepTheirOwn(DatabaseProvider provider)
    {
        await using var work = await Casework.StartAsync(provider);
        var contact = await work.ScreenedAsync(Casework.Quiet("Amira", "Yusuf"));

        var first = await work.Decisions.DecideChildAsync(Casework.Decision(contact, 4, Outcome.StrategyDiscussion));
        contact = await work.ReadAsync(contact.ContactId);
        var second = await work.Decisions.DecideChildAsync(Casework.Decision(contact, 2, Outcome.EarlyHelp, child: 1));
        contact = await work.ReadAsync(contact.ContactId);

        first.ChildState.ShouldBe(ChildState.Decided);
        first.ContactState.ShouldBe(ContactState.ReadyForDecision);
        second.ContactState.ShouldBe(ContactState.Decided);
        contact.Etag.ShouldBe(second.Etag);
        contact.Children.Select(child => child.Decision.Outcome).ShouldBe([Outcome.StrategyDiscussion, Outcome.EarlyHelp]);
        var decision = contact.Children[0].Decision;
        decision.DecidedBy.ShouldBe("Ruth Adeyemi");
        decision.ThresholdVersion.ShouldBe("4");
        decision.IndicatorIds.ShouldBe(["4-CHILD-01"]);
        decision.Scale.ShouldBe(6);
        decision.Rationale.ShouldStartWith("She is fed");
        contact.Clocks.Where(clock => clock.Kind == ClockKind.Decision).Single().State.ShouldBe(ClockState.Stopped);
        contact.Clocks[0].Kind.ShouldBe(ClockKind.Feedback);
        work.Leaves("decision.decide").Select(leaf => leaf.TryGetProperty("body", out _)).ShouldBe([true, true]);
        (await work.EventsAsync()).ShouldNotContain(item => item.Kind == EventKind.Outcome);
    }

    [Theory]
    [OnEachDatabase]
    internal async Task TriggerAndOutcomeThatEnds_WaitForASecondManager(DatabaseProvider provider)
    {
        await using var work = await Casework.StartAsync(provider);
        var contact = await work.ScreenedAsync(Samples.Concern());

        var decided = await work.Decisions.DecideChildAsync(Casework.Decision(contact, 1, Outcome.NoFurtherAction));
        var read = await work.ReadAsync(contact.ContactId);
        var told = await Casework.RefusedAsync(work.Decisions.SendFeedbackAsync(Casework.Feedback(read)));
        var toldByName = await Casework.RefusedAsync(work.Decisions.SendFeedbackAsync(Casework.Feedback(read, 0)));
        var counts = (await work.Contacts.ListContactsAsync(new ListContactsRequest { IncludeCounts = true })).Counts;

        contact.Children[0].SignOffReasons.ShouldContain("physical injury or sexual harm is alleged");
        decided.ChildState.ShouldBe(ChildState.AwaitingSecondSignOff);
        decided.ContactState.ShouldBe(ContactState.AwaitingSecondSignOff);
        read.Children[0].Decision.AwaitingSecondSignOff.ShouldBeTrue();
        read.Clocks.Single(clock => clock.Kind == ClockKind.Decision).StoppedTime.ShouldBeNull();
        read.Clocks.ShouldContain(clock => clock.Kind == ClockKind.SignOff && clock.StoppedTime == null);
        told.StatusCode.ShouldBe(StatusCode.FailedPrecondition);
        Casework.Reason(told).ShouldBe("NOTHING_TO_TELL");
        Casework.Reason(toldByName).ShouldBe("WRONG_STATE");
        counts.AwaitingSecondSignOff.ShouldBe(1);
        counts.FeedbackDue.ShouldBe(0);
    }

    [Theory]
    [OnEachDatabase]
    internal async Task TriggerAndProtection_IsNotDelayed(DatabaseProvider provider)
    {
        await using var work = await Casework.StartAsync(provider);
        var contact = await work.ScreenedAsync(Samples.Concern(), Rag.Red);

        var decided = await work.Decisions.DecideChildAsync(Casework.Decision(contact, 4, Outcome.StrategyDiscussion));

        decided.ChildState.ShouldBe(ChildState.Decided);
    }

    [Theory]
    [OnEachDatabase]
    internal async Task InvalidRequest_NamesEveryField(DatabaseProvider provider)
    {
        await using var work = await Casework.StartAsync(provider);
        var contact = await work.ScreenedAsync();
        var unfit = Casework.Decision(contact, 4, Outcome.EarlyHelp);
        unfit.IndicatorIds.Add(["9-NONE-01", "4-CHILD-01"]);
        var many = Casework.Decision(contact, 3, Outcome.EarlyHelp);
        many.IndicatorIds.Add(Enumerable.Range(0, 50).Select(number => $"X-{number}"));

        var empty = await Casework.RefusedAsync(work.Decisions.DecideChildAsync(new DecideChildRequest { Rationale = "Too short.", Scale = 11 }));

        Casework.Fields(empty).ShouldBe(["contact_child_id", "level", "outcome", "rationale", "scale", "contact_id", "request_id", "etag"]);
        Casework.Fields(await Casework.RefusedAsync(work.Decisions.DecideChildAsync(unfit))).ShouldBe(["outcome", "indicator_ids[1]", "indicator_ids[2]"]);
        Casework.Fields(await Casework.RefusedAsync(work.Decisions.DecideChildAsync(many))).ShouldBe(["indicator_ids"]);
        (await work.ReadAsync(contact.ContactId)).Etag.ShouldBe(contact.Etag);
    }

    [Theory]
    [OnEachDatabase]
    internal async Task WrongStateOrVersionOrChild_IsRefusedOnTheRecord(DatabaseProvider provider)
    {
        await using var work = await Casework.StartAsync(provider);
        var received = await work.SubmitAsync();
        var contact = await work.ScreenedAsync();
        var foreign = Casework.Decision(contact, 3, Outcome.EarlyHelp);
        foreign.ContactChildId = received.Children[0].ContactChildId;
        var request = Casework.Decision(contact, 3, Outcome.EarlyHelp);

        var early = await Casework.RefusedAsync(work.Decisions.DecideChildAsync(Casework.Decision(received, 3, Outcome.EarlyHelp)));
        var otherChild = await Casework.RefusedAsync(work.Decisions.DecideChildAsync(foreign));
        var first = await work.Decisions.DecideChildAsync(request);
        var again = await work.Decisions.DecideChildAsync(request);
        var stale = await Casework.RefusedAsync(work.Decisions.DecideChildAsync(Casework.Decision(contact, 3, Outcome.EarlyHelp)));
        var twice = await Casework.RefusedAsync(work.Decisions.DecideChildAsync(Casework.Decision(await work.ReadAsync(contact.ContactId), 3, Outcome.EarlyHelp)));

        early.StatusCode.ShouldBe(StatusCode.FailedPrecondition);
        early.Status.Detail.ShouldBe("This is waiting to be screened, so it cannot be decided now.");
        otherChild.StatusCode.ShouldBe(StatusCode.NotFound);
        again.ShouldBe(first);
        stale.StatusCode.ShouldBe(StatusCode.Aborted);
        twice.StatusCode.ShouldBe(StatusCode.FailedPrecondition);
        work.Outcomes("decision.decide").ShouldBe(["deny", "deny", "allow", "deny", "deny"]);
    }

    [Theory]
    [OnEachDatabase]
    internal async Task WhoMayNotDecide_IsDenied(DatabaseProvider provider)
    {
        await using var work = await Casework.StartAsync(provider);
        await work.Hub.AddAgencyAsync("The Hub", Mash.Hub.Agencies.AgencyKind.Hub);
        var contact = await work.ScreenedAsync();
        var emergency = new DecisionService.DecisionServiceClient(await work.StaffAsync("Noel Price", "edt"));
        var socialWorker = new DecisionService.DecisionServiceClient(work.AsSocialWorker);
        var own = await work.Contacts.SubmitContactAsync(Samples.Submission(Casework.Quiet()));
        await work.Screening.StartScreeningAsync(Casework.Start(await work.ReadAsync(own.ContactId)));
        await work.Screening.RateContactAsync(Casework.Rate(await work.ReadAsync(own.ContactId), Rag.Green));
        var recorded = await work.ReadAsync(own.ContactId);

        var byAuthor = await Casework.RefusedAsync(work.Decisions.DecideChildAsync(Casework.Decision(recorded, 3, Outcome.EarlyHelp)));
        var byWorker = await Casework.RefusedAsync(socialWorker.DecideChildAsync(Casework.Decision(contact, 3, Outcome.EarlyHelp)));
        var beyondEmergency = await Casework.RefusedAsync(emergency.DecideChildAsync(Casework.Decision(contact, 3, Outcome.EarlyHelp)));
        var emergencyDecision = await emergency.DecideChildAsync(Casework.Decision(contact, 4, Outcome.StrategyDiscussion));

        byAuthor.StatusCode.ShouldBe(StatusCode.PermissionDenied);
        byAuthor.Status.Detail.ShouldBe("Whoever sent the contact cannot decide it.");
        byWorker.StatusCode.ShouldBe(StatusCode.PermissionDenied);
        beyondEmergency.StatusCode.ShouldBe(StatusCode.PermissionDenied);
        emergencyDecision.ChildState.ShouldBe(ChildState.Decided);
    }

    [Theory]
    [OnEachDatabase]
    internal async Task NobodyToTell_ClosesWithTheDecision(DatabaseProvider provider)
    {
        await using var work = await Casework.StartAsync(provider);
        await work.Hub.AddAgencyAsync("The Hub", Mash.Hub.Agencies.AgencyKind.Hub);
        var details = Casework.Quiet();
        details.SourceCode = "1B";
        details.Referrer = new Referrer { Anonymous = true, RelationshipToFamily = "neighbour" };
        var officer = new ContactService.ContactServiceClient(await work.StaffAsync("Olive Tan", "contact_officer"));
        var own = await officer.SubmitContactAsync(Samples.Submission(details));
        await work.Screening.StartScreeningAsync(Casework.Start(await work.ReadAsync(own.ContactId)));
        await work.Screening.RateContactAsync(Casework.Rate(await work.ReadAsync(own.ContactId), Rag.Green));

        var decided = await work.Decisions.DecideChildAsync(Casework.Decision(await work.ReadAsync(own.ContactId), 1, Outcome.Advice));
        var read = await work.ReadAsync(own.ContactId);
        var feedback = await Casework.RefusedAsync(work.Decisions.SendFeedbackAsync(Casework.Feedback(read)));

        decided.ChildState.ShouldBe(ChildState.Closed);
        decided.ContactState.ShouldBe(ContactState.Closed);
        read.Clocks.ShouldAllBe(clock => clock.StoppedTime != null);
        feedback.StatusCode.ShouldBe(StatusCode.FailedPrecondition);
        (await work.Messages.ListMessagesAsync(new ListMessagesRequest())).Messages.ShouldBeEmpty();
    }
}
