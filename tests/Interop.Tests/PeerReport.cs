namespace Mash.Interop.Tests;

/// <summary>What an outside client reports of its calls. Codes are gRPC status codes, 0 for success; bytes are hexadecimal.</summary>
internal sealed record PeerReport
{
    public required string Unary { get; init; }

    /// <summary>The message with every kind of field that came back, serialised by the peer, in base64.</summary>
    public required string Copy { get; init; }

    public required int[] ServerStream { get; init; }

    public required Joined ClientStream { get; init; }

    public required string[] Duplex { get; init; }

    public required int Deadline { get; init; }

    /// <summary>The whole seconds that the server saw before a deadline of 600 seconds.</summary>
    public required int DeadlineSeen { get; init; }

    public required int Cancel { get; init; }

    public required Headers Metadata { get; init; }

    public required Details StatusDetails { get; init; }

    public required Sizes Compression { get; init; }

    public required Interrupted ErrorAfterMessages { get; init; }

    public required Access Authorization { get; init; }

    public required int TooLarge { get; init; }

    public required int Unimplemented { get; init; }

    /// <summary>The attempt that succeeded.</summary>
    public required int Retry { get; init; }

    /// <summary>The outcome of a call without trust in the server's certificate.</summary>
    public required int Untrusted { get; init; }

    internal sealed record Joined(string Text, int Number);

    internal sealed record Headers(string SeenText, string SeenBytes, string HeaderText, string HeaderBytes, string TrailerText, string TrailerBytes);

    internal sealed record Details(int Code, string Message, string InnerMessage, string[] Types, string Reason, string Field);

    internal sealed record Sizes(string RequestEncoding, string AcceptedEncodings, int TextSize, int PayloadSize);

    internal sealed record Interrupted(int Code, int[] Numbers, string Sent);

    internal sealed record Access(int WithoutToken, string Name, int OtherRole);
}
