using Grpc.Core;
using Mash.Hub.Access;
using Mash.Hub.Restrictions;
using Mash.Hub.Storage;
using Mash.Hub.Tests.Contacts;
using Mash.V1;
using Microsoft.Extensions.DependencyInjection;
using RestrictionLabel = Mash.V1.RestrictionLabel;
using RestrictionState = Mash.V1.RestrictionState;

namespace Mash.Hub.Tests.Restrictions;

public class RestrictionTests
{
    [Theory]
    [OnEachDatabase]
    internal async Task RestrictedContact_IsAbsentFromTheMomentItIsAskedFor(DatabaseProvider provider)
    {
        await using var work = await RestrictedWork.StartAsync(provider);
        var details = Casework.Quiet("Amira");
        details.IncidentReference = "INC-1";
        var sibling = Casework.Quiet("Zayn");
        sibling.IncidentReference = "INC-1";
        var beside = await work.Work.SubmitAsync(sibling);
        (await ListAsync(work.Worker)).Counts.Open.ShouldBe(1);
        var (contact, _) = await work.RequestedAsync(details: details);

        foreach (var colleague in new[] { work.Worker, work.Manager, work.OtherManager, work.PrivacyLead })
            (await colleague.LookAsync(contact.ContactId)).ShouldBe(await colleague.LookAsync(Guid.NewGuid().ToString()));
        var list = await ListAsync(work.Worker);
        list.Contacts.Select(row => row.ContactId).ShouldBe([beside.ContactId]);
        list.Contacts[0].SameIncidentCount.ShouldBe(1);
        list.Counts.Open.ShouldBe(1);
        (await work.Worker.Contacts.ListContactsAsync(new ListContactsRequest { Reference = contact.Reference })).Contacts.ShouldBeEmpty();
        (await work.Worker.Contacts.GetContactAsync(new GetContactRequest { ContactId = beside.ContactId })).Contact.SameIncident.ShouldBeEmpty();
        var stopped = await Casework.RefusedAsync(new ScreeningService.ScreeningServiceClient(work.Worker.Invoker).StartScreeningAsync(Casework.Start(contact)));
        stopped.StatusCode.ShouldBe(StatusCode.NotFound);

        var seen = (await work.Asker.Contacts.GetContactAsync(new GetContactRequest { ContactId = contact.ContactId })).Contact;
        seen.RestrictionLabel.ShouldBe(RestrictionLabel.HighProfile);
        (await ListAsync(work.Asker)).Counts.Open.ShouldBe(2);
        (await work.Work.ReadAsAgencyAsync(contact.ContactId)).RestrictionId.ShouldBeEmpty();
    }

    [Theory]
    [OnEachDatabase]
    internal async Task Decision_IsAnotherPersonsAndNamesAManagerButNotThePrivacyLead(DatabaseProvider provider)
    {
        await using var work = await RestrictedWork.StartAsync(provider);
        var (first, firstId) = await work.RequestedAsync(details: Casework.Quiet("Amira"));
        var (second, secondId) = await work.RequestedAsync(details: Casework.Quiet("Zayn"));
        var (third, thirdId) = await work.RequestedAsync(details: Casework.Quiet("Bea"));

        (await RestrictedWork.DecideAsync(work.Manager, firstId, approve: true)).ShouldBe(RestrictionState.Active);
        (await RestrictedWork.DecideAsync(work.PrivacyLead, secondId, approve: true)).ShouldBe(RestrictionState.Active);
        (await RestrictedWork.DecideAsync(work.Manager, thirdId, approve: false)).ShouldBe(RestrictionState.Refused);

        (await work.Manager.SeesAsync(first.ContactId)).ShouldBeTrue();
        (await work.OtherManager.SeesAsync(first.ContactId)).ShouldBeFalse();
        (await work.PrivacyLead.SeesAsync(second.ContactId)).ShouldBeFalse();
        (await work.Asker.SeesAsync(second.ContactId)).ShouldBeTrue();
        (await work.Worker.SeesAsync(third.ContactId)).ShouldBeTrue();
        work.Work.Outcomes("restriction.decide").ShouldBe(["allow", "allow", "allow"]);
    }

