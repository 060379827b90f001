using Grpc.Core;
using Mash.AgencyClient.Tests.Support;
using Mash.V1;

namespace Mash.AgencyClient.Tests.Events;

public sealed class WatchTests
{
    [Fact]
    public async Task Events_ComeInOrderAndTyped()
    {
        await using var fixture = await ClientFixture.StartAsync();
        fixture.State.Events.Add(EventKind.Received);
        fixture.State.Events.Add(EventKind.Acknowledged);
        fixture.State.Events.Add(EventKind.Outcome);
        fixture.State.Events.Add((EventKind)99);
        await using var client = fixture.CreateClient();

        var events = await CollectAsync(client, "all", 4);

        events.Select(e => e.Sequence).ShouldBe([1, 2, 3, 4]);
        events[0].ShouldBeOfType<ContactReceived>().ContactId.ShouldBe("contact-1");
        events[1].ShouldBeOfType<ContactAcknowledged>();
        events[2].ShouldBeOfType<ContactOutcome>();
        events[3].ShouldBeOfType<OtherEvent>().Kind.ShouldBe(99);
    }

    [Fact]
    public async Task HandlerThatFailed_GetsTheSameEventNextTime()
    {
        await using var fixture = await ClientFixture.StartAsync();
        for (var i = 0; i < 3; i++) fixture.State.Events.Add();
        await using var client = fixture.CreateClient();

        await Should.ThrowAsync<InvalidOperationException>(client.WatchAsync(
            "one", (e, _) => e.Sequence == 2 ? throw new InvalidOperationException() : Task.CompletedTask));
        var events = await CollectAsync(client, "one", 2);

        events.Select(e => e.Sequence).ShouldBe([2, 3]);
    }

    [Fact]
    public async Task EventNotCompleted_ComesAgain()
    {
        await using var fixture = await ClientFixture.StartAsync();
        for (var i = 0; i < 3; i++) fixture.State.Events.Add();
        await using var client = fixture.CreateClient();
        var cursor = new MemoryCursor();

        await foreach (var delivery in client.WatchAsync(cursor))
        {
            if (delivery.Event.Sequence == 3) break;
            if (delivery.Event.Sequence == 1) await delivery.CompleteAsync();
        }

        cursor.Sequence.ShouldBe(1);
    }

    [Fact]
    public async Task Bookmark_MovesTheCursorOnlyPastCompletedEvents()
    {
        await using var fixture = await ClientFixture.StartAsync();
        fixture.State.Events.Add();
        fixture.State.Events.AddBookmark();
        fixture.State.Events.Add();
        fixture.State.Events.AddBookmark();
        fixture.State.Events.Add();
        await using var client = fixture.CreateClient();
        var cursor = new MemoryCursor();

        var seen = new List<(long Event, long Cursor)>();
        await foreach (var delivery in client.WatchAsync(cursor))
        {
            seen.Add((delivery.Event.Sequence, cursor.Sequence));
            if (delivery.Event.Sequence == 5) break;
            if (delivery.Event.Sequence == 1) await delivery.CompleteAsync();
        }

        seen.ShouldBe([(1, 0), (3, 2), (5, 2)]);
    }

    [Fact]
    public async Task StreamCutAgainAndAgain_NoGapsNoDoubles()
    {
        await using var fixture = await ClientFixture.StartAsync();
        for (var i = 0; i < 300; i++) fixture.State.Events.Add();
        var random = new Random(7);
        fixture.State.Events.BeforeSend = (_, _) =>
        {
            lock (random)
            {
                return random.Next(6) > 0 ? true : throw new RpcException(new Status(StatusCode.Unavailable, "cut"));
            }
        };
        await using var client = fixture.CreateClient();

        var events = await CollectAsync(client, "all", 300);

        events.Select(e => e.Sequence).ShouldBe(Enumerable.Range(1, 300).Select(i => (long)i));
        fixture.State.Events.Opened.Count.ShouldBeGreaterThan(10);
    }

    [Fact]
    public async Task MissingNumber_ResumesFromTheLastGoodAndAlarms()
    {
        await using var fixture = await ClientFixture.StartAsync();
        for (var i = 0; i < 5; i++) fixture.State.Events.Add();
        fixture.State.Events.BeforeSend = (opening, item) => opening > 1 || item.Event.Sequence != 3;
        await using var client = fixture.CreateClient();

        var events = await CollectAsync(client, "all", 5);

        events.Select(e => e.Sequence).ShouldBe([1, 2, 3, 4, 5]);
        fixture.State.Events.Opened.ShouldBe([0, 2]);
        (await fixture.Alarms.NextAsync()).Kind.ShouldBe(AgencyAlarmKind.EventGap);
    }

    [Fact]
    public async Task SilentStream_IsOpenedAgain()
    {
        await using var fixture = await ClientFixture.StartAsync();
        fixture.Options.HeartbeatTimeout = TimeSpan.FromMilliseconds(300);
        fixture.State.Events.Silent.Add(1);
        fixture.State.Events.Add();
        await using var client = fixture.CreateClient();

        var events = await CollectAsync(client, "all", 1);

        events.Count.ShouldBe(1);
        fixture.State.Events.Opened.Count.ShouldBeGreaterThanOrEqualTo(2);
    }

