using System.Collections.Concurrent;

namespace Mash.Compat.Tests.Echo;

/// <summary>What the echo server saw, by the key that a test chose.</summary>
internal sealed class Observations
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly ConcurrentDictionary<string, int> attempts = new();
    private readonly ConcurrentDictionary<string, TaskCompletionSource> started = new();
    private readonly ConcurrentDictionary<string, TaskCompletionSource> ended = new();

    public int CountAttempt(string key) => attempts.AddOrUpdate(key, 1, (_, count) => count + 1);

    public void MarkStarted(string key) => Signal(started, key).TrySetResult();

    public void MarkEnded(string key) => Signal(ended, key).TrySetResult();

    /// <summary>Ends when the server has begun to wait in a call with this key.</summary>
    public Task Started(string key) => Signal(started, key).Task.WaitAsync(Patience);

    /// <summary>Ends when the server has seen the end of a call with this key.</summary>
    public Task Ended(string key) => Signal(ended, key).Task.WaitAsync(Patience);

    private static TaskCompletionSource Signal(ConcurrentDictionary<string, TaskCompletionSource> signals, string key) =>
        signals.GetOrAdd(key, _ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
}
