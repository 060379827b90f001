using Grpc.Core;
using Mash.Hub.Storage;
using Mash.Hub.Tests.Contacts;
using Mash.V1;

namespace Mash.Hub.Tests.Decisions;

public class PreviewDecisionTests
{
    [Theory]
    [OnEachDatabase]
    internal async Task ProtectionForOneOfTwo_SaysWhatFollows(DatabaseProvider provider)
    {
        await using var work = await Casework.StartAsync(provider);
        var contact = await work.ScreenedAsync(Casework.Quiet("Amira", "Yusuf"), Rag.Red);
        work.Hub.Clock.Advance(TimeSpan.FromMinutes(5));

        var preview = await work.Decisions.PreviewDecisionAsync(Preview(contact, 4, Outcome.StrategyDiscussion));

        preview.SignOffReasons.ShouldBeEmpty();
        preview.WhatHappensNext.ShouldBe(
        [
            "A strategy discussion is held about Amira Hassan, with police and health at the least.",
            "Clocks: Amira Hassan’s decision clock stops, in time. The red clock stops, in time.",
            "The contact stays open for Yusuf Hassan.",
            $"{contact.AgencyName} must be told the outcome by 5pm on Monday 23 November 2026: level and next step, not your reasons.",
            "Recording this does not tell the family.",
            "Nobody else has to confirm.",
        ]);
        (await work.ReadAsync(contact.ContactId)).Etag.ShouldBe(contact.Etag);
        work.Outcomes("decision.preview").ShouldBe(["allow"]);
    }

    [Theory]
    [OnEachDatabase]
    internal async Task NoFurtherActionWithATrigger_SaysWhoMustConfirm(DatabaseProvider provider)
    {
        await using var work = await Casework.StartAsync(provider);
        var contact = await work.ScreenedAsync(Samples.Concern(), Rag.Red);

        var preview = await work.Decisions.PreviewDecisionAsync(Preview(contact, 4, Outcome.NoFurtherAction));

        preview.SignOffReasons.ShouldBe(["physical injury or sexual harm is alleged", "the contact is red"]);
        preview.WhatHappensNext[0].ShouldStartWith("This cannot be recorded yet. Level 4 goes with");
        preview.WhatHappensNext[2].ShouldBe(
            "It takes effect only when another MASH manager confirms it, by 2pm on Friday 20 November 2026, "
            + "because physical injury or sexual harm is alleged and the contact is red.");
        preview.WhatHappensNext[3].ShouldBe("Clocks: Amira Hassan’s decision clock and red clock run on until it is confirmed.");
        preview.WhatHappensNext.ShouldNotContain("Nobody else has to confirm.");
    }

    [Theory]
    [OnEachDatabase]
    internal async Task WhatCannotBeDecidedNow_IsSaidInOneSentence(DatabaseProvider provider)
    {
        await using var work = await Casework.StartAsync(provider);
        var received = await work.SubmitAsync();
        var screened = await work.ScreenedAsync(Casework.Quiet("Zayn"));
        var emergency = new DecisionService.DecisionServiceClient(await work.StaffAsync("Noel Price", "edt"));

        var early = await work.Decisions.PreviewDecisionAsync(Preview(received, 3, Outcome.EarlyHelp));
        var beyond = await emergency.PreviewDecisionAsync(Preview(screened, 3, Outcome.EarlyHelp));
        var open = await work.Decisions.PreviewDecisionAsync(Preview(screened, 0, Outcome.Unspecified));

        early.WhatHappensNext.ShouldBe(["This is waiting to be screened, so it cannot be decided now."]);
        beyond.WhatHappensNext.ShouldBe(["The emergency duty team can decide on a strategy discussion only."]);
        open.WhatHappensNext.ShouldBe(["Choose what happens to see what follows from it."]);
    }

    [Theory]
    [OnEachDatabase]
    internal async Task WrongRequests_AreRefused(DatabaseProvider provider)
    {
        await using var work = await Casework.StartAsync(provider);
        var received = await work.SubmitAsync();
        var absent = Preview(received, 0, Outcome.Unspecified);
        absent.ContactId = Guid.NewGuid().ToString();
        var asAgency = new DecisionService.DecisionServiceClient(work.AsAgency);

        var invalid = await Casework.RefusedAsync(work.Decisions.PreviewDecisionAsync(new PreviewDecisionRequest { Level = 5, Outcome = (Outcome)99 }));
        var notFound = await Casework.RefusedAsync(work.Decisions.PreviewDecisionAsync(absent));
        var denied = await Casework.RefusedAsync(asAgency.PreviewDecisionAsync(Preview(received, 3, Outcome.EarlyHelp)));

        Casework.Fields(invalid).ShouldBe(["contact_id", "contact_child_id", "level", "outcome"]);
        notFound.StatusCode.ShouldBe(StatusCode.NotFound);
        denied.StatusCode.ShouldBe(StatusCode.PermissionDenied);
    }

    [Theory]
    [OnEachDatabase]
    internal async Task Indicators_AreThoseInForceToday(DatabaseProvider provider)
    {
        await using var work = await Casework.StartAsync(provider);

        var document = await work.Decisions.ListIndicatorsAsync(new ListIndicatorsRequest());
        var denied = await Casework.RefusedAsync(new DecisionService.DecisionServiceClient(work.AsAgency).ListIndicatorsAsync(new ListIndicatorsRequest()));

        document.Version.ShouldBe("4");
        document.InForceFrom.ShouldBe(new Date { Year = 2026, Month = 4, Day = 1 });
        document.Indicators.Select(indicator => indicator.Domain).Distinct().ShouldBe(["child", "parenting", "family and home"]);
        denied.StatusCode.ShouldBe(StatusCode.PermissionDenied);
    }

    private static PreviewDecisionRequest Preview(Contact contact, int level, Outcome outcome) =>
        new() { ContactId = contact.ContactId, ContactChildId = contact.Children[0].ContactChildId, Level = level, Outcome = outcome };
}
