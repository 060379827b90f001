using Mash.Hub.Access;
using Mash.Hub.Storage;
using Mash.Hub.Tests.Contacts;
using Mash.V1;
using Grpc.Core;

namespace Mash.Hub.Tests.Access;

/// <summary>Who finds which contacts by relationship, over the real calls.</summary>
public class RelationshipTests
{
    [Theory]
    [OnEachDatabase]
    internal async Task EarlyHelpAndAssessment_SeeWhatWasRoutedToThemFromTheDecisionOn(DatabaseProvider provider)
    {
        await using var work = await Casework.StartAsync(provider);
        var earlyHelp = new ContactService.ContactServiceClient(await work.StaffAsync("Dev Patel", Roles.EarlyHelpCoordinator));
        var assessment = new ContactService.ContactServiceClient(await work.StaffAsync("Ines Duarte", Roles.AssessmentManager));
        var waiting = await work.ScreenedAsync();
        await ShouldLookAbsentAsync(earlyHelp, waiting.ContactId);
        await work.Decisions.DecideChildAsync(Casework.Decision(waiting, 3, Outcome.EarlyHelp));
        var referred = await work.DecidedAsync(4, Outcome.Referral);

        (await Casework.ReadAsync(earlyHelp, waiting.ContactId)).Reference.ShouldBe(waiting.Reference);
        (await Casework.ReadAsync(assessment, referred.ContactId)).Reference.ShouldBe(referred.Reference);
        await ShouldLookAbsentAsync(earlyHelp, referred.ContactId);
        await ShouldLookAbsentAsync(assessment, waiting.ContactId);
        (await ListAsync(earlyHelp)).ShouldBe([waiting.ContactId]);
        (await ListAsync(assessment)).ShouldBe([referred.ContactId]);
    }

    [Theory]
    [OnEachDatabase]
    internal async Task HistoryIncidentsAndCounts_HoldOnlyWhatTheReaderMaySee(DatabaseProvider provider)
    {
        await using var work = await Casework.StartAsync(provider);
        var earlyHelp = new ContactService.ContactServiceClient(await work.StaffAsync("Dev Patel", Roles.EarlyHelpCoordinator));
        var first = Casework.Quiet();
        first.IncidentReference = "INC-7";
        var second = Casework.Quiet();
        second.IncidentReference = "INC-7";
        await work.SubmitAsync(first);
        var routed = await work.DecidedAsync(3, Outcome.EarlyHelp, second);

        var byManager = await work.ReadAsync(routed.ContactId);
        var byEarlyHelp = await Casework.ReadAsync(earlyHelp, routed.ContactId);
        var list = await earlyHelp.ListContactsAsync(new ListContactsRequest { IncludeCounts = true });

        (byManager.History.Count, byManager.SameIncident.Count).ShouldBe((1, 1));
        (byEarlyHelp.History.Count, byEarlyHelp.SameIncident.Count).ShouldBe((0, 0));
        list.Contacts.Single().SameIncidentCount.ShouldBe(1);
        (list.Counts.Open, list.Counts.FeedbackDue, list.Counts.Unallocated).ShouldBe((1, 1, 0));
    }

    [Theory]
    [OnEachDatabase]
    internal async Task ReadingByEarlyHelp_DoesNotMakeNewInformationReadForTheHub(DatabaseProvider provider)
    {
        await using var work = await Casework.StartAsync(provider);
        var earlyHelp = new ContactService.ContactServiceClient(await work.StaffAsync("Dev Patel", Roles.EarlyHelpCoordinator));
        var routed = await work.DecidedAsync(3, Outcome.EarlyHelp);
        await work.Agency.AddInformationAsync(new AddInformationRequest
        {
            ContactId = routed.ContactId, RequestId = Guid.NewGuid().ToString(), Text = "He was collected by his uncle.", Kind = StatementKind.Observed,
        });

        await Casework.ReadAsync(earlyHelp, routed.ContactId);

        (await work.Contacts.ListContactsAsync(new ListContactsRequest { FeedbackDue = true })).Contacts.Single().NewInformation.ShouldBeTrue();
    }

    [Theory]
    [OnEachDatabase]
    internal async Task AgencysPeople_ReadAndAddToWhatTheirAgencySentAndTheirAdministratorSeesNone(DatabaseProvider provider)
    {
        await using var work = await Casework.StartAsync(provider);
        var own = await work.SubmitAsync();
        var other = await work.Hub.AddAgencyAsync("Other School");
        var foreign = (await new ContactService.ContactServiceClient(work.Hub.AsAgency(other)).SubmitContactAsync(Samples.Submission())).ContactId;

        foreach (var role in new[] { Roles.AgencyReferrer, Roles.AgencyResponder, Roles.AgencySupervisor })
        {
            var person = new ContactService.ContactServiceClient(work.Hub.AsStaff(await work.Hub.AddAgencyPersonAsync(work.AgencyId, "Yvonne Rossiter", role)));
            (await Casework.ReadAsync(person, own.ContactId)).Reference.ShouldBe(own.Reference);
            (await ListAsync(person)).ShouldBe([own.ContactId]);
            await ShouldLookAbsentAsync(person, foreign);
            await person.AddInformationAsync(new AddInformationRequest
            {
                ContactId = own.ContactId, RequestId = Guid.NewGuid().ToString(), Text = "She was in school today.", Kind = StatementKind.Observed,
            });
        }
        var administrator = new ContactService.ContactServiceClient(
            work.Hub.AsStaff(await work.Hub.AddAgencyPersonAsync(work.AgencyId, "Paul Admin", Roles.AgencyAdministrator)));
        (await Casework.RefusedAsync(administrator.GetContactAsync(new GetContactRequest { ContactId = own.ContactId }))).StatusCode.ShouldBe(StatusCode.PermissionDenied);
    }

    private static async Task<IEnumerable<string>> ListAsync(ContactService.ContactServiceClient client) =>
        (await client.ListContactsAsync(new ListContactsRequest())).Contacts.Select(contact => contact.ContactId);

    private static async Task ShouldLookAbsentAsync(ContactService.ContactServiceClient client, string contactId) =>
        (await Casework.RefusedAsync(client.GetContactAsync(new GetContactRequest { ContactId = contactId }))).StatusCode.ShouldBe(StatusCode.NotFound);
}
