using Google.Protobuf;
using Grpc.Core;
using Mash.Identity.Sessions;
using Mash.Identity.Storage;
using Mash.Identity.Tests.Support;
using Mash.V1;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Mash.Identity.Tests;

public sealed class SessionServiceTests
{
    private static readonly ByteString Ticket = ByteString.CopyFromUtf8("ticket of marker-ada-quill");

    [Theory, OnSqlite, OnPostgres]
    internal async Task StoredSession_IsReadRenewedListedAndEnded(IdentityDatabaseProvider provider)
    {
        await using var issuer = await IssuerHost.StartAsync(provider);
        await using var host = await SessionHost.StartAsync(issuer);
        var subject = (await issuer.AddPersonAsync()).Id.ToString();

        var created = await host.Client.CreateSessionAsync(new() { Subject = subject, Ticket = Ticket, Browser = "Firefox on Linux" });
        (created.ExpireTime.ToDateTimeOffset() - issuer.Clock.GetUtcNow()).ShouldBe(TimeSpan.FromHours(10), TimeSpan.FromMinutes(1));
        created.SessionId.Length.ShouldBe(43);
        (await host.Client.GetSessionAsync(new() { SessionId = created.SessionId })).Ticket.ShouldBe(Ticket);

        var renewed = ByteString.CopyFromUtf8("another ticket");
        await host.Client.RenewSessionAsync(new() { SessionId = created.SessionId, Ticket = renewed });
        (await host.Client.GetSessionAsync(new() { SessionId = created.SessionId })).Ticket.ShouldBe(renewed);

        var listed = (await host.Client.ListSessionsAsync(new() { Subject = subject })).Sessions.ShouldHaveSingleItem();
        listed.Browser.ShouldBe("Firefox on Linux");
        listed.LastSeenTime.Seconds.ShouldBe(listed.LastSeenTime.Seconds / 60 * 60);
        await host.Client.EndSessionAsync(new() { Handle = listed.Handle, Subject = Guid.NewGuid().ToString() });
        (await host.Client.GetSessionAsync(new() { SessionId = created.SessionId })).Ticket.ShouldBe(renewed);
        await host.Client.EndSessionAsync(new() { Handle = listed.Handle, Subject = subject });
        await ShouldBeGoneAsync(host, created.SessionId);
        await host.Client.EndSessionAsync(new() { SessionId = created.SessionId });
    }

    [Fact]
    public async Task FifteenIdleMinutes_EndASession()
    {
        await using var issuer = await IssuerHost.StartAsync();
        await using var host = await SessionHost.StartAsync(issuer);
        var id = await CreateAsync(issuer, host);

        issuer.Clock.Advance(TimeSpan.FromMinutes(14));
        await host.Client.GetSessionAsync(new() { SessionId = id });
        issuer.Clock.Advance(TimeSpan.FromMinutes(14));
        await host.Client.GetSessionAsync(new() { SessionId = id });
        issuer.Clock.Advance(TimeSpan.FromMinutes(15));

        await ShouldBeGoneAsync(host, id);
    }

    [Fact]
    public async Task TenHours_EndASessionInUse()
    {
        await using var issuer = await IssuerHost.StartAsync();
        await using var host = await SessionHost.StartAsync(issuer);
        var id = await CreateAsync(issuer, host);

        for (var minutes = 0; minutes < 590; minutes += 10)
        {
            issuer.Clock.Advance(TimeSpan.FromMinutes(10));
            await host.Client.GetSessionAsync(new() { SessionId = id });
        }

        issuer.Clock.Advance(TimeSpan.FromMinutes(10));
        await ShouldBeGoneAsync(host, id);
    }

    [Fact]
    public async Task DisabledAccount_LosesItsSessionsAtOnceAndGetsNoNewOne()
    {
        await using var issuer = await IssuerHost.StartAsync();
        await using var host = await SessionHost.StartAsync(issuer);
        var person = await issuer.AddPersonAsync();
        var id = (await host.Client.CreateSessionAsync(new() { Subject = person.Id.ToString(), Ticket = Ticket })).SessionId;

        await issuer.Accounts.DisableAsync(person.Id, CancellationToken.None);

        await ShouldBeGoneAsync(host, id);
        (await Should.ThrowAsync<RpcException>(async () => await host.Client.CreateSessionAsync(new() { Subject = person.Id.ToString(), Ticket = Ticket })))
            .StatusCode.ShouldBe(StatusCode.FailedPrecondition);
    }

    [Theory, OnSqlite, OnPostgres]
    internal async Task StoredRows_HoldNeitherIdNorTicketInClear(IdentityDatabaseProvider provider)
    {
        await using var issuer = await IssuerHost.StartAsync(provider);
        await using var host = await SessionHost.StartAsync(issuer);
        var id = await CreateAsync(issuer, host);
        await host.Client.StoreDataProtectionKeyAsync(new() { FriendlyName = "key-1", Xml = "<key id=\"marker-ada-quill\" />" });

        var store = issuer.Services.GetRequiredService<IdentityStore>();
        var session = await store.ReadAsync(db => db.FrontDoorSessions.SingleAsync(), CancellationToken.None);
        var key = await store.ReadAsync(db => db.DataProtectionKeys.SingleAsync(row => row.Application == DataProtectionKeys.FrontDoor), CancellationToken.None);

        session.HandleHash.ShouldNotContain(id);
        session.Ticket.AsSpan().IndexOf("marker-ada-quill"u8).ShouldBe(-1);
        key.Xml.AsSpan().IndexOf("marker-ada-quill"u8).ShouldBe(-1);
        (await host.Client.ListDataProtectionKeysAsync(new())).Xml.ShouldBe(["<key id=\"marker-ada-quill\" />"]);
    }

    [Fact]
    public async Task BadRequest_ListsEveryWrongField()
    {
        await using var issuer = await IssuerHost.StartAsync();
        await using var host = await SessionHost.StartAsync(issuer);

        var error = await Should.ThrowAsync<RpcException>(async () => await host.Client.CreateSessionAsync(
            new() { Subject = "nobody", Browser = new string('b', 201) }));

        error.StatusCode.ShouldBe(StatusCode.InvalidArgument);
        var status = Google.Rpc.Status.Parser.ParseFrom(error.Trailers.GetValueBytes("grpc-status-details-bin"));
        status.Details[1].Unpack<Google.Rpc.BadRequest>().FieldViolations.Select(violation => violation.Field).ShouldBe(["subject", "ticket", "browser"]);
    }

    private static async Task<string> CreateAsync(IssuerHost issuer, SessionHost host)
        => (await host.Client.CreateSessionAsync(new() { Subject = (await issuer.AddPersonAsync()).Id.ToString(), Ticket = Ticket })).SessionId;

    private static async Task ShouldBeGoneAsync(SessionHost host, string id)
        => (await Should.ThrowAsync<RpcException>(async () => await host.Client.GetSessionAsync(new() { SessionId = id }))).StatusCode.ShouldBe(StatusCode.NotFound);
}
