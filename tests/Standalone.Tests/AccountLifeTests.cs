using System.Net;
using System.Net.Security;
using System.Text.RegularExpressions;
using Grpc.Core;
using Grpc.Net.Client;
using Mash.Hub.Storage;
using Mash.Identity.Accounts;
using Mash.Identity.Sessions;
using Mash.Standalone.Administration;
using Mash.Standalone.SampleWorld;
using Mash.Standalone.Tests.Support;
using Mash.Standalone.Tls;
using Mash.V1;
using Microsoft.Extensions.DependencyInjection;

namespace Mash.Standalone.Tests;

/// <summary>The life of an account through the composed product: hub, issuer, outbox.</summary>
public sealed partial class AccountLifeTests
{
    private const string Password = "seven quiet lanterns";

    [Theory]
    [OnEachDatabase]
    internal async Task InvitedPerson_BeginsByTheLinkInTheMessage_AndIsShutOutOnceDisabled(DatabaseProvider provider)
    {
        await using var run = await TestRun.StartAsync(provider);
        await run.Host.HubServices.GetRequiredService<StaffDirectory>().AddAsync(
            new NewMember("Ann Admin", "ann@mash.example", Password, ["admin"]), Mash.Hub.Audit.AuditActor.Hub, CancellationToken.None);
        using var channel = Channel(run);
        using var ann = new StaffSession(run.Options, "ann@mash.example", Password);
        using var nadia = new StaffSession(run.Options, "nadia.osei@mash.example", Password);
        var accounts = new AccountService.AccountServiceClient(channel);

        var invited = await accounts.InviteAccountAsync(
            new InviteAccountRequest { RequestId = Guid.NewGuid().ToString(), Name = "Nadia Osei", Email = "nadia.osei@mash.example", Roles = { "contact_officer" } }, await AsAsync(ann));
        var message = await MessageAsync(new MessageService.MessageServiceClient(channel), await AsAsync(ann));
        await Should.ThrowAsync<InvalidOperationException>(async () => await AsAsync(nadia));
        await SetPasswordAsync(new Uri(Address().Match(message).Value));
        var asNadia = await AsAsync(nadia);
        var me = await new AccessService.AccessServiceClient(channel).GetMeAsync(new GetMeRequest(), asNadia);
        var history = await accounts.ListOwnSignInsAsync(new ListOwnSignInsRequest(), asNadia);
        await accounts.DisableAccountAsync(new DisableAccountRequest { RequestId = Guid.NewGuid().ToString(), AccountId = invited.AccountId }, await AsAsync(ann));
        var refused = await Should.ThrowAsync<RpcException>(async () => await new AccessService.AccessServiceClient(channel).GetMeAsync(new GetMeRequest(), asNadia));
        using var again = new StaffSession(run.Options, "nadia.osei@mash.example", Password);

        me.Name.ShouldBe("Nadia Osei");
        me.Memberships.Single().Role.ShouldBe("contact_officer");
        history.SignIns.Select(signIn => signIn.Succeeded).ShouldBe([true, false], "she tried before she had a password");
        refused.StatusCode.ShouldBe(StatusCode.Unauthenticated);
        await Should.ThrowAsync<InvalidOperationException>(async () => await AsAsync(again));
        await accounts.EnableAccountAsync(new EnableAccountRequest { RequestId = Guid.NewGuid().ToString(), AccountId = invited.AccountId }, await AsAsync(ann));
        (await new AccessService.AccessServiceClient(channel).GetMeAsync(new GetMeRequest(), await AsAsync(again))).Name.ShouldBe("Nadia Osei");
    }

