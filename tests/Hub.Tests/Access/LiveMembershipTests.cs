using Grpc.Core;
using Mash.Hub.Access;
using Mash.Hub.Storage;
using Mash.V1;
using Microsoft.Extensions.DependencyInjection;

namespace Mash.Hub.Tests.Access;

/// <summary>What was taken away counts at the next call and ends open streams, on this hub and on the others of one database.</summary>
public class LiveMembershipTests
{
    /// <summary>What the product promises; the upkeep looks each second.</summary>
    private static readonly TimeSpan Promised = TimeSpan.FromSeconds(60);

    [Theory]
    [OnEachDatabase]
    internal async Task RoleThatEnded_CountsAtTheNextCall(DatabaseProvider provider)
    {
        await using var hub = await TestHub.StartAsync(provider);
        var subject = await hub.AddStaffAsync("Nia Cole", Roles.SocialWorker);
        var client = new ContactService.ContactServiceClient(hub.AsStaff(subject));
        await client.ListContactsAsync(new ListContactsRequest());

        await ChangeAsync(hub, db => db.Memberships.AsTracked().Single().EndedTime = hub.Clock.GetUtcNow());

        (await StatusAsync(client)).ShouldBe(StatusCode.PermissionDenied);
    }

    [Theory]
    [OnEachDatabase]
    internal async Task ClosedAccount_IsNobodyAtTheNextCall(DatabaseProvider provider)
    {
        await using var hub = await TestHub.StartAsync(provider);
        var client = new ContactService.ContactServiceClient(hub.AsStaff(await hub.AddStaffAsync("Nia Cole", Roles.SocialWorker)));
        await client.ListContactsAsync(new ListContactsRequest());

        await ChangeAsync(hub, db => db.Accounts.AsTracked().Single().DisabledTime = hub.Clock.GetUtcNow());

        (await StatusAsync(client)).ShouldBe(StatusCode.Unauthenticated);
    }

    [Theory]
    [OnEachDatabase]
    internal async Task SuspendedAgency_LosesItsOpenStreams(DatabaseProvider provider)
    {
        await using var hub = await TestHub.StartAsync(provider);
        var agencyId = await hub.AddAgencyAsync();

        await StreamsEndAsync(hub, hub, agencyId, db => db.Agencies.AsTracked().Single().Suspended = true);
    }

    [Theory]
    [OnEachDatabase]
    internal async Task ScopesTakenAway_EndTheOpenStreams(DatabaseProvider provider)
    {
        await using var hub = await TestHub.StartAsync(provider);
        var agencyId = await hub.AddAgencyAsync();

        await StreamsEndAsync(hub, hub, agencyId, db => db.Agencies.AsTracked().Single().Scopes = AgencyScopes.Read);
    }

    [Fact]
    public async Task TwoHubsOnOnePostgres_BothForgetWhatOneTookAway()
    {
        await using var first = await TestHub.StartAsync(DatabaseProvider.Postgres);
        await using var second = await TestHub.StartBesideAsync(first);
        var agencyId = await first.AddAgencyAsync();
        var subject = await first.AddStaffAsync("Nia Cole", Roles.SocialWorker);
        var atSecond = new ContactService.ContactServiceClient(second.AsStaff(subject));
        await UntilAsync(async () => await StatusAsync(atSecond) == StatusCode.OK);

        await ChangeAsync(first, db => db.Memberships.AsTracked().Single().EndedTime = first.Clock.GetUtcNow());
        await UntilAsync(async () => await StatusAsync(atSecond) == StatusCode.PermissionDenied);
        await ChangeAsync(first, db => db.Accounts.AsTracked().Single().DisabledTime = first.Clock.GetUtcNow());
        await UntilAsync(async () => await StatusAsync(atSecond) == StatusCode.Unauthenticated);

        await StreamsEndAsync(first, second, agencyId, db => db.Agencies.AsTracked().Single().Suspended = true);
    }

