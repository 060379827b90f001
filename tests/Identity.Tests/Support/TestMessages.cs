using System.Collections.Concurrent;
using Mash.Identity.Messages;

namespace Mash.Identity.Tests.Support;

/// <summary>Keeps the messages; fails when told to.</summary>
internal sealed class TestMessages : IAccountMessages
{
    private readonly ConcurrentQueue<AccountMessage> _sent = new();

    public bool IsBroken { get; set; }

    public IReadOnlyList<AccountMessage> Sent => [.. _sent];

    public ValueTask SendAsync(AccountMessage message, CancellationToken cancellationToken)
    {
        if (IsBroken)
            throw new IOException("The outbox is not there.");
        _sent.Enqueue(message);
        return ValueTask.CompletedTask;
    }
}