    [Fact]
    public async Task FormSentAfterTheSessionEnded_IsThereAgainAfterTheSignIn()
    {
        await using var run = await TestRun.StartAsync(DatabaseProvider.Sqlite);
        await run.Host.OpenFrontDoorAsync(CancellationToken.None);
        await run.Host.HubServices.GetRequiredService<StaffDirectory>().AddAsync(
            new NewMember("Ann Admin", "ann@mash.example", Password, ["admin"]), Mash.Hub.Audit.AuditActor.Hub, CancellationToken.None);
        var page = new Uri(run.Options.FrontDoor.Address, "/people/invite");
        using var browser = new TestBrowser();
        await browser.OpenAsync(page);
        await browser.SignInAsync("ann@mash.example", Password);
        browser.Address.AbsolutePath.ShouldBe("/people/invite", browser.Html);

        var sessions = run.Host.HubServices.GetRequiredService<FrontDoorSessions>();
        var ann = await run.Host.HubServices.GetRequiredService<StaffAccounts>().FindByUserNameAsync("ann@mash.example", CancellationToken.None);
        foreach (var session in await sessions.ListAsync(ann!.Id.ToString(), "", CancellationToken.None))
            await sessions.EndAsync(ann.Id.ToString(), session.Id, CancellationToken.None);
        await browser.SendAsync(page, ("Name", "Typed Before The End"), ("Email", "typed@mash.example"), ("Roles", "manager"));
        browser.Address.AbsolutePath.ShouldBe("/staff/sign-in");
        await browser.SignInAsync("ann@mash.example", Password);

        browser.Address.AbsolutePath.ShouldBe("/people/invite");
        browser.Html.ShouldContain("You had been signed out when you sent this");
        browser.Html.ShouldContain("value=\"Typed Before The End\"");
        (await run.Host.HubServices.GetRequiredService<StaffAccounts>().FindByUserNameAsync("typed@mash.example", CancellationToken.None)).ShouldBeNull("nothing was done yet");
        await browser.SendAsync(page, ("Name", "Typed Before The End"), ("Email", "typed@mash.example"), ("Roles", "manager"));
        browser.Html.ShouldContain("The invitation is on its way.");
    }

    private static async Task<string> MessageAsync(MessageService.MessageServiceClient messages, Metadata token)
    {
        var listed = await messages.ListMessagesAsync(new ListMessagesRequest(), token);
        var found = listed.Messages.Single(message => message.Recipient == "nadia.osei@mash.example");
        return (await messages.GetMessageAsync(new GetMessageRequest { MessageId = found.MessageId }, token)).Message.Body;
    }

    private static async Task SetPasswordAsync(Uri link)
    {
        using var browser = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false });
        using var shown = await browser.GetAsync(link);
        shown.StatusCode.ShouldBe(HttpStatusCode.OK);
        var form = HiddenField().Matches(await shown.Content.ReadAsStringAsync())
            .ToDictionary(field => WebUtility.HtmlDecode(field.Groups[1].Value), field => WebUtility.HtmlDecode(field.Groups[2].Value));
        form["password"] = Password;
        using var request = new HttpRequestMessage(HttpMethod.Post, link.GetLeftPart(UriPartial.Path)) { Content = new FormUrlEncodedContent(form) };
        request.Headers.Add("Cookie", string.Join("; ", shown.Headers.GetValues("Set-Cookie").Select(cookie => cookie.Split(';')[0])));
        using var set = await browser.SendAsync(request);
        set.StatusCode.ShouldBe(HttpStatusCode.SeeOther);
    }

    private static async Task<Metadata> AsAsync(StaffSession session) => new() { { "authorization", "Bearer " + await session.TokenAsync(CancellationToken.None) } };

    private static GrpcChannel Channel(TestRun run) => GrpcChannel.ForAddress(run.Options.Hub.Address, new GrpcChannelOptions
    {
        HttpHandler = new SocketsHttpHandler { SslOptions = new SslClientAuthenticationOptions { CertificateChainPolicy = CertificateFiles.TrustOnly(run.Host.AuthorityFile!) } },
        DisposeHttpClient = true,
    });

    [GeneratedRegex("http://[^ \n]+")]
    private static partial Regex Address();

    [GeneratedRegex("""<input type="hidden" name="([^"]*)" value="([^"]*)">""")]
    private static partial Regex HiddenField();
}
