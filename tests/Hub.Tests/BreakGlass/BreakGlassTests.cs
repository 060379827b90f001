using Grpc.Core;
using Mash.Hub.Access;
using Mash.Hub.BreakGlass;
using Mash.Hub.Storage;
using Mash.Hub.Tests.Contacts;
using Mash.Hub.Tests.Restrictions;
using Mash.V1;
using Microsoft.Extensions.DependencyInjection;
using BreakGlassOutcome = Mash.V1.BreakGlassOutcome;

namespace Mash.Hub.Tests.BreakGlass;

public class BreakGlassTests
{
    private const string Reason = "The police are at the door and ask whether she is safe at this address.";

    [Theory]
    [OnEachDatabase]
    internal async Task OpenAccess_ShowsTheRecordAndEveryLookCarriesItsId(DatabaseProvider provider)
    {
        await using var work = await RestrictedWork.StartAsync(provider);
        var (contact, _) = await work.ActiveAsync();
        (await work.Worker.SeesAsync(contact.ContactId)).ShouldBeFalse();

        var open = await work.Worker.BreakGlass.OpenBreakGlassAsync(Open(contact.Reference));
        var seen = await Casework.ReadAsync(work.Worker.Contacts, contact.ContactId);
        (await work.Manager.SeesAsync(contact.ContactId)).ShouldBeTrue();

        open.ContactId.ShouldBe(contact.ContactId);
        seen.BreakGlassId.ShouldBe(open.BreakGlassId);
        seen.BreakGlassSecondsLeft.ShouldBe(3600);
        var looks = work.Work.Leaves("contact.view").Where(leaf => leaf.GetProperty("decision").GetString() == "allow").TakeLast(2).ToList();
        looks[0].GetProperty("break_glass").GetString().ShouldBe(open.BreakGlassId);
        looks[1].TryGetProperty("break_glass", out _).ShouldBeFalse();
        (await work.Worker.BreakGlass.ListBreakGlassAsync(new ListBreakGlassRequest())).Items.Single().Looks.ShouldBeGreaterThanOrEqualTo(1);
        (await work.Worker.Contacts.ListContactsAsync(new ListContactsRequest { Reference = contact.Reference })).Contacts.Count.ShouldBe(1);
    }

    [Theory]
    [OnEachDatabase]
    internal async Task Access_EndsByItselfAndByHand(DatabaseProvider provider)
    {
        await using var work = await RestrictedWork.StartAsync(provider);
        var (contact, _) = await work.ActiveAsync();
        var request = Open(contact.ContactId);
        request.Minutes = 15;
        await work.Worker.BreakGlass.OpenBreakGlassAsync(request);
        var byHand = await work.OtherManager.BreakGlass.OpenBreakGlassAsync(Open(contact.Reference));
        (await work.OtherManager.SeesAsync(contact.ContactId)).ShouldBeTrue();

        var others = await Casework.RefusedAsync(work.Worker.BreakGlass.CloseBreakGlassAsync(Close(byHand.BreakGlassId)));
        await work.OtherManager.BreakGlass.CloseBreakGlassAsync(Close(byHand.BreakGlassId));

        others.StatusCode.ShouldBe(StatusCode.NotFound);
        (await work.OtherManager.SeesAsync(contact.ContactId)).ShouldBeFalse();
        (await work.Worker.SeesAsync(contact.ContactId)).ShouldBeTrue();
        work.Hub.Clock.Advance(TimeSpan.FromMinutes(15));
        (await work.Worker.SeesAsync(contact.ContactId)).ShouldBeFalse();
        (await work.Worker.Contacts.ListContactsAsync(new ListContactsRequest())).Contacts.ShouldBeEmpty();
    }

    [Theory]
    [OnEachDatabase]
    internal async Task Opening_AlertsThePrivacyLeadAndTheDutyManagerInTheSameTransaction(DatabaseProvider provider)
    {
        await using var work = await RestrictedWork.StartAsync(provider);
        var (contact, _) = await work.ActiveAsync();

        await work.Worker.BreakGlass.OpenBreakGlassAsync(Open(contact.Reference));

        Kinds(await work.PrivacyLead.AlertsAsync()).ShouldContain(V1.AlertKind.BreakGlass);
        Kinds(await work.Manager.AlertsAsync()).ShouldContain(V1.AlertKind.BreakGlass);
        var alert = (await work.PrivacyLead.AlertsAsync()).First(item => item.Kind == V1.AlertKind.BreakGlass);
        alert.AboutName.ShouldBe("Nia Cole");
        alert.Text.ShouldContain(Reason);
        alert.ContactId.ShouldBeEmpty("the privacy lead does not see content");
        using var lease = work.Hub.Services.GetRequiredService<HubDatabase>().Read();
        using var db = lease.OpenContext();
        var opened = db.BreakGlass.Single();
        db.Alerts.Where(row => row.ContactId == opened.ContactId && row.CreatedTime == opened.OpenedDomainTime).Count().ShouldBe(2);
    }

    [Theory]
    [OnEachDatabase]
    internal async Task ReferenceThatDoesNotExist_IsNotFoundAfterTheSameSteps(DatabaseProvider provider)
    {
        await using var work = await RestrictedWork.StartAsync(provider);

        var refused = await Casework.RefusedAsync(work.Worker.BreakGlass.OpenBreakGlassAsync(Open("C-00000-00000")));

        refused.StatusCode.ShouldBe(StatusCode.NotFound);
        Kinds(await work.PrivacyLead.AlertsAsync()).ShouldBe([V1.AlertKind.BreakGlass]);
        Kinds(await work.Manager.AlertsAsync()).ShouldBe([V1.AlertKind.BreakGlass]);
        var attempt = (await work.PrivacyLead.BreakGlass.ListBreakGlassAsync(new ListBreakGlassRequest())).Items.Single();
        attempt.ContactId.ShouldBeEmpty();
        attempt.Reason.ShouldBe(Reason);
        attempt.SecondsLeft.ShouldBe(0);
        work.Work.Outcomes("break_glass.open").ShouldBe(["deny"]);
    }

