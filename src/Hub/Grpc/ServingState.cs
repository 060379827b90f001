using static Grpc.Health.V1.HealthCheckResponse.Types;

namespace Mash.Hub.Grpc;

/// <summary>
/// Whether this process takes calls: one state for all its services, because they share one database.
/// It starts as serving; the end of the host sets it to not serving for good.
/// </summary>
internal sealed class ServingState
{
    private readonly Lock gate = new();
    private volatile Snapshot current = new(ServingStatus.Serving, IsFinal: false);

    public ServingState(IHostApplicationLifetime lifetime) => lifetime.ApplicationStopping.Register(() => Change(ServingStatus.NotServing, isFinal: true));

    /// <summary>The state now, with the means to wait for the next one.</summary>
    public Snapshot Current => current;

    /// <summary>Sets the state and tells everybody who watches. Does nothing once the host is stopping.</summary>
    public void Set(ServingStatus status) => Change(status, isFinal: false);

    private void Change(ServingStatus status, bool isFinal)
    {
        Snapshot previous;
        lock (gate)
        {
            previous = current;
            if (previous.IsFinal || (previous.Status == status && !isFinal))
            {
                return;
            }

            current = new Snapshot(status, isFinal);
        }

        previous.MarkReplaced();
    }

    /// <summary>One state. <paramref name="IsFinal"/>: no other follows.</summary>
    internal sealed record Snapshot(ServingStatus Status, bool IsFinal)
    {
        private readonly TaskCompletionSource replaced = new(TaskCreationOptions.RunContinuationsAsynchronously);

        /// <summary>Ends when another state has taken the place of this one.</summary>
        public Task Replaced => replaced.Task;

        public void MarkReplaced() => replaced.SetResult();
    }
}
