namespace Mash.AgencyClient;

/// <summary>The outbox of a client: what <see cref="OutboxReader"/> reads, and what a person may do with parked submissions.</summary>
public sealed class Outbox : OutboxReader
{
    private readonly Func<CancellationToken, Task<OutboxStore>> _store;

    internal Outbox(Func<CancellationToken, Task<OutboxStore>> store)
        : base(
            async token => (await store(token)).Rows,
            async (work, token) => await (await store(token)).RunAsync(work, token),
            owned: null) => _store = store;

    /// <summary>Puts a parked submission back into the queue, as it is: for example after the hub or the agency's rights were corrected.</summary>
    /// <param name="submissionId">Which.</param>
    /// <param name="cancellationToken">Ends the call early.</param>
    /// <returns>A new handle; null where no such submission is parked.</returns>
    public async Task<SubmissionHandle?> RetryAsync(Guid submissionId, CancellationToken cancellationToken = default)
    {
        var store = await _store(cancellationToken);
        return await store.RetryAsync(submissionId, cancellationToken) > 0 ? await store.FindAsync(submissionId, cancellationToken) : null;
    }

    /// <summary>Puts every parked submission back into the queue.</summary>
    /// <param name="cancellationToken">Ends the call early.</param>
    /// <returns>How many.</returns>
    public async Task<int> RetryAllParkedAsync(CancellationToken cancellationToken = default) =>
        await (await _store(cancellationToken)).RetryAsync(submissionId: null, cancellationToken);

    /// <summary>
    /// Gives up a parked submission: its content is erased, its id may be used again for a corrected version. Where a child may be at
    /// risk, ring the hub first.
    /// </summary>
    /// <param name="submissionId">Which.</param>
    /// <param name="reason">Why, for the record in the outbox; sealed. 1 to 1,000 characters.</param>
    /// <param name="cancellationToken">Ends the call early.</param>
    /// <returns>False where no such submission is parked.</returns>
    public async Task<bool> DiscardAsync(Guid submissionId, string reason, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(reason);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(reason.Length, 1_000, nameof(reason));
        return await (await _store(cancellationToken)).DiscardAsync(submissionId, reason, cancellationToken);
    }
}
