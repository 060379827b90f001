using Grpc.Core;
using Mash.Hub.Storage;
using Mash.Hub.Tests.Contacts;
using Mash.V1;

namespace Mash.Hub.Tests.Screening;

public class StartScreeningTests
{
    [Theory]
    [OnEachDatabase]
    internal async Task ReceivedContact_IsTakenInTheCallersName(DatabaseProvider provider)
    {
        await using var work = await Casework.StartAsync(provider);
        var contact = await work.SubmitAsync();

        var started = await work.Screening.StartScreeningAsync(Casework.Start(contact));
        var read = await work.ReadAsync(contact.ContactId);

        started.State.ShouldBe(ContactState.Screening);
        read.Etag.ShouldBe(started.Etag);
        read.ScreenerName.ShouldBe("Kate Thorburn");
        (await work.EventsAsync()).Select(item => item.Kind).ShouldBe([EventKind.Received, EventKind.Acknowledged, EventKind.ScreeningStarted]);
        work.Outcomes("screening.start").ShouldBe(["allow"]);
        (await work.Contacts.ListContactsAsync(new ListContactsRequest { Unallocated = true })).Contacts.ShouldBeEmpty();
    }

    [Theory]
    [OnEachDatabase]
    internal async Task SameRequestAgain_GetsTheFirstAnswerAndChangesNothing(DatabaseProvider provider)
    {
        await using var work = await Casework.StartAsync(provider);
        var request = Casework.Start(await work.SubmitAsync());

        var first = await work.Screening.StartScreeningAsync(request);
        var again = await work.Screening.StartScreeningAsync(request);
        request.Etag = first.Etag;
        var reused = await Casework.RefusedAsync(work.Screening.StartScreeningAsync(request));

        again.ShouldBe(first);
        reused.StatusCode.ShouldBe(StatusCode.AlreadyExists);
        (await work.EventsAsync()).Count.ShouldBe(3);
    }

    [Theory]
    [OnEachDatabase]
    internal async Task WrongRequests_AreRefusedOnTheRecord(DatabaseProvider provider)
    {
        await using var work = await Casework.StartAsync(provider);
        var contact = await work.SubmitAsync();
        var officer = new ScreeningService.ScreeningServiceClient(await work.StaffAsync("Olive Tan", "contact_officer"));
        var agency = new ScreeningService.ScreeningServiceClient(work.AsAgency);
        var absent = Casework.Start(contact);
        absent.ContactId = Guid.NewGuid().ToString();

        var invalid = await Casework.RefusedAsync(work.Screening.StartScreeningAsync(new StartScreeningRequest()));
        var noRole = await Casework.RefusedAsync(officer.StartScreeningAsync(Casework.Start(contact)));
        var asAgency = await Casework.RefusedAsync(agency.StartScreeningAsync(Casework.Start(contact)));
        var notFound = await Casework.RefusedAsync(work.Screening.StartScreeningAsync(absent));
        var started = await work.Screening.StartScreeningAsync(Casework.Start(contact));
        var stale = await Casework.RefusedAsync(work.Screening.StartScreeningAsync(Casework.Start(contact)));
        contact.Etag = started.Etag;
        var twice = await Casework.RefusedAsync(work.Screening.StartScreeningAsync(Casework.Start(contact)));

        Casework.Fields(invalid).ShouldBe(["contact_id", "request_id", "etag"]);
        noRole.StatusCode.ShouldBe(StatusCode.PermissionDenied);
        asAgency.StatusCode.ShouldBe(StatusCode.PermissionDenied);
        notFound.StatusCode.ShouldBe(StatusCode.NotFound);
        stale.StatusCode.ShouldBe(StatusCode.Aborted);
        twice.StatusCode.ShouldBe(StatusCode.FailedPrecondition);
        work.Outcomes("screening.start").ShouldBe(["deny", "allow", "deny", "deny"]);
        work.Outcomes("rpc.refused").Count().ShouldBe(2);
    }
}
