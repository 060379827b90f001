using Grpc.Core;
using Mash.Hub.Access;
using Mash.Hub.Storage;
using Mash.V1;

namespace Mash.Hub.Tests.Access;

/// <summary>RFC 9700 section 4.9: a token that somebody else's server got does not open the hub, and the hub gives none away.</summary>
public sealed class Rfc9700_4_9_AccessTokenLeakageAtTheResourceServer
{
    [Theory]
    [OnEachDatabase]
    internal async Task TokenThatWasMeantForAnotherServer_IsRefused(DatabaseProvider provider)
    {
        await using var hub = await TestHub.StartAsync(provider);
        var agency = await hub.AddAgencyAsync();
        var claims = new Dictionary<string, object> { ["client_id"] = agency.ToString(), ["scope"] = "contacts.read" };

        var counterfeit = hub.Issuer.Token(hub.Issuer.Agencies, agency.ToString(), claims, audience: "https://counterfeit.example");

        (await Should.ThrowAsync<RpcException>(async () => await new ContactService.ContactServiceClient(hub.With(counterfeit)).ListContactsAsync(new ListContactsRequest())))
            .StatusCode.ShouldBe(StatusCode.Unauthenticated);
    }

    [Fact]
    public async Task TokenThatWasSent_StandsInNoLogAndNoAnswer()
    {
        await using var hub = await TestHub.StartAsync(DatabaseProvider.Sqlite);
        var token = hub.Issuer.AgencyToken(await hub.AddAgencyAsync(), "contacts.read");
        var contacts = new ContactService.ContactServiceClient(hub.With(token));
        await contacts.ListContactsAsync(new ListContactsRequest());

        var refused = await Should.ThrowAsync<RpcException>(async () => await new DecisionService.DecisionServiceClient(hub.With(token)).ListIndicatorsAsync(new ListIndicatorsRequest()));

        refused.ToString().ShouldNotContain(token.Split('.')[2]);
        hub.Log.ShouldAllBe(line => !line.Contains(token.Split('.')[2], StringComparison.Ordinal));
        (await hub.ReadLeavesAsync()).ShouldAllBe(leaf => !leaf.Contains(token.Split('.')[2], StringComparison.Ordinal));
    }

    [Fact]
    public async Task TokenInTheAddress_IsNotRead()
    {
        await using var hub = await TestHub.StartAsync(DatabaseProvider.Sqlite);
        var token = hub.Issuer.AgencyToken(await hub.AddAgencyAsync(), "contacts.read");
        using var http = new HttpClient { DefaultRequestVersion = System.Net.HttpVersion.Version20, DefaultVersionPolicy = HttpVersionPolicy.RequestVersionExact };
        using var content = new ByteArrayContent([0, 0, 0, 0, 0]);
        content.Headers.ContentType = new("application/grpc");

        using var response = await http.PostAsync(new Uri(hub.Address, "/mash.v1.ContactService/ListContacts?access_token=" + token), content);
        await response.Content.ReadAsByteArrayAsync();

        var status = response.Headers.TryGetValues("grpc-status", out var early) ? early : response.TrailingHeaders.GetValues("grpc-status");
        status.ShouldBe([((int)StatusCode.Unauthenticated).ToString(System.Globalization.CultureInfo.InvariantCulture)]);
    }
}

/// <summary>RFC 9700 section 4.10: a stolen token opens little, not for long, and can be ended. (Bound tokens: BoundTokenTests.)</summary>
public sealed class Rfc9700_4_10_MisuseOfStolenAccessTokens
{
    [Theory]
    [OnEachDatabase]
    internal async Task StolenToken_OpensNoMoreThanItsScopeAndItsAgencysOwn(DatabaseProvider provider)
    {
        await using var hub = await TestHub.StartAsync(provider);
        var stolen = hub.Issuer.AgencyToken(await hub.AddAgencyAsync(), "contacts.submit");

        foreach (var call in new Func<Task>[]
        {
            async () => await new ContactService.ContactServiceClient(hub.With(stolen)).ListContactsAsync(new ListContactsRequest()),
            async () => await new EventService.EventServiceClient(hub.With(stolen)).ListEventsAsync(new ListEventsRequest()),
            async () => await new AgencyService.AgencyServiceClient(hub.With(stolen)).ListAgenciesAsync(new ListAgenciesRequest()),
            async () => await new SessionService.SessionServiceClient(hub.With(stolen)).ListSessionsAsync(new ListSessionsRequest { Subject = Guid.NewGuid().ToString() }),
        })
            (await Should.ThrowAsync<RpcException>(call)).StatusCode.ShouldBeOneOf(StatusCode.PermissionDenied, StatusCode.Unimplemented);
    }

    [Theory]
    [OnEachDatabase]
    internal async Task StolenToken_EndsAfterTenMinutesAtTheLatest(DatabaseProvider provider)
    {
        await using var hub = await TestHub.StartAsync(provider);
        var stolen = hub.Issuer.StaffToken(await hub.AddStaffAsync("Ruth Adeyemi", Roles.ContactOfficer));
        var contacts = new ContactService.ContactServiceClient(hub.With(stolen));
        await contacts.ListContactsAsync(new ListContactsRequest());

        hub.Clock.Advance(TimeSpan.FromMinutes(10) + TimeSpan.FromSeconds(11));

        (await Should.ThrowAsync<RpcException>(async () => await contacts.ListContactsAsync(new ListContactsRequest()))).StatusCode.ShouldBe(StatusCode.Unauthenticated);
    }
}
