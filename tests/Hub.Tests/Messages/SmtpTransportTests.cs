using System.Net;
using System.Net.Mail;
using System.Net.Sockets;
using System.Text;
using Mash.Hub.Messages;

namespace Mash.Hub.Tests.Messages;

public class SmtpTransportTests
{
    private static readonly OutgoingMessage Invitation = new(
        Guid.Parse("0198c000-0000-7000-8000-0000000000f1"), "nadia.osei@mash.example", "You are invited", "Dear Siân,\nhttps://id.mash.example/staff/invitation?link=abc");

    [Fact]
    public async Task Message_IsHandedOverWithTheSameIdAtEveryAttempt()
    {
        using var server = new SmallSmtpServer("250 OK");
        var transport = server.Transport();

        (await transport.SendAsync(Invitation, CancellationToken.None)).ShouldBe(MessageDelivery.Accepted);
        (await transport.SendAsync(Invitation, CancellationToken.None)).ShouldBe(MessageDelivery.Accepted);

        server.Mails.Count.ShouldBe(2);
        server.Mails.ShouldAllBe(mail => mail.Contains("Message-ID: <0198c0000000700080000000000000f1@mash.example>", StringComparison.OrdinalIgnoreCase));
        server.Lines.ShouldContain("RCPT TO:<nadia.osei@mash.example>");
    }

    [Fact]
    public async Task AddressThatTheServerRefusesForGood_IsRefused()
    {
        using var server = new SmallSmtpServer("550 no such mailbox");
        (await server.Transport().SendAsync(Invitation, CancellationToken.None)).ShouldBe(MessageDelivery.Refused);
    }

    [Fact]
    public async Task AddressThatIsNone_IsRefusedWithoutAsking()
    {
        using var server = new SmallSmtpServer("250 OK");
        (await server.Transport().SendAsync(Invitation with { Recipient = "Grace Rahimi, a school" }, CancellationToken.None)).ShouldBe(MessageDelivery.Refused);
        server.Lines.ShouldBeEmpty();
    }

    [Fact]
    public async Task ServerThatIsBusy_LetsTheMessageWait()
    {
        using var server = new SmallSmtpServer("451 try later");
        await Should.ThrowAsync<SmtpException>(() => server.Transport().SendAsync(Invitation, CancellationToken.None));
    }

    [Theory]
    [InlineData("", 587, "hub@mash.example", true)]
    [InlineData("mail.example", 0, "hub@mash.example", true)]
    [InlineData("mail.example", 587, "nobody", true)]
    [InlineData("mail.example", 587, "hub@mash.example", false)]
    public void SettingsThatCannotBeUsed_AreRefused(string host, int port, string from, bool tls) =>
        Should.Throw<InvalidOperationException>(new SmtpOptions { Host = host, Port = port, From = from, Tls = tls }.Validate);

    /// <summary>A mail server of one connection at a time.</summary>
    private sealed class SmallSmtpServer : IDisposable
    {
        private readonly TcpListener listener = new(IPAddress.Loopback, 0);
        private readonly string toRecipients;

        public SmallSmtpServer(string toRecipients)
        {
            this.toRecipients = toRecipients;
            listener.Start();
            _ = ServeAsync();
        }

        public List<string> Lines { get; } = [];

        public List<string> Mails { get; } = [];

        public SmtpTransport Transport() => new(new SmtpOptions { Host = "localhost", Port = ((IPEndPoint)listener.LocalEndpoint).Port, From = "hub@mash.example", Tls = false });

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
}
