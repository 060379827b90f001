using System.Net;
using System.Net.Mail;
using System.Text;

namespace Mash.Hub.Messages;

/// <summary>Where mail is handed over.</summary>
internal sealed record SmtpOptions
{
    public required string Host { get; init; }

    public int Port { get; init; } = 587;

    /// <summary>Address that mail comes from.</summary>
    public required string From { get; init; }

    /// <summary>False only towards this machine: the hand-over is encrypted by STARTTLS.</summary>
    public bool Tls { get; init; } = true;

    /// <summary>Account at the mail server; null where it asks for none.</summary>
    public string? UserName { get; init; }

    /// <summary>File with that account's password.</summary>
    public string? PasswordFile { get; init; }

    /// <exception cref="InvalidOperationException">A value cannot be used; the message names the setting.</exception>
    public void Validate()
    {
        if (string.IsNullOrWhiteSpace(Host) || Port is < 1 or > 65535)
            throw new InvalidOperationException("Messages:Smtp:Host and Messages:Smtp:Port must name a mail server.");
        if (!MailAddress.TryCreate(From, out _))
            throw new InvalidOperationException("Messages:Smtp:From must be an email address.");
        if (!Tls && Host is not ("localhost" or "127.0.0.1" or "::1"))
            throw new InvalidOperationException("Messages:Smtp:Tls may be false only towards localhost: messages hold links that let their reader in.");
        if (UserName is not null && (PasswordFile is null || !File.Exists(PasswordFile)))
            throw new InvalidOperationException("Messages:Smtp:UserName needs Messages:Smtp:PasswordFile.");
    }
}

/// <summary>Hands messages to a mail server. One that it refuses for good is not tried again; anything else waits.</summary>
internal sealed class SmtpTransport(SmtpOptions options) : IMessageTransport
{
    private static readonly SmtpStatusCode[] ForGood =
        [SmtpStatusCode.MailboxUnavailable, SmtpStatusCode.MailboxNameNotAllowed, SmtpStatusCode.UserNotLocalTryAlternatePath, SmtpStatusCode.SyntaxError];

    public string Name => "smtp";

    public async Task<MessageDelivery> SendAsync(OutgoingMessage message, CancellationToken cancellation)
    {
        if (!MailAddress.TryCreate(message.Recipient, out var recipient))
            return MessageDelivery.Refused;
        var from = new MailAddress(options.From);
        using var mail = new MailMessage(from, recipient)
        {
            Subject = message.Subject,
            SubjectEncoding = Encoding.UTF8,
            Body = message.Body,
            BodyEncoding = Encoding.UTF8,
        };
        // The same at every attempt, so that a repeat can be told.
        mail.Headers.Add("Message-ID", $"<{message.MessageId:n}@{from.Host}>");
        mail.Headers.Add("Auto-Submitted", "auto-generated");
        using var client = new SmtpClient(options.Host, options.Port) { EnableSsl = options.Tls };
        if (options.UserName is { } user)
            client.Credentials = new NetworkCredential(user, (await File.ReadAllTextAsync(options.PasswordFile!, cancellation)).Trim());
        try
        {
            await client.SendMailAsync(mail, cancellation);
            return MessageDelivery.Accepted;
        }
        catch (SmtpFailedRecipientException refused) when (ForGood.Contains(refused.StatusCode))
        {
            return MessageDelivery.Refused;
        }
    }
}
