namespace Mash.AgencyClient;

/// <summary>An event together with the duty to say when it was worked through.</summary>
public sealed class EventDelivery
{
    private readonly Func<CancellationToken, ValueTask> _complete;

    internal EventDelivery(AgencyEvent agencyEvent, Func<CancellationToken, ValueTask> complete) =>
        (Event, _complete) = (agencyEvent, complete);

    /// <summary>What happened.</summary>
    public AgencyEvent Event { get; }

    /// <summary>
    /// Stores the cursor: this event and all before it were worked through. Call it after the event's effect is durable. What was not
    /// completed comes again with the next watch.
    /// </summary>
    /// <param name="cancellationToken">Ends the call early.</param>
    /// <returns>Done when the cursor is durable.</returns>
    public ValueTask CompleteAsync(CancellationToken cancellationToken = default) => _complete(cancellationToken);
}