    [Theory]
    [OnEachDatabase]
    internal async Task Review_IsThePrivacyLeadsAndNeverOfTheirOwn(DatabaseProvider provider)
    {
        await using var work = await RestrictedWork.StartAsync(provider);
        var (contact, _) = await work.ActiveAsync();
        var open = await work.Worker.BreakGlass.OpenBreakGlassAsync(Open(contact.Reference));
        var own = await work.PrivacyLead.BreakGlass.OpenBreakGlassAsync(Open(contact.Reference));
        (await work.PrivacyLead.SeesAsync(contact.ContactId)).ShouldBeTrue();

        var notOwn = await Casework.RefusedAsync(work.PrivacyLead.BreakGlass.ReviewBreakGlassAsync(Review(own.BreakGlassId)));
        await work.PrivacyLead.BreakGlass.ReviewBreakGlassAsync(Review(open.BreakGlassId, BreakGlassOutcome.NotJustified));
        var twice = await Casework.RefusedAsync(work.PrivacyLead.BreakGlass.ReviewBreakGlassAsync(Review(open.BreakGlassId)));
        var manager = await Casework.RefusedAsync(work.Manager.BreakGlass.ReviewBreakGlassAsync(Review(own.BreakGlassId)));

        Casework.Reason(notOwn).ShouldBe("NOBODY_REVIEWS_OWN_ACCESS");
        Casework.Reason(twice).ShouldBe("ALREADY_REVIEWED");
        manager.StatusCode.ShouldBe(StatusCode.PermissionDenied);
        (await work.Worker.SeesAsync(contact.ContactId)).ShouldBeFalse("a review ends what is still open");
        var waiting = (await work.PrivacyLead.BreakGlass.ListBreakGlassAsync(new ListBreakGlassRequest { WaitingOnly = true })).Items;
        waiting.Single().BreakGlassId.ShouldBe(own.BreakGlassId);
        waiting[0].MayReview.ShouldBeFalse();
        var mine = (await work.Worker.BreakGlass.ListBreakGlassAsync(new ListBreakGlassRequest())).Items.Single();
        mine.Outcome.ShouldBe(BreakGlassOutcome.NotJustified);
        mine.ReviewedBy.ShouldBe("Priya Nair");
        mine.ReviewWords.ShouldBe("Talked to her and her manager.");
    }

    [Theory]
    [OnEachDatabase]
    internal async Task WhoMayNot_AndWhatIsWrong_IsRefused(DatabaseProvider provider)
    {
        await using var work = await RestrictedWork.StartAsync(provider);
        var (contact, _) = await work.ActiveAsync();
        var officer = await work.AddAsync("Ada Blythe", Roles.ContactOfficer);

        var role = await Casework.RefusedAsync(officer.BreakGlass.OpenBreakGlassAsync(Open(contact.Reference)));
        var stale = await Casework.RefusedAsync(new BreakGlassService.BreakGlassServiceClient(work.Worker.Stale).OpenBreakGlassAsync(Open(contact.Reference)));
        var wrong = await Casework.RefusedAsync(work.Worker.BreakGlass.OpenBreakGlassAsync(new OpenBreakGlassRequest { Contact = "?", Reason = "quick", Minutes = 241 }));
        var needless = await Casework.RefusedAsync(work.Manager.BreakGlass.OpenBreakGlassAsync(Open(contact.Reference)));

        role.StatusCode.ShouldBe(StatusCode.PermissionDenied);
        Casework.Reason(stale).ShouldBe("STEP_UP_REQUIRED");
        Casework.Fields(wrong).ShouldBe(["contact", "reason", "minutes", "request_id"]);
        Casework.Reason(needless).ShouldBe("NOT_NEEDED");
        (await work.PrivacyLead.AlertsAsync()).ShouldBeEmpty();
    }

    [Theory]
    [OnEachDatabase]
    internal async Task OpeningTwiceByOneRequest_IsOneAccess(DatabaseProvider provider)
    {
        await using var work = await RestrictedWork.StartAsync(provider);
        var (contact, _) = await work.ActiveAsync();
        var request = Open(contact.Reference);

        var first = await work.Worker.BreakGlass.OpenBreakGlassAsync(request);
        var again = await work.Worker.BreakGlass.OpenBreakGlassAsync(request);

        again.ShouldBe(first);
        (await work.PrivacyLead.BreakGlass.ListBreakGlassAsync(new ListBreakGlassRequest())).Items.Count.ShouldBe(1);
        OpenBreakGlass.DefaultMinutes.ShouldBe(60);
    }

    private static OpenBreakGlassRequest Open(string contact) => new() { Contact = contact, Reason = Reason, RequestId = Guid.NewGuid().ToString() };

    private static CloseBreakGlassRequest Close(string id) => new() { BreakGlassId = id, RequestId = Guid.NewGuid().ToString() };

    private static ReviewBreakGlassRequest Review(string id, BreakGlassOutcome outcome = BreakGlassOutcome.Justified) =>
        new() { BreakGlassId = id, Outcome = outcome, Words = "Talked to her and her manager.", RequestId = Guid.NewGuid().ToString() };

    private static IEnumerable<V1.AlertKind> Kinds(IEnumerable<Alert> alerts) => alerts.Select(alert => alert.Kind);
}
