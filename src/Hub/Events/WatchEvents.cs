using System.Globalization;
using Grpc.Core;
using Mash.Hub.Access;
using Mash.Hub.Audit;
using Mash.Hub.Errors;
using Mash.Hub.Storage;
using Mash.V1;

namespace Mash.Hub.Events;

/// <summary>
/// Streams an agency's events as they are committed. Each batch is on the record before it is sent, and the agency's standing is looked at
/// again before each; the stream of a suspended agency, or of one whose agreement has ended, ends within a second.
/// </summary>
internal sealed class WatchEvents(
    EventReader reader, EventSignals signals, WriteQueue writes, StreamStanding standing, HubOptions options, IHostApplicationLifetime lifetime)
{
    private const int BatchSize = 200;
    private static readonly TimeSpan LookAgain = TimeSpan.FromSeconds(1);

    public async Task HandleAsync(WatchEventsRequest request, IServerStreamWriter<WatchEventsResponse> stream, Caller caller, CancellationToken cancellation)
    {
        var agencyId = caller.Agency!.AgencyId;
        CheckStart(request.AfterSequence, agencyId);
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellation, lifetime.ApplicationStopping);
        var after = request.AfterSequence;
        var quietSince = Environment.TickCount64;
        await SendHeartbeatAsync(stream, agencyId, ending.Token);
        while (true)
        {
            var signal = signals.Next(agencyId);
            standing.Check(caller, AgencyScopes.Events);
            var events = reader.Read(agencyId, after, BatchSize);
            if (events.Count > 0)
            {
                after = await SendAsync(events, stream, caller, ending.Token);
                quietSince = Environment.TickCount64;
                continue;
            }
            if (Environment.TickCount64 - quietSince >= options.HeartbeatInterval.TotalMilliseconds)
            {
                await SendHeartbeatAsync(stream, agencyId, ending.Token);
                quietSince = Environment.TickCount64;
            }
            await WaitAsync(signal, ending.Token);
        }
    }

    private void CheckStart(long after, Guid agencyId)
    {
        var newest = reader.Newest(agencyId);
        var oldest = reader.Oldest(agencyId);
        if (after >= oldest - 1 && after <= newest)
            return;
        throw new ProblemException(new Problem
        {
            Code = ProblemCode.OutOfRange,
            Reason = "CURSOR_OUT_OF_RANGE",
            Message = $"The kept events are {oldest} to {newest}. List contacts to catch up, then watch after {newest}.",
            Metadata = new Dictionary<string, string>
            {
                ["oldest_sequence"] = oldest.ToString(CultureInfo.InvariantCulture),
                ["newest_sequence"] = newest.ToString(CultureInfo.InvariantCulture),
            },
        });
    }

    private async Task<long> SendAsync(
        List<StoredEvent> events, IServerStreamWriter<WatchEventsResponse> stream, Caller caller, CancellationToken cancellation)
    {
        await writes.WriteAsync(session =>
        {
            session.Audit(new AuditEntry
            {
                Act = "event.watch",
                Actor = caller.ToActor(),
                Subjects = [.. events.Where(item => item.Event is not null).Select(item => item.ContactId).Distinct()],
            });
            return true;
        });
        foreach (var item in events)
        {
            await stream.WriteAsync(item.Event is { } happened
                ? new WatchEventsResponse { Event = happened }
                : new WatchEventsResponse { Bookmark = new Bookmark { Sequence = item.Sequence } }, cancellation);
        }
        return events[^1].Sequence;
    }

    private Task SendHeartbeatAsync(IServerStreamWriter<WatchEventsResponse> stream, Guid agencyId, CancellationToken cancellation) =>
        stream.WriteAsync(new WatchEventsResponse { Heartbeat = new Heartbeat { NewestSequence = reader.Newest(agencyId) } }, cancellation);

    private static async Task WaitAsync(Task signal, CancellationToken cancellation)
    {
        try
        {
            await signal.WaitAsync(LookAgain, cancellation);
        }
        catch (TimeoutException)
        {
            // Another hub may have committed, or the heartbeat is due.
        }
    }
}
