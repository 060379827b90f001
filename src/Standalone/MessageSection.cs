using Mash.Hub.Messages;

namespace Mash.Standalone;

/// <summary>How messages to people leave the hub.</summary>
internal sealed record MessageSection
{
    /// <summary>The mail server; without one messages stay on the sent messages page, as on a sample hub.</summary>
    public SmtpOptions? Smtp { get; init; }
}