    [Fact]
    public async Task HubRestarted_WatchGoesOn()
    {
        await using var fixture = await ClientFixture.StartAsync();
        fixture.State.Events.Add();
        await using var client = fixture.CreateClient();
        fixture.OnWait = token => Task.Delay(10, token);

        var seen = new List<long>();
        await foreach (var delivery in client.WatchAsync(new MemoryCursor()))
        {
            seen.Add(delivery.Event.Sequence);
            if (seen.Count == 2) break;
            await fixture.Hub.StopAsync();
            await fixture.Hub.StartAgainAsync();
            fixture.State.Events.Add();
        }

        seen.ShouldBe([1, 2]);
    }

    [Fact]
    public async Task CursorOlderThanHistory_ListsContactsThenGoesOn()
    {
        await using var fixture = await ClientFixture.StartAsync();
        for (var i = 0; i < 6; i++) fixture.State.Events.Add();
        fixture.State.Events.KeptAfter = 5;
        fixture.State.Contacts.AddRange(Enumerable.Range(1, 3).Select(i => new ContactSummary { ContactId = $"c{i}" }));
        await using var client = fixture.CreateClient();
        var cursor = new MemoryCursor();

        var seen = new List<AgencyEvent>();
        await foreach (var delivery in client.WatchAsync(cursor))
        {
            seen.Add(delivery.Event);
            await delivery.CompleteAsync();
            if (delivery.Event is ContactListed) cursor.Sequence.ShouldBe(0);
            if (seen.Count == 5) break;
        }

        seen.OfType<ContactListed>().Select(c => c.Contact.ContactId).ShouldBe(["c1", "c2", "c3"]);
        seen[3].ShouldBeOfType<ContactsResynchronised>().Sequence.ShouldBe(5);
        seen[4].Sequence.ShouldBe(6);
        cursor.Sequence.ShouldBe(6);
    }

    [Fact]
    public async Task CursorAheadOfTheHub_ListsContactsThenGoesOnFromItsNewest()
    {
        await using var fixture = await ClientFixture.StartAsync();
        fixture.State.Events.Add();
        await using var client = fixture.CreateClient();
        var cursor = new MemoryCursor();
        await cursor.WriteAsync(40);

        var seen = new List<AgencyEvent>();
        await foreach (var delivery in client.WatchAsync(cursor))
        {
            seen.Add(delivery.Event);
            await delivery.CompleteAsync();
            if (seen.Count == 2) break;
            fixture.State.Events.Add();
        }

        seen[0].ShouldBeOfType<ContactsResynchronised>().Sequence.ShouldBe(1);
        seen[1].Sequence.ShouldBe(2);
        cursor.Sequence.ShouldBe(2);
    }

    [Fact]
    public async Task RefusedAtTheFirstOpening_Throws()
    {
        await using var fixture = await ClientFixture.StartAsync();
        fixture.State.OnCall = _ => Statuses.Make(StatusCode.PermissionDenied, "SCOPE_MISSING");
        await using var client = fixture.CreateClient();

        var error = await Should.ThrowAsync<MashPermissionException>(CollectAsync(client, "all", 1));

        error.Reason.ShouldBe("SCOPE_MISSING");
    }

    [Fact]
    public async Task RefusedLater_AlarmsAndGoesOn()
    {
        await using var fixture = await ClientFixture.StartAsync();
        fixture.State.Events.Add();
        fixture.State.Events.Add();
        fixture.State.Events.BeforeSend = (opening, item) =>
            opening > 1 || item.Event.Sequence == 1 ? true : throw new RpcException(new Status(StatusCode.PermissionDenied, "suspended"));
        await using var client = fixture.CreateClient();

        var events = await CollectAsync(client, "all", 2);

        events.Select(e => e.Sequence).ShouldBe([1, 2]);
        (await fixture.Alarms.NextAsync()).Kind.ShouldBe(AgencyAlarmKind.NotPermitted);
    }

    [Fact]
    public async Task CursorInUse_SecondWatcherIsRefused()
    {
        using var directory = new TestDirectory();
        using var first = new FileEventCursorStore(directory.Path, "all");
        await first.WriteAsync(42);

        Should.Throw<OutboxInUseException>(() => new FileEventCursorStore(directory.Path, "all"));
        Should.Throw<ArgumentException>(() => new FileEventCursorStore(directory.Path, "../all"));
        first.Dispose();
        using var second = new FileEventCursorStore(directory.Path, "all");
        (await second.ReadAsync()).ShouldBe(42);
    }

    private static async Task<List<AgencyEvent>> CollectAsync(MashAgencyClient client, string cursor, int count)
    {
        using var limit = new CancellationTokenSource(Sample.Patience);
        var events = new List<AgencyEvent>();
        await foreach (var delivery in client.WatchAsync(cursor, limit.Token))
        {
            events.Add(delivery.Event);
            await delivery.CompleteAsync();
            if (events.Count == count) break;
        }
        return events;
    }

    private sealed class MemoryCursor : IEventCursorStore
    {
        public long Sequence { get; private set; }

        public ValueTask<long> ReadAsync(CancellationToken cancellationToken = default) => ValueTask.FromResult(Sequence);

        public ValueTask WriteAsync(long sequence, CancellationToken cancellationToken = default)
        {
            Sequence = sequence;
            return ValueTask.CompletedTask;
        }
    }
}