    [Fact]
    public async Task TwoHubsOnOnePostgres_InterestDeclaredAtOneHidesWhatTheOtherTakesIn()
    {
        await using var first = await TestHub.StartAsync(DatabaseProvider.Postgres);
        await using var second = await TestHub.StartBesideAsync(first);
        var agencyId = await first.AddAgencyAsync();
        var subject = await first.AddStaffAsync("Kate Hassan", Roles.SocialWorker);
        var atSecond = new ContactService.ContactServiceClient(second.AsStaff(subject));
        await UntilAsync(async () => await StatusAsync(atSecond) == StatusCode.OK);

        await new InterestService.InterestServiceClient(first.AsStaff(subject)).DeclareInterestAsync(new DeclareInterestRequest
        {
            RequestId = Guid.NewGuid().ToString(), Subject = InterestSubject.Relative, GivenName = "Amira", FamilyName = "Hassan",
            DateOfBirth = new Date { Year = 2019, Month = 4, Day = 2 },
        });
        // Taken in by the other hub at once: whether or not it has heard of the interest yet.
        await new ContactService.ContactServiceClient(second.AsAgency(agencyId)).SubmitContactAsync(Samples.Submission());

        foreach (var hub in new[] { first, second })
        {
            var client = new ContactService.ContactServiceClient(hub.AsStaff(subject));
            await UntilAsync(async () => (await client.ListContactsAsync(new ListContactsRequest())).Contacts.Count == 0);
        }
    }

    private static async Task StreamsEndAsync(TestHub change, TestHub streams, Guid agencyId, Action<HubDb> takeAway)
    {
        using var limit = new CancellationTokenSource(Promised);
        await UntilAsync(async () => (await Knock(streams, agencyId)) == StatusCode.OK);
        using var events = new EventService.EventServiceClient(streams.AsAgency(agencyId)).WatchEvents(new WatchEventsRequest(), cancellationToken: limit.Token);
        using var upload = new ContactService.ContactServiceClient(streams.AsAgency(agencyId)).SubmitContacts(cancellationToken: limit.Token);
        (await events.ResponseStream.MoveNext(limit.Token)).ShouldBeTrue();
        await upload.RequestStream.WriteAsync(new SubmitContactsRequest { Item = Samples.Submission() });
        (await upload.ResponseStream.MoveNext(limit.Token)).ShouldBeTrue();
        upload.ResponseStream.Current.Accepted.ShouldNotBeNull();

        await ChangeAsync(change, takeAway);

        var watching = await Should.ThrowAsync<RpcException>(async () =>
        {
            while (await events.ResponseStream.MoveNext(limit.Token))
            {
            }
        });
        watching.StatusCode.ShouldBe(StatusCode.Unauthenticated);
        var uploading = await Should.ThrowAsync<RpcException>(async () =>
        {
            await upload.RequestStream.WriteAsync(new SubmitContactsRequest { Item = Samples.Submission() });
            while (await upload.ResponseStream.MoveNext(limit.Token))
            {
            }
        });
        uploading.StatusCode.ShouldBe(StatusCode.Unauthenticated);
    }

    private static async Task<StatusCode> Knock(TestHub hub, Guid agencyId) => await StatusAsync(new ContactService.ContactServiceClient(hub.AsAgency(agencyId)));

    private static async Task<StatusCode> StatusAsync(ContactService.ContactServiceClient client)
    {
        try
        {
            await client.ListContactsAsync(new ListContactsRequest());
            return StatusCode.OK;
        }
        catch (RpcException refused)
        {
            return refused.StatusCode;
        }
    }

    /// <summary>Asks again until it holds; not within what is promised is a failure.</summary>
    private static async Task UntilAsync(Func<Task<bool>> holds)
    {
        using var limit = new CancellationTokenSource(Promised);
        while (!await holds())
            await Task.Delay(50, limit.Token);
    }

    /// <summary>Changes rows as an act would; other hubs hear of it by the epoch alone.</summary>
    private static async Task ChangeAsync(TestHub hub, Action<HubDb> change)
    {
        await hub.Services.GetRequiredService<WriteQueue>().WriteAsync(session =>
        {
            using var db = session.OpenContext();
            change(db);
            db.SaveChanges();
            AccessDirectory.Touch(session);
            return true;
        });
        hub.Services.GetRequiredService<AccessDirectory>().ReloadIfChanged();
    }
}

/// <summary>Reads rows to change them.</summary>
internal static class TrackedRows
{
    public static IQueryable<T> AsTracked<T>(this IQueryable<T> rows)
        where T : class => Microsoft.EntityFrameworkCore.EntityFrameworkQueryableExtensions.AsTracking(rows);
}
