namespace Grpc.Core;

/// <summary>How a message is written.</summary>
[Flags]
public enum WriteFlags
{
    /// <summary>The message may wait in a buffer for the next one.</summary>
    BufferHint = 1,

    /// <summary>The message is not compressed.</summary>
    NoCompress = 2,
}

/// <summary>How messages are written.</summary>
public class WriteOptions(WriteFlags flags = default)
{
    /// <summary>No flags.</summary>
    public static readonly WriteOptions Default = new();

    /// <summary>The flags.</summary>
    public WriteFlags Flags { get; } = flags;
}