    [Theory]
    [OnEachDatabase]
    internal async Task WhoAsked_NeverApprovesAndNobodyDecidesTwice(DatabaseProvider provider)
    {
        await using var work = await RestrictedWork.StartAsync(provider);
        var contact = await work.Work.SubmitAsync();
        var id = (await work.Manager.Restrictions.RequestRestrictionAsync(RestrictedWork.Request(contact.ContactId))).RestrictionId;

        var own = await Should.ThrowAsync<RpcException>(() => RestrictedWork.DecideAsync(work.Manager, id, approve: true));
        await RestrictedWork.DecideAsync(work.OtherManager, id, approve: true);
        var again = await Should.ThrowAsync<RpcException>(() => RestrictedWork.DecideAsync(work.PrivacyLead, id, approve: false));

        Casework.Reason(own).ShouldBe("REQUESTER_NEVER_APPROVES");
        Casework.Reason(again).ShouldBe("WRONG_STATE");
        work.Work.Outcomes("restriction.decide").ShouldBe(["deny", "allow", "deny"]);
    }

    [Theory]
    [OnEachDatabase]
    internal async Task WhatReachesFar_NeedsAFreshSignIn(DatabaseProvider provider)
    {
        await using var work = await RestrictedWork.StartAsync(provider);
        var (_, id) = await work.RequestedAsync();
        var stale = new RestrictionService.RestrictionServiceClient(work.Manager.Stale);

        var refused = await Casework.RefusedAsync(stale.DecideRestrictionAsync(
            new DecideRestrictionRequest { RestrictionId = id, Approve = true, Reason = RestrictedWork.Reason, RequestId = Guid.NewGuid().ToString() }));

        refused.StatusCode.ShouldBe(StatusCode.Unauthenticated);
        Casework.Reason(refused).ShouldBe("STEP_UP_REQUIRED");
    }

    [Theory]
    [OnEachDatabase]
    internal async Task NamedPerson_SeesItUntilTheirAccessEnds(DatabaseProvider provider)
    {
        await using var work = await RestrictedWork.StartAsync(provider);
        var (contact, id) = await work.ActiveAsync();
        var grant = RestrictedWork.Grant(id, work.Worker);

        await work.OtherManager.Restrictions.GrantAccessAsync(grant);
        await work.OtherManager.Restrictions.GrantAccessAsync(grant);
        (await work.Worker.SeesAsync(contact.ContactId)).ShouldBeTrue();
        (await RestrictedWork.ReadAsync(work.Manager, id)).People.Select(person => person.Name).ShouldBe(["Olive Tan", "Maya Quill", "Nia Cole"]);
        await work.Manager.Restrictions.EndAccessAsync(
            new EndAccessRequest { RestrictionId = id, AccountId = work.Worker.AccountId.ToString(), Reason = "She has moved to another team.", RequestId = Guid.NewGuid().ToString() });

        (await work.Worker.SeesAsync(contact.ContactId)).ShouldBeFalse();
        var notes = (await RestrictedWork.ReadAsync(work.Manager, id)).Notes;
        notes.Select(note => note.Act).ShouldBe(["Asked for", "Approved", "Named Nia Cole", "Ended the access of Nia Cole"]);
        notes[0].Words.ShouldBe(RestrictedWork.Reason);
        (await RestrictedWork.ReadAsync(work.OtherManager, id)).Notes.ShouldBeEmpty();
    }

