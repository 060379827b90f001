using System.Net;
using System.Net.Sockets;
using System.Text;
using Mash.Hub.Messages;

namespace Mash.TestKit;

/// <summary>A mail server of one connection at a time.</summary>
internal sealed class SmallSmtpServer : IDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly string toRecipients;

    /// <param name="toRecipients">What it answers to every recipient.</param>
    public SmallSmtpServer(string toRecipients = "250 OK")
    {
        this.toRecipients = toRecipients;
        listener.Start();
        _ = ServeAsync();
    }

    public List<string> Lines { get; } = [];

    public List<string> Mails { get; } = [];

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    public SmtpTransport Transport() => new(new SmtpOptions { Host = "localhost", Port = Port, From = "hub@mash.example", Tls = false });

    /// <summary>The text of a mail as its reader sees it.</summary>
    public static string TextOf(string mail)
    {
        var parts = mail.ReplaceLineEndings("\n").Split("\n\n", 2);
        if (parts[0].Contains("Content-Transfer-Encoding: base64", StringComparison.OrdinalIgnoreCase))
            return Encoding.UTF8.GetString(Convert.FromBase64String(parts[1].Trim()));
        return parts[0].Contains("Content-Transfer-Encoding: quoted-printable", StringComparison.OrdinalIgnoreCase)
            ? parts[1].Replace("=\n", "", StringComparison.Ordinal).Replace("=3D", "=", StringComparison.Ordinal)
            : parts[1];
    }

    public void Dispose() => listener.Dispose();

    private async Task ServeAsync()
    {
        try
        {
            while (true)
            {
                using var client = await listener.AcceptTcpClientAsync();
                await TalkAsync(client.GetStream());
            }
        }
        catch (Exception end) when (end is SocketException or ObjectDisposedException or IOException)
        {
            // The test is over.
        }
    }

    private async Task TalkAsync(NetworkStream stream)
    {
        using var reader = new StreamReader(stream, Encoding.UTF8);
        await using var writer = new StreamWriter(stream, new UTF8Encoding(false)) { NewLine = "\r\n", AutoFlush = true };
        await writer.WriteLineAsync("220 ready");
        while (await reader.ReadLineAsync() is { } line)
        {
            Lines.Add(line);
            var verb = line.Split(' ', ':')[0].ToUpperInvariant();
            await writer.WriteLineAsync(verb switch { "RCPT" => toRecipients, "DATA" => "354 go on", "QUIT" => "221 bye", _ => "250 OK" });
            if (verb == "QUIT")
                return;
            if (verb != "DATA")
                continue;
            var mail = new StringBuilder();
            while (await reader.ReadLineAsync() is { } text && text != ".")
                mail.AppendLine(text);
            Mails.Add(mail.ToString());
            await writer.WriteLineAsync("250 taken");
        }
    }
}
