namespace Mash.AgencyClient;

/// <summary>
/// Keeps how far events were worked through. A consumer with a database of its own implements it there and writes the number in the
/// transaction of the event's effect (<see cref="WriteAsync"/> may then do nothing): each event then takes effect exactly once.
/// </summary>
public interface IEventCursorStore
{
    /// <summary>The number of the last event that was worked through; 0 where none was.</summary>
    /// <param name="cancellationToken">Ends the call early.</param>
    /// <returns>The number.</returns>
    ValueTask<long> ReadAsync(CancellationToken cancellationToken = default);

    /// <summary>Stores the number of an event that was worked through; done when it is durable.</summary>
    /// <param name="sequence">The number. Smaller than the one before only with <see cref="ContactsResynchronised"/>, from a hub that was restored.</param>
    /// <param name="cancellationToken">Ends the call early.</param>
    /// <returns>Done when durable.</returns>
    ValueTask WriteAsync(long sequence, CancellationToken cancellationToken = default);
}
