using Grpc.Core;
using Mash.Hub.Storage;
using Mash.V1;

namespace Mash.Hub.Tests.Contacts;

public class SubmitContactTests
{
    [Theory]
    [OnEachDatabase]
    internal async Task AcceptedContact_IsReadBackAndListed(DatabaseProvider provider)
    {
        await using var hub = await TestHub.StartAsync(provider);
        var agency = new ContactService.ContactServiceClient(hub.AsAgency(await hub.AddAgencyAsync()));
        var sent = Samples.Submission();

        var accepted = await agency.SubmitContactAsync(sent);
        var read = (await agency.GetContactAsync(new GetContactRequest { ContactId = accepted.ContactId })).Contact;
        var listed = await agency.ListContactsAsync(new ListContactsRequest());

        accepted.Reference.ShouldStartWith("C-");
        read.Details.ShouldBe(WithChannel(sent.Contact));
        read.State.ShouldBe(ContactState.Received);
        read.Clocks[0].Kind.ShouldBe(ClockKind.Decision);
        read.Clocks[0].DueTime.ToDateTimeOffset().ShouldBe(new DateTimeOffset(2026, 11, 23, 17, 0, 0, TimeSpan.Zero));
        listed.Contacts.Single().Children.Single().DisplayName.ShouldBe("Amira Hassan");
    }

    [Theory]
    [OnEachDatabase]
    internal async Task SameSubmissionAgain_GetsTheFirstAnswer(DatabaseProvider provider)
    {
        await using var hub = await TestHub.StartAsync(provider);
        var agency = new ContactService.ContactServiceClient(hub.AsAgency(await hub.AddAgencyAsync()));
        var sent = Samples.Submission();

        var first = await agency.SubmitContactAsync(sent);
        await hub.RestartAsync();
        var clientAfter = new ContactService.ContactServiceClient(hub.AsAgency(Guid.Parse((await new ContactService.ContactServiceClient(
            hub.AsStaff(await hub.AddStaffAsync("Ruth Adeyemi", "manager"))).GetContactAsync(new GetContactRequest { ContactId = first.ContactId })).Contact.AgencyId)));
        var again = await clientAfter.SubmitContactAsync(sent);
        var changed = sent.Clone();
        changed.Contact.Concern.Narrative += " More.";
        var refused = await Should.ThrowAsync<RpcException>(async () => await clientAfter.SubmitContactAsync(changed));

        again.Replayed.ShouldBeTrue();
        again.ContactId.ShouldBe(first.ContactId);
        refused.StatusCode.ShouldBe(StatusCode.AlreadyExists);
        (await clientAfter.ListContactsAsync(new ListContactsRequest())).Contacts.Count.ShouldBe(1);
    }

    [Theory]
    [OnEachDatabase]
    internal async Task ContactOfAnotherAgency_LooksLikeNone(DatabaseProvider provider)
    {
        await using var hub = await TestHub.StartAsync(provider);
        var owner = new ContactService.ContactServiceClient(hub.AsAgency(await hub.AddAgencyAsync("Owner")));
        var other = new ContactService.ContactServiceClient(hub.AsAgency(await hub.AddAgencyAsync("Other")));
        var accepted = await owner.SubmitContactAsync(Samples.Submission());

        var hidden = await Should.ThrowAsync<RpcException>(async () => await other.GetContactAsync(new GetContactRequest { ContactId = accepted.ContactId }));
        var absent = await Should.ThrowAsync<RpcException>(async () => await other.GetContactAsync(new GetContactRequest { ContactId = Guid.NewGuid().ToString() }));

        hidden.StatusCode.ShouldBe(StatusCode.NotFound);
        hidden.Trailers.GetValueBytes("grpc-status-details-bin").ShouldBe(absent.Trailers.GetValueBytes("grpc-status-details-bin"));
    }

    [Theory]
    [OnEachDatabase]
    internal async Task SecondContactAboutTheSameChild_CountsAsRepeat(DatabaseProvider provider)
    {
        await using var hub = await TestHub.StartAsync(provider);
        var agency = new ContactService.ContactServiceClient(hub.AsAgency(await hub.AddAgencyAsync()));
        var staff = new ContactService.ContactServiceClient(hub.AsStaff(await hub.AddStaffAsync("Ruth Adeyemi", "manager")));
        await agency.SubmitContactAsync(Samples.Submission());
        var second = await agency.SubmitContactAsync(Samples.Submission());

        var read = (await staff.GetContactAsync(new GetContactRequest { ContactId = second.ContactId })).Contact;
        var queue = await staff.ListContactsAsync(new ListContactsRequest { MinContactsIn12Months = 2, IncludeCounts = true });

        read.Children.Single().ContactsIn12Months.ShouldBe(2);
        read.History.Single().ChildNames.ShouldBe(["Amira Hassan"]);
        queue.Contacts.Single().ContactId.ShouldBe(second.ContactId);
        queue.Counts.Open.ShouldBe(2);
        // The first contact was seen in the history of the second, by one person.
        read.SeenByCount.ShouldBe(2);
        var first = await staff.GetContactAsync(new GetContactRequest { ContactId = read.History[0].ContactId });
        first.Contact.SeenByCount.ShouldBe(2);
    }

    [Theory]
    [OnEachDatabase]
    internal async Task ChildOfManyNames_IsFoundByEachOfThem(DatabaseProvider provider)
    {
        await using var hub = await TestHub.StartAsync(provider);
        var agency = new ContactService.ContactServiceClient(hub.AsAgency(await hub.AddAgencyAsync()));
        var staff = new ContactService.ContactServiceClient(hub.AsStaff(await hub.AddStaffAsync("Ruth Adeyemi", "manager")));
        string[] names = [.. Enumerable.Range(0, 20).Select(index => $"Zara {(char)('A' + index)}quill")];
        foreach (var name in names)
            await agency.SubmitContactAsync(Samples.Submission(Samples.Concern("Zara", name[5..])));
        var manyNames = Samples.Concern();
        manyNames.Children[0].Name.AlsoKnownAs.Add(names[..10]);
        manyNames.Children[0].Name.Former.Add(names[10..]);

        var last = await agency.SubmitContactAsync(Samples.Submission(manyNames));

        var read = (await staff.GetContactAsync(new GetContactRequest { ContactId = last.ContactId })).Contact;
        read.Children.Single().ContactsIn12Months.ShouldBe(1 + names.Length);
    }

    private static ContactDetails WithChannel(ContactDetails contact)
    {
        var copy = contact.Clone();
        copy.Channel = Channel.System;
        return copy;
    }
}
