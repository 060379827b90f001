using Google.Protobuf;
using Grpc.Core;
using Mash.Identity.Accounts;
using Mash.Identity.Storage;
using Mash.Identity.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Mash.Identity.Tests;

/// <summary>What a person sees of their own sign-ins and sessions, and forms that outlive a session.</summary>
public sealed class SignInHistoryTests
{
    [Theory, OnSqlite, OnPostgres]
    internal async Task History_HoldsSignInsAndFailedAttemptsNewestFirstForNinetyDays(IdentityDatabaseProvider provider)
    {
        await using var host = await IssuerHost.StartAsync(provider);
        var person = await host.AddPersonAsync();
        using var party = new TestRelyingParty(host);
        using var browser = new TestBrowser(host.Root);
        await party.CodeAsync(browser);
        host.Clock.Advance(TimeSpan.FromMinutes(1));
        for (var attempt = 0; attempt < SignInFailure.Limit; attempt++)
        {
            using var guesser = new TestBrowser(host.Root);
            using var authorize = await guesser.GetAsync(await party.PushAsync());
            using var refused = await guesser.SignInAsync(authorize.Headers.Location!.OriginalString, person.UserName, "wrong kettles here");
        }

        var history = host.Services.GetRequiredService<SignInHistory>();
        var lines = await history.ListAsync(person.Id, 100, CancellationToken.None);
        var newest = await history.ListAsync(person.Id, 1, CancellationToken.None);
        host.Clock.Advance(SignInHistoryEntry.Kept);
        await host.Services.GetServices<Microsoft.Extensions.Hosting.IHostedService>().OfType<Pruning>().Single().PruneAsync(CancellationToken.None);

        lines.Select(line => line.Outcome).ShouldBe(
            [SignInOutcome.Locked, SignInOutcome.Refused, SignInOutcome.Refused, SignInOutcome.Refused, SignInOutcome.Refused, SignInOutcome.SignedIn]);
        lines[^1].Method.ShouldBe("pwd");
        newest.ShouldHaveSingleItem().Outcome.ShouldBe(SignInOutcome.Locked);
        (await history.ListAsync(person.Id, 100, CancellationToken.None)).ShouldBeEmpty();
    }

    [Fact]
    public async Task NameThatNobodyHas_LeavesNoHistory()
    {
        await using var host = await IssuerHost.StartAsync();
        using var party = new TestRelyingParty(host);
        using var browser = new TestBrowser(host.Root);
        using var authorize = await browser.GetAsync(await party.PushAsync());
        using var refused = await browser.SignInAsync(authorize.Headers.Location!.OriginalString, "nobody.here@mash.example", "wrong kettles here");

        (await host.Services.GetRequiredService<IdentityStore>().ReadAsync(db => db.SignInHistory.CountAsync(), CancellationToken.None)).ShouldBe(0);
    }

    [Theory, OnSqlite, OnPostgres]
    internal async Task SessionEndedFromTheList_EndsItsSignInAtTheIssuerToo(IdentityDatabaseProvider provider)
    {
        await using var issuer = await IssuerHost.StartAsync(provider);
        await using var host = await SessionHost.StartAsync(issuer);
        var person = await issuer.AddPersonAsync();
        using var party = new TestRelyingParty(issuer);
        using var browser = new TestBrowser(issuer.Root);
        var tokens = await party.RedeemAsync(await party.CodeAsync(browser));
        var request = new V1.CreateSessionRequest { Subject = person.Id.ToString(), Ticket = ByteString.CopyFromUtf8("ticket"), SignInId = tokens.Id.GetClaim("sid").Value };
        var ended = await host.Client.CreateSessionAsync(request);
        var own = await host.Client.CreateSessionAsync(new(request) { SignInId = "" });

        var listed = (await host.Client.ListSessionsAsync(new() { Subject = request.Subject, CurrentSessionId = own.SessionId })).Sessions;
        await host.Client.EndSessionAsync(new() { Subject = request.Subject, Handle = listed.Single(session => !session.Current).Handle });

        (await Should.ThrowAsync<RpcException>(async () => await host.Client.GetSessionAsync(new() { SessionId = ended.SessionId }))).StatusCode.ShouldBe(StatusCode.NotFound);
        (await host.Client.GetSessionAsync(new() { SessionId = own.SessionId })).Ticket.ShouldBe(request.Ticket);
        (await party.RefreshAsync(tokens.RefreshToken)).Status.ShouldBe(400);
        using var asked = await browser.GetAsync(await party.PushAsync());
        asked.Headers.Location!.OriginalString.ShouldStartWith("/staff/sign-in");
    }

    [Theory, OnSqlite, OnPostgres]
    internal async Task KeptForm_IsSealedTakenOnceAndOverAfterTwentyMinutes(IdentityDatabaseProvider provider)
    {
        await using var issuer = await IssuerHost.StartAsync(provider);
        await using var host = await SessionHost.StartAsync(issuer);
        var form = ByteString.CopyFromUtf8("marker-ada-quill");

        var kept = await host.Client.KeepFormAsync(new() { Form = form });
        var row = await issuer.Services.GetRequiredService<IdentityStore>().ReadAsync(db => db.KeptForms.SingleAsync(), CancellationToken.None);
        var taken = await host.Client.TakeFormAsync(new() { Handle = kept.Handle });
        var late = await host.Client.KeepFormAsync(new() { Form = form });
        issuer.Clock.Advance(TimeSpan.FromMinutes(20));

        row.Form.AsSpan().IndexOf("marker-ada-quill"u8).ShouldBe(-1);
        row.HandleHash.ShouldNotBe(kept.Handle);
        taken.Form.ShouldBe(form);
        foreach (var handle in new[] { kept.Handle, late.Handle })
            (await Should.ThrowAsync<RpcException>(async () => await host.Client.TakeFormAsync(new() { Handle = handle }))).StatusCode.ShouldBe(StatusCode.NotFound);
    }
}
