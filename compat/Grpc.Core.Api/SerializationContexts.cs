using System.Buffers;

namespace Grpc.Core;

/// <summary>Where a marshaller writes one message.</summary>
public abstract class SerializationContext
{
    /// <summary>Ends the message with these bytes as its whole payload.</summary>
    public virtual void Complete(byte[] payload) => throw new NotImplementedException();

    /// <summary>The writer for the payload; <see cref="Complete()"/> ends it.</summary>
    public virtual IBufferWriter<byte> GetBufferWriter() => throw new NotImplementedException();

    /// <summary>Announces the length of the payload in bytes, before the first byte is written.</summary>
    public virtual void SetPayloadLength(int payloadLength)
    {
    }

    /// <summary>Ends a message that was written through <see cref="GetBufferWriter"/>.</summary>
    public virtual void Complete() => throw new NotImplementedException();
}

/// <summary>Where a marshaller reads one message from.</summary>
public abstract class DeserializationContext
{
    /// <summary>The length of the payload in bytes.</summary>
    public abstract int PayloadLength { get; }

    /// <summary>A copy of the payload that the caller owns.</summary>
    public virtual byte[] PayloadAsNewBuffer() => throw new NotImplementedException();

    /// <summary>The payload itself, valid only during deserialisation.</summary>
    public virtual ReadOnlySequence<byte> PayloadAsReadOnlySequence() => new(PayloadAsNewBuffer());
}
