using System.Globalization;
using System.Text.RegularExpressions;
using Mash.EndToEnd.Product;
using Mash.Hub.Access;
using Mash.Hub.Storage;
using Mash.TestKit;
using Microsoft.Playwright;

namespace Mash.EndToEnd.Journeys;

/// <summary>From an administrator's invitation by mail to a first sign-in by passkey, and out again when the account is closed.</summary>
public sealed partial class InvitationJourneyTests(Chromium chromium) : IClassFixture<Chromium>
{
    private const string Email = "nadia.osei@mash.example";
    private static readonly TimeSpan OutWithin = TimeSpan.FromSeconds(60);

    [Theory]
    [OnEachDatabase]
    internal async Task InvitedPerson_BeginsWithAPasskeyByTheMailAndIsOutWithinAMinuteOfBeingDisabled(DatabaseProvider provider)
    {
        using var mail = new SmallSmtpServer();
        StaffMember administrator = null!;
        await using var product = await ProductProcess.StartAsync(
            provider,
            async preparation => administrator = await preparation.AddStaffAsync("Priya Nandakumar", Roles.Administrator),
            new Dictionary<string, string>
            {
                ["Messages:Smtp:Host"] = "localhost",
                ["Messages:Smtp:Port"] = mail.Port.ToString(CultureInfo.InvariantCulture),
                ["Messages:Smtp:From"] = "hub@mash.example",
                ["Messages:Smtp:Tls"] = "false",
            });
        await using var priya = await StaffBrowser.OpenAsync(chromium.Browser, product, width: 1280);
        await using var nadia = await StaffBrowser.OpenAsync(chromium.Browser, product, width: 390);
        await nadia.AddPasskeyDeviceAsync();

        await InviteAsync(priya, administrator);
        await BeginAsync(nadia, await LinkAsync(mail));
        await nadia.Page.GotoAsync("/queue");
        await nadia.HeadingAsync("Queue");
        await CloseAccountAsync(priya);
        await ShouldBeOutAsync(nadia);
        priya.ShouldHaveNothingToComplainAbout();
    }

    private static async Task InviteAsync(StaffBrowser priya, StaffMember administrator)
    {
        await priya.SignInAsync(administrator, "/people/invite");
        await priya.FillAsync("Name", "Nadia Osei");
        await priya.FillAsync("Work email address", Email);
        await priya.ChooseAsync("Contact officer");
        await priya.PressAsync("Send invitation");
        await priya.Page.GetByText("The invitation is on its way.").WaitForAsync();
        await priya.LookAsync("invited");
    }

    private static async Task BeginAsync(StaffBrowser nadia, string link)
    {
        await nadia.Page.GotoAsync(link);
        await nadia.HeadingAsync("Welcome to MASH Hub");
        await nadia.LookAsync("invitation");
        await nadia.FillAsync("Name of the passkey", "work laptop");
        await nadia.PressAsync("Use a passkey");
        await nadia.HeadingAsync("Sign in");
        await nadia.PressAsync("Sign in with a passkey");
        await nadia.HeadingAsync("Queue");
        await nadia.LookAsync("first-page");
        nadia.ShouldHaveNothingToComplainAbout();
        (await nadia.Page.GotoAsync(link))!.Status.ShouldBe(410);
    }

    private static async Task CloseAccountAsync(StaffBrowser priya)
    {
        await priya.PressAsync("Close account");
        await priya.HeadingAsync("Close the account of Nadia Osei?");
        await priya.PressAsync("Close account");
        await priya.Page.GetByText("closed", new() { Exact = false }).First.WaitForAsync();
    }

    /// <summary>The open page's next step ends at the issuer, where the passkey no longer counts.</summary>
    private static async Task ShouldBeOutAsync(StaffBrowser nadia)
    {
        var began = DateTimeOffset.UtcNow;
        do
            await nadia.Page.GotoAsync("/queue");
        while (!await nadia.Page.GetByRole(AriaRole.Heading, new() { Name = "Sign in", Level = 1 }).IsVisibleAsync() && DateTimeOffset.UtcNow - began < OutWithin);
        await nadia.HeadingAsync("Sign in");
        await nadia.PressAsync("Sign in with a passkey");
        await nadia.Page.GetByText("That passkey was not accepted.").WaitForAsync();
        await nadia.LookAsync("out");
    }

    private static async Task<string> LinkAsync(SmallSmtpServer mail)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        while (mail.Mails.Count == 0)
            await Task.Delay(100, patience.Token);
        mail.Lines.ShouldContain($"RCPT TO:<{Email}>");
        return Link().Match(SmallSmtpServer.TextOf(mail.Mails[0])).Value;
    }

    [GeneratedRegex(@"http://\S+/staff/invitation\?link=[A-Za-z0-9_-]+")]
    private static partial Regex Link();
}
