using Grpc.Core;
using Mash.Hub.Storage;
using Mash.V1;

namespace Mash.Hub.Tests.Contacts;

public class GetContactTests
{
    [Theory]
    [OnEachDatabase]
    internal async Task EveryRead_IsOnTheRecordAlsoARefusedOne(DatabaseProvider provider)
    {
        await using var work = await Casework.StartAsync(provider);
        var contactId = (await work.Agency.SubmitContactAsync(Samples.Submission())).ContactId;
        var other = new ContactService.ContactServiceClient(work.Hub.AsAgency(await work.Hub.AddAgencyAsync("Other")));
        var administrator = new ContactService.ContactServiceClient(await work.StaffAsync("Ana Silva", "admin"));

        await work.ReadAsync(contactId);
        await Casework.RefusedAsync(other.GetContactAsync(new GetContactRequest { ContactId = contactId }));
        var invalid = await Casework.RefusedAsync(work.Contacts.GetContactAsync(new GetContactRequest { ContactId = "1" }));
        var noRole = await Casework.RefusedAsync(administrator.GetContactAsync(new GetContactRequest { ContactId = contactId }));

        work.Outcomes("contact.view").ShouldBe(["allow", "deny"]);
        work.Leaves("contact.view").ShouldAllBe(leaf => leaf.GetProperty("subject").GetString()!.Length == 64);
        Casework.Fields(invalid).ShouldBe(["contact_id"]);
        noRole.StatusCode.ShouldBe(StatusCode.PermissionDenied);
    }

    [Theory]
    [OnEachDatabase]
    internal async Task AllowedActions_FollowTheCaller(DatabaseProvider provider)
    {
        await using var work = await Casework.StartAsync(provider);
        var contact = await work.SubmitAsync();

        var asAgency = await work.ReadAsAgencyAsync(contact.ContactId);
        var asWorker = await Casework.ReadAsync(new ContactService.ContactServiceClient(work.AsSocialWorker), contact.ContactId);

        asAgency.AllowedActions.Where(action => action.Allowed).Select(action => action.Action)
            .ShouldBe([ContactAction.AddInformation, ContactAction.Withdraw], ignoreOrder: true);
        asWorker.AllowedActions.ShouldContain(action => action.Action == ContactAction.StartScreening && action.Allowed);
        asWorker.AllowedActions.ShouldNotContain(action => action.Action == ContactAction.Decide);
        contact.AllowedActions.Single(action => action.Action == ContactAction.Decide).Reason
            .ShouldBe("This is waiting to be screened, so it cannot be decided now.");
        asWorker.SeenByCount.ShouldBe(3);
    }
}
