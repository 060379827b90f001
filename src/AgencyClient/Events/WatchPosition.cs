namespace Mash.AgencyClient;

/// <summary>Moves a cursor only past what was worked through. Completing an event completes those before it.</summary>
internal sealed class WatchPosition(IEventCursorStore cursor, long stored)
{
    private long _delivered = stored;
    private int _deliveries;
    private int _completed;

    public long Stored { get; private set; } = stored;

    /// <summary>The completion of an event. Null: one of a listing that moves no cursor.</summary>
    public Func<CancellationToken, ValueTask> Deliver(long? sequence)
    {
        if (sequence is not { } reached) return _ => ValueTask.CompletedTask;
        _delivered = reached;
        // Counted, not compared by number: after a resynchronisation the cursor may go back, where the hub was restored from a backup.
        var delivery = ++_deliveries;
        return async cancellationToken =>
        {
            if (delivery <= _completed) return;
            await cursor.WriteAsync(reached, cancellationToken);
            (Stored, _completed) = (reached, delivery);
        };
    }

    /// <summary>A bookmark needs no working through, but must not carry the cursor past an event that does.</summary>
    public async ValueTask BookmarkAsync(long sequence, CancellationToken cancellationToken)
    {
        var allCompleted = Stored == _delivered;
        _delivered = sequence;
        if (!allCompleted) return;
        await cursor.WriteAsync(sequence, cancellationToken);
        Stored = sequence;
    }
}
