using Mash.Hub.Access;
using Mash.Hub.Access.Accounts;
using Mash.Hub.Storage;
using Mash.V1;
using Microsoft.Extensions.DependencyInjection;
using static Mash.Hub.Tests.Access.Accounts.AccountServiceTests;

namespace Mash.Hub.Tests.Access.Accounts;

public class DormantAccountTests
{
    [Theory]
    [OnEachDatabase]
    internal async Task AccountThatNobodyUses_IsWarnedOfOnceAndThenClosed(DatabaseProvider provider)
    {
        var (hub, signIns) = await FakeSignIns.StartAsync(provider);
        await using var running = hub;
        var client = await AdministratorAsync(hub);
        await client.InviteAccountAsync(new InviteAccountRequest { RequestId = NewId(), Name = "Idle", Email = "idle@mash.example", Roles = { Roles.Manager } });
        await client.InviteAccountAsync(new InviteAccountRequest { RequestId = NewId(), Name = "Busy", Email = "busy@mash.example", Roles = { Roles.Manager } });
        var (idle, busy) = (signIns.Live.Values.First(), signIns.Live.Values.Last());

        await PassAsync(hub, TimeSpan.FromDays(75));
        var early = AccountServiceTests.Messages(hub).Count;
        await PassAsync(hub, TimeSpan.FromDays(1));
        await UseAsync(hub, busy);
        await PassAsync(hub, TimeSpan.FromDays(13));
        var warnings = AccountServiceTests.Messages(hub).Where(message => message.Subject.Contains("closed", StringComparison.Ordinal)).ToList();
        var stillOpen = hub.Services.GetRequiredService<AccessDirectory>().Account(signIns.Issuer, idle)!.Disabled;
        await PassAsync(hub, TimeSpan.FromDays(1));

        early.ShouldBe(2, "the two invitations");
        warnings.Select(message => message.Recipient).Order().ShouldBe(["busy@mash.example", "idle@mash.example"]);
        stillOpen.ShouldBeFalse();
        var directory = hub.Services.GetRequiredService<AccessDirectory>();
        directory.Account(signIns.Issuer, idle)!.Disabled.ShouldBeTrue();
        directory.Account(signIns.Issuer, busy)!.Disabled.ShouldBeFalse();
        signIns.Closed.ShouldBe([idle]);
        var leaves = await hub.ReadLeavesAsync();
        leaves.Count(leaf => leaf.Contains("\"account.close_dormant\"", StringComparison.Ordinal) && leaf.Contains("\"allow\"", StringComparison.Ordinal)).ShouldBe(1);
        leaves.Count(leaf => leaf.Contains("\"account.warn_dormant\"", StringComparison.Ordinal)).ShouldBe(2);
    }

    [Theory]
    [OnEachDatabase]
    internal async Task LastAdministrator_IsNeverClosed_AndThePrivacyLeadIsAlerted(DatabaseProvider provider)
    {
        var (hub, signIns) = await FakeSignIns.StartAsync(provider);
        await using var running = hub;
        var only = await hub.AddStaffAsync("Only Administrator", Roles.Administrator);
        var lead = await hub.AddStaffAsync("Philippa Dunmore", Roles.PrivacyLead);

        for (var day = 0; day < 100; day += 4)
        {
            await PassAsync(hub, TimeSpan.FromDays(4));
            await UseAsync(hub, lead);
        }

        hub.Services.GetRequiredService<AccessDirectory>().Account(signIns.Issuer, only)!.Disabled.ShouldBeFalse();
        var alerts = (await new AlertService.AlertServiceClient(hub.AsStaff(lead)).ListAlertsAsync(new ListAlertsRequest())).Alerts;
        alerts.ShouldNotBeEmpty();
        alerts.ShouldAllBe(alert => alert.Kind == AlertKind.Account && alert.AboutName == "Only Administrator");
        alerts.Count.ShouldBeLessThanOrEqualTo(3, "it is said again when the time is over, not each hour");
    }

    [Theory]
    [OnEachDatabase]
    internal async Task AccountOpenedAgain_HasItsWholeTimeAgain(DatabaseProvider provider)
    {
        var (hub, signIns) = await FakeSignIns.StartAsync(provider);
        await using var running = hub;
        var administrator = await hub.AddStaffAsync("Ann Admin", Roles.Administrator);
        var idle = await hub.AddStaffAsync("Idle", Roles.Manager);
        await PassAsync(hub, TimeSpan.FromDays(77));
        await UseAsync(hub, administrator);
        await PassAsync(hub, TimeSpan.FromDays(15));
        hub.Services.GetRequiredService<AccessDirectory>().Account(signIns.Issuer, idle)!.Disabled.ShouldBeTrue();

        var client = new AccountService.AccountServiceClient(hub.AsStaff(administrator));
        await client.EnableAccountAsync(new EnableAccountRequest { AccountId = AccountOf(hub, idle), RequestId = NewId() });
        await PassAsync(hub, TimeSpan.FromDays(10));

        var account = (await new AccountService.AccountServiceClient(hub.AsStaff(administrator)).GetAccountAsync(new GetAccountRequest { AccountId = AccountOf(hub, idle) })).Account;
        account.State.ShouldBe(AccountState.Open);
        account.DormantTime.ToDateTimeOffset().ShouldBe(hub.Clock.GetUtcNow() + TimeSpan.FromDays(80));
        signIns.Closed.ShouldBeEmpty();
    }

    private static async Task PassAsync(TestHub hub, TimeSpan time)
    {
        hub.Clock.Advance(time);
        await hub.Services.GetRequiredService<DormantAccounts>().CheckAsync(CancellationToken.None);
    }

    private static async Task UseAsync(TestHub hub, string subject)
    {
        await new AccessService.AccessServiceClient(hub.AsStaff(subject)).GetMeAsync(new GetMeRequest());
        await hub.Services.GetRequiredService<AccountUse>().StoreAsync(hub.Services.GetRequiredService<WriteQueue>());
    }
}
