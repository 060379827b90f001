using Grpc.Core;
using Mash.Hub.Access;
using Mash.Hub.Storage;
using Mash.V1;
using static Mash.Hub.Tests.Access.Accounts.AccountServiceTests;

namespace Mash.Hub.Tests.Access;

/// <summary>What an administrator takes away on one hub is gone within a minute on every hub of the same rows; in fact within seconds.</summary>
public class EndedAccessTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    [Theory]
    [OnEachDatabase]
    internal async Task DisabledPerson_IsRefusedOnEveryHub(DatabaseProvider provider)
    {
        await using var hub = await TestHub.StartAsync(provider);
        await using var beside = provider == DatabaseProvider.Postgres ? await TestHub.StartBesideAsync(hub) : null;
        var administrator = new AccountService.AccountServiceClient(hub.AsStaff(await hub.AddStaffAsync("Ann Admin", Roles.Administrator)));
        var subject = await hub.AddStaffAsync("Di Staff", Roles.Manager);
        var elsewhere = new AccessService.AccessServiceClient((beside ?? hub).AsStaff(subject));
        await EventuallyAsync(async () => await elsewhere.GetMeAsync(new GetMeRequest()) is not null);

        await administrator.DisableAccountAsync(new DisableAccountRequest { AccountId = AccountOf(hub, subject), RequestId = NewId() });

        await EventuallyAsync(async () => await StatusAsync(() => elsewhere.GetMeAsync(new GetMeRequest())) == StatusCode.Unauthenticated);
    }

    [Theory]
    [OnEachDatabase]
    internal async Task EndedRole_OpensNothingOnAnyHub(DatabaseProvider provider)
    {
        await using var hub = await TestHub.StartAsync(provider);
        await using var beside = provider == DatabaseProvider.Postgres ? await TestHub.StartBesideAsync(hub) : null;
        var administrator = new AccountService.AccountServiceClient(hub.AsStaff(await hub.AddStaffAsync("Ann Admin", Roles.Administrator)));
        var subject = await hub.AddStaffAsync("Di Staff", Roles.Manager);
        var contacts = new ContactService.ContactServiceClient((beside ?? hub).AsStaff(subject));
        await EventuallyAsync(async () => await StatusAsync(() => contacts.ListContactsAsync(new ListContactsRequest())) == StatusCode.OK);

        await administrator.EndRoleAsync(new EndRoleRequest { AccountId = AccountOf(hub, subject), RequestId = NewId(), Role = Roles.Manager });

        await EventuallyAsync(async () => await StatusAsync(() => contacts.ListContactsAsync(new ListContactsRequest())) == StatusCode.PermissionDenied);
    }

    [Theory]
    [OnEachDatabase]
    internal async Task SuspendedAgency_HasItsStreamEndedAndItsTokenAndItsPeopleRefusedOnEveryHub(DatabaseProvider provider)
    {
        await using var hub = await TestHub.StartAsync(provider);
        await using var beside = provider == DatabaseProvider.Postgres ? await TestHub.StartBesideAsync(hub) : null;
        var administrator = new AgencyService.AgencyServiceClient(hub.AsStaff(await hub.AddStaffAsync("Ann Admin", Roles.Administrator)));
        var agency = await hub.AddAgencyAsync();
        var person = new AccountService.AccountServiceClient((beside ?? hub).AsStaff(await hub.AddAgencyPersonAsync(agency, "Bo", Roles.AgencyAdministrator)));
        var machine = (beside ?? hub).AsAgency(agency);
        await EventuallyAsync(async () => await StatusAsync(() => person.ListAccountsAsync(new ListAccountsRequest())) == StatusCode.OK);
        using var stream = new EventService.EventServiceClient(machine).WatchEvents(new WatchEventsRequest());
        (await stream.ResponseStream.MoveNext(CancellationToken.None)).ShouldBeTrue();

        await administrator.SuspendAgencyAsync(new SuspendAgencyRequest { AgencyId = agency.ToString(), RequestId = NewId(), Reason = "Key lost" });

        (await EndOfAsync(stream.ResponseStream)).ShouldBe(StatusCode.Unauthenticated);
        (await StatusAsync(() => new EventService.EventServiceClient(machine).ListEventsAsync(new ListEventsRequest()))).ShouldBe(StatusCode.Unauthenticated);
        (await StatusAsync(() => person.ListAccountsAsync(new ListAccountsRequest()))).ShouldBe(StatusCode.PermissionDenied);
    }

    private static async Task<StatusCode> EndOfAsync(IAsyncStreamReader<WatchEventsResponse> stream)
    {
        using var patience = new CancellationTokenSource(Limit);
        try
        {
            while (await stream.MoveNext(patience.Token))
            {
                // Heartbeats until it ends.
            }
            return StatusCode.OK;
        }
        catch (RpcException end)
        {
            return end.StatusCode;
        }
    }

    private static async Task<StatusCode> StatusAsync<T>(Func<AsyncUnaryCall<T>> call)
    {
        try
        {
            await call();
            return StatusCode.OK;
        }
        catch (RpcException refused)
        {
            return refused.StatusCode;
        }
    }

    private static async Task EventuallyAsync(Func<Task<bool>> isSo)
    {
        using var patience = new CancellationTokenSource(Limit);
        while (true)
        {
            try
            {
                if (await isSo())
                    return;
            }
            catch (RpcException)
            {
                // Not known there yet.
            }
            await Task.Delay(100, patience.Token);
        }
    }
}