    [Theory]
    [OnEachDatabase]
    internal async Task NobodyNamesThemselves_NorWhomItConcerns(DatabaseProvider provider)
    {
        await using var work = await RestrictedWork.StartAsync(provider);
        var contact = await work.Work.SubmitAsync();
        var request = RestrictedWork.Request(contact.ContactId, RestrictionLabel.Staff);
        var staff = (await work.Asker.Restrictions.ListStaffAsync(new ListStaffRequest())).Staff;
        staff.Select(person => person.AccountId).ShouldNotContain(work.Asker.AccountId.ToString());
        request.ConcernsAccountId = staff.Single(person => person.AccountId == work.OtherManager.AccountId.ToString()).AccountId;
        var id = (await work.Asker.Restrictions.RequestRestrictionAsync(request)).RestrictionId;

        var self = await Casework.RefusedAsync(work.Manager.Restrictions.GrantAccessAsync(RestrictedWork.Grant(id, work.Manager)));
        var concerned = await Casework.RefusedAsync(work.Manager.Restrictions.GrantAccessAsync(RestrictedWork.Grant(id, work.OtherManager)));
        var lead = await Casework.RefusedAsync(work.Manager.Restrictions.GrantAccessAsync(RestrictedWork.Grant(id, work.PrivacyLead)));
        var knows = await Should.ThrowAsync<RpcException>(() => RestrictedWork.ReadAsync(work.OtherManager, id));
        var decides = await Should.ThrowAsync<RpcException>(() => RestrictedWork.DecideAsync(work.OtherManager, id, approve: false));

        Casework.Reason(self).ShouldBe("OWN_ACCESS");
        Casework.Fields(concerned).ShouldBe(["account_id"]);
        Casework.Fields(lead).ShouldBe(["account_id"]);
        knows.StatusCode.ShouldBe(StatusCode.NotFound);
        decides.StatusCode.ShouldBe(StatusCode.NotFound);
        (await work.OtherManager.AlertsAsync()).ShouldBeEmpty();
        (await work.Manager.AlertsAsync()).Single().Kind.ShouldBe(V1.AlertKind.RestrictionRequest);
    }

    [Theory]
    [OnEachDatabase]
    internal async Task AskingForAccess_SaysNothingAndTellsTheDutyManager(DatabaseProvider provider)
    {
        await using var work = await RestrictedWork.StartAsync(provider);
        var (contact, id) = await work.ActiveAsync();
        var before = (await work.Manager.AlertsAsync()).Count;

        var hidden = await work.Worker.Restrictions.RequestAccessAsync(Ask(contact.Reference));
        var absent = await work.Worker.Restrictions.RequestAccessAsync(Ask("C-00000-00000"));

        hidden.ShouldBe(absent);
        var alerts = await work.Manager.AlertsAsync();
        alerts.Count.ShouldBe(before + 1);
        alerts[0].Path.ShouldBe($"/restrictions/{id}");
        alerts[0].AboutName.ShouldBe("Nia Cole");
        work.Work.Outcomes("restriction.request_access").ShouldBe(["allow", "allow"]);

        static RequestAccessRequest Ask(string reference) =>
            new() { Reference = reference, Reason = "I work with her brother and must know.", RequestId = Guid.NewGuid().ToString() };
    }

    [Theory]
    [OnEachDatabase]
    internal async Task ReviewIsDueAfter90Days_AndLiftingNeedsAnotherPerson(DatabaseProvider provider)
    {
        await using var work = await RestrictedWork.StartAsync(provider);
        var (contact, id) = await work.ActiveAsync();
        var reviews = work.Hub.Services.GetRequiredService<RestrictionReviews>();
        (await reviews.RaiseDueAsync()).ShouldBe(0);
        work.Hub.Clock.Advance(TimeSpan.FromDays(91));

        (await reviews.RaiseDueAsync()).ShouldBe(1);
        (await reviews.RaiseDueAsync()).ShouldBe(0);
        (await work.PrivacyLead.AlertsAsync()).Select(alert => alert.Kind).ShouldContain(V1.AlertKind.RestrictionReviewDue);
        (await work.Manager.AlertsAsync()).Select(alert => alert.Kind).ShouldContain(V1.AlertKind.RestrictionReviewDue);
        (await work.PrivacyLead.Restrictions.ListRestrictionsAsync(new ListRestrictionsRequest { WaitingOnly = true })).Restrictions.Single().ReviewDue.ShouldBeTrue();
        await ReviewAsync(work.PrivacyLead, id, ReviewResult.Keep);
        (await RestrictedWork.ReadAsync(work.Manager, id)).ReviewDue.ShouldBeFalse();

        (await ReviewAsync(work.Manager, id, ReviewResult.Lift)).ShouldBe(RestrictionState.LiftRequested);
        (await work.Worker.SeesAsync(contact.ContactId)).ShouldBeFalse();
        Casework.Reason(await Should.ThrowAsync<RpcException>(() => RestrictedWork.DecideAsync(work.Manager, id, approve: true))).ShouldBe("REQUESTER_NEVER_APPROVES");
        (await RestrictedWork.DecideAsync(work.PrivacyLead, id, approve: true)).ShouldBe(RestrictionState.Lifted);
        (await work.Worker.SeesAsync(contact.ContactId)).ShouldBeTrue();
        work.Hub.Clock.Advance(TimeSpan.FromDays(200));
        (await reviews.RaiseDueAsync()).ShouldBe(0);
    }

