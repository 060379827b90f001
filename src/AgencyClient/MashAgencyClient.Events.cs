using System.Runtime.CompilerServices;
using Mash.V1;
using Microsoft.Extensions.Logging;

namespace Mash.AgencyClient;

/// <content>Following events.</content>
public sealed partial class MashAgencyClient
{
    /// <summary>Calls a handler for each event, in order, for as long as it is not cancelled; reconnects by itself.</summary>
    /// <param name="cursorName">Name of the cursor, kept in a file beside the outbox; see <see cref="FileEventCursorStore"/> for its form.</param>
    /// <param name="handler">Works one event through. The cursor is stored after it ends; when it throws, watching ends with that exception and the event comes again next time.</param>
    /// <param name="cancellationToken">Ends watching.</param>
    /// <returns>Never ends well: cancelled, or failed.</returns>
    /// <exception cref="MashException">The first opening was refused: key, rights or address.</exception>
    public async Task WatchAsync(
        string cursorName, Func<AgencyEvent, CancellationToken, Task> handler, CancellationToken cancellationToken = default)
    {
        using var cursor = OpenCursor(cursorName);
        await WatchAsync(cursor, handler, cancellationToken);
    }

    /// <summary>As the other, with a cursor of the caller's own.</summary>
    /// <param name="cursor">Where the cursor is kept.</param>
    /// <param name="handler">Works one event through.</param>
    /// <param name="cancellationToken">Ends watching.</param>
    /// <returns>Never ends well: cancelled, or failed.</returns>
    /// <exception cref="MashException">The first opening was refused: key, rights or address.</exception>
    public async Task WatchAsync(
        IEventCursorStore cursor, Func<AgencyEvent, CancellationToken, Task> handler, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(handler);
        await foreach (var delivery in WatchAsync(cursor, cancellationToken))
        {
            await handler(delivery.Event, cancellationToken);
            // The effect is there; a cancellation now must not make it come twice.
            await delivery.CompleteAsync(CancellationToken.None);
        }
    }

    /// <summary>Events in order, for as long as the caller reads; reconnects by itself.</summary>
    /// <param name="cursorName">Name of the cursor, kept in a file beside the outbox.</param>
    /// <param name="cancellationToken">Ends watching.</param>
    /// <returns>Events; call <see cref="EventDelivery.CompleteAsync"/> after each one's effect.</returns>
    /// <exception cref="MashException">The first opening was refused: key, rights or address.</exception>
    public async IAsyncEnumerable<EventDelivery> WatchAsync(
        string cursorName, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        using var cursor = OpenCursor(cursorName);
        await foreach (var delivery in WatchAsync(cursor, cancellationToken)) yield return delivery;
    }

    /// <summary>As the other, with a cursor of the caller's own.</summary>
    /// <param name="cursor">Where the cursor is kept.</param>
    /// <param name="cancellationToken">Ends watching.</param>
    /// <returns>Events; call <see cref="EventDelivery.CompleteAsync"/> after each one's effect.</returns>
    /// <exception cref="MashException">The first opening was refused: key, rights or address.</exception>
    public async IAsyncEnumerable<EventDelivery> WatchAsync(
        IEventCursorStore cursor, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(cursor);
        var position = new WatchPosition(cursor, await cursor.ReadAsync(cancellationToken));
        using var feed = new EventFeed(_options, _hub, _notifier, _loggers.CreateLogger<EventFeed>(), position.Stored);
        while (true)
        {
            var item = await feed.NextAsync(cancellationToken);
            if (item.Event is null) await position.BookmarkAsync(item.Cursor!.Value, cancellationToken);
            else yield return new EventDelivery(item.Event, position.Deliver(item.Cursor));
        }
    }

    /// <summary>Lists events once, oldest first, without a cursor.</summary>
    /// <param name="afterSequence">Only later ones; 0 for all that are kept.</param>
    /// <param name="contactId">Only this contact's; null for all.</param>
    /// <param name="cancellationToken">Ends the listing early.</param>
    /// <returns>The events, read page by page.</returns>
    /// <exception cref="MashException">A refusal or failure.</exception>
    public async IAsyncEnumerable<AgencyEvent> ListEventsAsync(
        long afterSequence = 0, string? contactId = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var request = new ListEventsRequest { AfterSequence = afterSequence, ContactId = contactId ?? "", PageSize = 200 };
        do
        {
            var response = await _hub.CallWithRetriesAsync(options => _hub.Events.ListEventsAsync(request, options), null, cancellationToken);
            foreach (var one in response.Events) yield return AgencyEvent.From(one);
            request.AfterSequence = response.NextAfterSequence;
        }
        while (request.AfterSequence > 0);
    }

    private FileEventCursorStore OpenCursor(string name) => new(Path.Combine(_options.OutboxDirectory, "cursors"), name);
}
