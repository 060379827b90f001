using Grpc.Core;
using Mash.Hub.Storage;
using Mash.V1;

namespace Mash.Hub.Tests.Events;

public class WatchEventsTests
{
    [Theory]
    [OnEachDatabase]
    internal async Task Contact_IsReceivedAndAcknowledgedInOrder(DatabaseProvider provider)
    {
        await using var hub = await TestHub.StartAsync(provider);
        var agency = hub.AsAgency(await hub.AddAgencyAsync());
        var sent = Samples.Submission();
        var accepted = await new ContactService.ContactServiceClient(agency).SubmitContactAsync(sent);

        var events = await TakeAsync(new EventService.EventServiceClient(agency), after: 0, count: 2);

        events.Select(item => item.Sequence).ShouldBe([1, 2]);
        events.Select(item => item.Kind).ShouldBe([EventKind.Received, EventKind.Acknowledged]);
        events.ShouldAllBe(item => item.ContactId == accepted.ContactId && item.SubmissionRequestId == sent.RequestId
            && item.SenderReference == sent.Contact.SenderReference);
        events[1].DecisionDueTime.ShouldBe(accepted.DecisionDueTime);
    }

    [Theory]
    [OnEachDatabase]
    internal async Task ManySubmissionsAndARestart_LeaveNoGap(DatabaseProvider provider)
    {
        await using var hub = await TestHub.StartAsync(provider);
        var agencyId = await hub.AddAgencyAsync();
        await Task.WhenAll(Enumerable.Range(0, 40).Select(_ => new ContactService.ContactServiceClient(hub.AsAgency(agencyId)).SubmitContactAsync(Samples.Submission()).ResponseAsync));
        var first = await TakeAsync(new EventService.EventServiceClient(hub.AsAgency(agencyId)), after: 0, count: 30);
        await hub.RestartAsync();
        await new ContactService.ContactServiceClient(hub.AsAgency(agencyId)).SubmitContactAsync(Samples.Submission());

        var rest = await TakeAsync(new EventService.EventServiceClient(hub.AsAgency(agencyId)), after: first[^1].Sequence, count: 52);

        first.Concat(rest).Select(item => item.Sequence).ShouldBe(Enumerable.Range(1, 82).Select(number => (long)number));
    }

    [Theory]
    [OnEachDatabase]
    internal async Task CursorAheadOfTheHub_IsOutOfRange(DatabaseProvider provider)
    {
        await using var hub = await TestHub.StartAsync(provider);
        var client = new EventService.EventServiceClient(hub.AsAgency(await hub.AddAgencyAsync()));

        var refused = await Should.ThrowAsync<RpcException>(() => TakeAsync(client, after: 5, count: 1));

        refused.StatusCode.ShouldBe(StatusCode.OutOfRange);
    }

    [Theory]
    [OnEachDatabase]
    internal async Task SuspendedAgency_LosesItsStreamAndItsToken(DatabaseProvider provider)
    {
        await using var hub = await TestHub.StartAsync(provider);
        var agencyId = await hub.AddAgencyAsync();
        var administrator = new AgencyService.AgencyServiceClient(hub.AsStaff(await hub.AddStaffAsync("Ada Lowe", "admin")));
        var agency = hub.AsAgency(agencyId);
        using var stream = new EventService.EventServiceClient(agency).WatchEvents(new WatchEventsRequest());
        (await stream.ResponseStream.MoveNext(CancellationToken.None)).ShouldBeTrue();

        await administrator.SuspendAgencyAsync(new SuspendAgencyRequest
        {
            AgencyId = agencyId.ToString(), RequestId = Guid.NewGuid().ToString(), Reason = "Keys were lost.",
        });
        var ended = await Should.ThrowAsync<RpcException>(async () =>
        {
            while (await stream.ResponseStream.MoveNext(CancellationToken.None))
            {
            }
        });
        var refused = await Should.ThrowAsync<RpcException>(async () => await new ContactService.ContactServiceClient(agency).SubmitContactAsync(Samples.Submission()));

        ended.StatusCode.ShouldBe(StatusCode.Unauthenticated);
        refused.StatusCode.ShouldBe(StatusCode.Unauthenticated);
    }

    [Theory]
    [OnEachDatabase]
    internal async Task ListedEvents_AreTheAgencysOwnAndPaged(DatabaseProvider provider)
    {
        await using var hub = await TestHub.StartAsync(provider);
        var agency = hub.AsAgency(await hub.AddAgencyAsync());
        var other = hub.AsAgency(await hub.AddAgencyAsync("Other"));
        for (var index = 0; index < 3; index++)
            await new ContactService.ContactServiceClient(agency).SubmitContactAsync(Samples.Submission());
        await new ContactService.ContactServiceClient(other).SubmitContactAsync(Samples.Submission());
        var client = new EventService.EventServiceClient(agency);

        var first = await client.ListEventsAsync(new ListEventsRequest { PageSize = 4 });
        var second = await client.ListEventsAsync(new ListEventsRequest { PageSize = 4, AfterSequence = first.NextAfterSequence });

        first.Events.Concat(second.Events).Select(item => item.Sequence).ShouldBe([1, 2, 3, 4, 5, 6]);
        second.NextAfterSequence.ShouldBe(0);
        second.NewestSequence.ShouldBe(6);
    }

    private static async Task<List<Event>> TakeAsync(EventService.EventServiceClient client, long after, int count)
    {
        using var stream = client.WatchEvents(new WatchEventsRequest { AfterSequence = after }, deadline: DateTime.UtcNow.AddSeconds(60));
        var events = new List<Event>();
        while (events.Count < count && await stream.ResponseStream.MoveNext(CancellationToken.None))
        {
            if (stream.ResponseStream.Current.Event is { } happened)
                events.Add(happened);
        }
        return events;
    }
}
