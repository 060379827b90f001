using Grpc.Core;
using Mash.Hub.Storage;
using Mash.V1;

namespace Mash.Hub.Tests.Contacts;

public class WithdrawContactTests
{
    [Theory]
    [OnEachDatabase]
    internal async Task BeforeScreening_TheContactEnds(DatabaseProvider provider)
    {
        await using var work = await Casework.StartAsync(provider);
        var contact = await work.SubmitAsync();

        var withdrawn = await work.Agency.WithdrawContactAsync(Withdraw(contact));
        var read = await work.ReadAsync(contact.ContactId);
        var twice = await Casework.RefusedAsync(work.Agency.WithdrawContactAsync(Withdraw(contact)));
        var screened = await Casework.RefusedAsync(work.Screening.StartScreeningAsync(Casework.Start(read)));

        withdrawn.State.ShouldBe(ContactState.Withdrawn);
        read.Etag.ShouldBe(withdrawn.Etag);
        read.Clocks.ShouldAllBe(clock => clock.StoppedTime != null);
        (await work.Contacts.ListContactsAsync(new ListContactsRequest())).Contacts.ShouldBeEmpty();
        (await work.EventsAsync())[^1].Kind.ShouldBe(EventKind.Withdrawn);
        twice.StatusCode.ShouldBe(StatusCode.FailedPrecondition);
        screened.StatusCode.ShouldBe(StatusCode.FailedPrecondition);
        work.Outcomes("contact.withdraw").ShouldBe(["allow", "deny"]);
    }

    [Theory]
    [OnEachDatabase]
    internal async Task AfterScreeningBegan_TheWishIsKept(DatabaseProvider provider)
    {
        await using var work = await Casework.StartAsync(provider);
        var contact = await work.ScreenedAsync();

        var withdrawn = await work.Agency.WithdrawContactAsync(Withdraw(contact));
        var queued = (await work.Contacts.ListContactsAsync(new ListContactsRequest())).Contacts.Single();
        var read = await work.ReadAsync(contact.ContactId);

        withdrawn.State.ShouldBe(ContactState.Screening);
        queued.NewInformation.ShouldBeTrue();
        read.Withdrawal.Reason.ShouldBe("Sent about the wrong family.");
        read.AllowedActions.Single(action => action.Action == ContactAction.Decide).Allowed.ShouldBeTrue();
    }

    [Theory]
    [OnEachDatabase]
    internal async Task WrongRequests_AreRefused(DatabaseProvider provider)
    {
        await using var work = await Casework.StartAsync(provider);
        var contact = await work.SubmitAsync();
        var other = new ContactService.ContactServiceClient(work.Hub.AsAgency(await work.Hub.AddAgencyAsync("Other")));
        var tooLong = Withdraw(contact);
        tooLong.Reason = new string('a', 2001);
        var request = Withdraw(contact);

        var invalid = await Casework.RefusedAsync(work.Agency.WithdrawContactAsync(new WithdrawContactRequest()));
        var hidden = await Casework.RefusedAsync(other.WithdrawContactAsync(Withdraw(contact)));
        var byStaff = await Casework.RefusedAsync(work.Contacts.WithdrawContactAsync(Withdraw(contact)));
        Casework.Fields(await Casework.RefusedAsync(work.Agency.WithdrawContactAsync(tooLong))).ShouldBe(["reason"]);
        var first = await work.Agency.WithdrawContactAsync(request);
        var again = await work.Agency.WithdrawContactAsync(request);

        Casework.Fields(invalid).ShouldBe(["reason", "contact_id", "request_id"]);
        hidden.StatusCode.ShouldBe(StatusCode.NotFound);
        byStaff.StatusCode.ShouldBe(StatusCode.PermissionDenied);
        again.ShouldBe(first);
        (await work.EventsAsync()).Count(item => item.Kind == EventKind.Withdrawn).ShouldBe(1);
    }

    private static WithdrawContactRequest Withdraw(Contact contact) =>
        new() { ContactId = contact.ContactId, RequestId = Guid.NewGuid().ToString(), Reason = "Sent about the wrong family." };
}
