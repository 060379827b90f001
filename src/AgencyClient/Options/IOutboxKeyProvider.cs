namespace Mash.AgencyClient;

/// <summary>Wraps the random data keys that seal the outbox. Losing what it needs to unwrap loses the content of everything not yet sent.</summary>
public interface IOutboxKeyProvider
{
    /// <summary>Wraps a data key, authenticated, so that a changed result is noticed by <see cref="UnwrapAsync"/>.</summary>
    /// <param name="dataKey">32 random bytes.</param>
    /// <param name="cancellationToken">Ends the call early.</param>
    /// <returns>What the outbox stores.</returns>
    ValueTask<byte[]> WrapAsync(ReadOnlyMemory<byte> dataKey, CancellationToken cancellationToken = default);

    /// <summary>Gives back a data key.</summary>
    /// <param name="wrapped">What <see cref="WrapAsync"/> returned.</param>
    /// <param name="cancellationToken">Ends the call early.</param>
    /// <returns>The 32 bytes.</returns>
    /// <exception cref="OutboxKeyException">The key is missing or does not fit.</exception>
    ValueTask<byte[]> UnwrapAsync(ReadOnlyMemory<byte> wrapped, CancellationToken cancellationToken = default);
}