    [Theory]
    [OnEachDatabase]
    internal async Task EmergencyTeamsRestriction_IsInForceAtOnceAndAManagerConfirmsIt(DatabaseProvider provider)
    {
        await using var work = await RestrictedWork.StartAsync(provider);
        var night = await work.AddAsync("Sol Haworth", Roles.EmergencyDutyTeam);
        var contact = await work.Work.SubmitAsync();

        var id = (await night.Restrictions.RequestRestrictionAsync(RestrictedWork.Request(contact.ContactId, RestrictionLabel.Refuge))).RestrictionId;

        (await work.Worker.SeesAsync(contact.ContactId)).ShouldBeFalse();
        (await night.SeesAsync(contact.ContactId)).ShouldBeTrue();
        (await work.Manager.AlertsAsync()).Single().Title.ShouldContain("emergency");
        (await RestrictedWork.ReadAsync(work.Manager, id)).Emergency.ShouldBeTrue();
        (await RestrictedWork.DecideAsync(work.Manager, id, approve: true)).ShouldBe(RestrictionState.Active);
    }

    [Theory]
    [OnEachDatabase]
    internal async Task EveryWrongField_IsNamedAndASecondRestrictionIsRefused(DatabaseProvider provider)
    {
        await using var work = await RestrictedWork.StartAsync(provider);
        var (contact, _) = await work.RequestedAsync();

        var wrong = await Casework.RefusedAsync(work.Asker.Restrictions.RequestRestrictionAsync(new RequestRestrictionRequest { Reason = "short", ConcernsAccountId = "x" }));
        var twice = await Casework.RefusedAsync(work.Asker.Restrictions.RequestRestrictionAsync(RestrictedWork.Request(contact.ContactId)));
        var hidden = await Casework.RefusedAsync(work.Worker.Restrictions.RequestRestrictionAsync(RestrictedWork.Request(contact.ContactId)));

        Casework.Fields(wrong).ShouldBe(["contact_id", "label", "reason", "concerns_account_id", "request_id"]);
        Casework.Reason(twice).ShouldBe("ALREADY_RESTRICTED");
        hidden.StatusCode.ShouldBe(StatusCode.NotFound);
        work.Work.Outcomes("restriction.request").ShouldBe(["allow", "deny", "deny"]);
    }

    [Theory]
    [OnEachDatabase]
    internal async Task SameRequestAgain_GetsTheFirstAnswerAndOtherContentIsRefused(DatabaseProvider provider)
    {
        await using var work = await RestrictedWork.StartAsync(provider);
        var request = RestrictedWork.Request((await work.Work.SubmitAsync()).ContactId);

        var first = await work.Asker.Restrictions.RequestRestrictionAsync(request);
        var again = await work.Asker.Restrictions.RequestRestrictionAsync(request);
        request.Reason += " More.";
        var other = await Casework.RefusedAsync(work.Asker.Restrictions.RequestRestrictionAsync(request));

        again.ShouldBe(first);
        Casework.Reason(other).ShouldBe("REQUEST_ID_REUSED");
    }

    private static async Task<ListContactsResponse> ListAsync(Colleague who) => await who.Contacts.ListContactsAsync(new ListContactsRequest { IncludeCounts = true });

    private static async Task<RestrictionState> ReviewAsync(Colleague who, string id, ReviewResult result) => (await who.Restrictions.ReviewRestrictionAsync(
        new ReviewRestrictionRequest { RestrictionId = id, Result = result, Reason = "Looked at again with the team.", RequestId = Guid.NewGuid().ToString() })).State;
}
