namespace Mash.Hub.Messages;

/// <summary>What a transport did with a message.</summary>
internal enum MessageDelivery
{
    /// <summary>Taken over; from here on it is the transport's.</summary>
    Accepted,

    /// <summary>Refused for good, for example an address that cannot exist.</summary>
    Refused,
}

/// <summary>A message as a transport gets it.</summary>
/// <param name="MessageId">The same at every attempt: a transport that can tells repeats apart by it.</param>
/// <param name="Recipient">Address.</param>
/// <param name="Subject">Subject line.</param>
/// <param name="Body">Text.</param>
internal sealed record OutgoingMessage(Guid MessageId, string Recipient, string Subject, string Body);

/// <summary>
/// A way by which messages leave the hub. Delivery is at least once: a hub that stops between hand-over and record hands over again.
/// </summary>
internal interface IMessageTransport
{
    /// <summary>Short name that stands with each message it took, for example <c>local</c>.</summary>
    string Name { get; }

    /// <summary>Hands a message over. Throws where it could not try; the message then waits for another attempt.</summary>
    Task<MessageDelivery> SendAsync(OutgoingMessage message, CancellationToken cancellation);
}

/// <summary>Sends nothing anywhere: messages stay in the hub, where the sent messages page shows them.</summary>
internal sealed class LocalTransport : IMessageTransport
{
    public string Name => "local";

    public Task<MessageDelivery> SendAsync(OutgoingMessage message, CancellationToken cancellation) => Task.FromResult(MessageDelivery.Accepted);
}
