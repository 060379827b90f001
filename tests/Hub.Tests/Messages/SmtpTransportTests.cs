using System.Net.Mail;
using Mash.Hub.Messages;
using Mash.TestKit;

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
}
