using Google.Protobuf.WellKnownTypes;
using Mash.Hub.Access;
using Mash.Hub.Storage;
using Mash.Hub.Tests.Contacts;
using Mash.V1;

namespace Mash.Hub.Tests.Access.Rota;

public class RotaTests
{
    [Theory]
    [OnEachDatabase]
    internal async Task Duty_IsListedAndMakesTheDutyManagerUntilItIsRemoved(DatabaseProvider provider)
    {
        await using var hub = await TestHub.StartAsync(provider);
        var client = new RotaService.RotaServiceClient(hub.AsStaff(await hub.AddStaffAsync("Ruth Adeyemi", Roles.Manager)));
        await hub.AddStaffAsync("Tom Ellis", Roles.Manager);
        await hub.AddStaffAsync("Nia Cole", Roles.SocialWorker);
        var now = hub.Clock.GetUtcNow();
        var empty = await client.ListDutyAsync(Week(now));
        var tom = empty.Managers.Single(manager => manager.Name == "Tom Ellis");

        var set = await client.SetDutyAsync(Set(tom.AccountId, now.AddHours(-1), now.AddHours(7)));
        hub.Clock.Advance(TimeSpan.FromMinutes(5));
        var listed = await client.ListDutyAsync(Week(now));
        await client.RemoveDutyAsync(new RemoveDutyRequest { DutyId = set.DutyId, RequestId = Guid.NewGuid().ToString() });
        var after = await client.ListDutyAsync(Week(now));

        empty.Managers.Select(manager => manager.Name).ShouldBe(["Ruth Adeyemi", "Tom Ellis"]);
        (empty.RotaNamesSomebody, empty.OnDutyNow.Count).ShouldBe((false, 2));
        (listed.RotaNamesSomebody, listed.OnDutyNow.Single().Name, listed.Duties.Single().Name).ShouldBe((true, "Tom Ellis", "Tom Ellis"));
        after.RotaNamesSomebody.ShouldBeFalse();
        after.Duties.Single().ToTime.ShouldBe(now.AddMinutes(5).ToTimestamp(), "what was served stays on the rota");
    }

    [Theory]
    [OnEachDatabase]
    internal async Task WrongDuties_AreRefused(DatabaseProvider provider)
    {
        await using var hub = await TestHub.StartAsync(provider);
        var client = new RotaService.RotaServiceClient(hub.AsStaff(await hub.AddStaffAsync("Ruth Adeyemi", Roles.Manager)));
        var worker = await hub.AddStaffAsync("Nia Cole", Roles.SocialWorker);
        var now = hub.Clock.GetUtcNow();
        var ruth = (await client.ListDutyAsync(Week(now))).Managers.Single().AccountId;

        Casework.Fields(await Casework.RefusedAsync(client.SetDutyAsync(new SetDutyRequest()))).ShouldBe(["account_id", "request_id", "from_time", "to_time"]);
        Casework.Fields(await Casework.RefusedAsync(client.SetDutyAsync(Set(worker, now, now.AddHours(8))))).ShouldBe(["account_id"]);
        Casework.Fields(await Casework.RefusedAsync(client.SetDutyAsync(Set(ruth, now.AddHours(-9), now.AddHours(-1))))).ShouldBe(["to_time"]);
        Casework.Fields(await Casework.RefusedAsync(client.SetDutyAsync(Set(ruth, now, now.AddDays(8))))).ShouldBe(["to_time"]);
        Casework.Fields(await Casework.RefusedAsync(client.SetDutyAsync(Set(ruth, now.AddDays(500), now.AddDays(501))))).ShouldBe(["from_time"]);
        await client.SetDutyAsync(Set(ruth, now.AddHours(1), now.AddHours(9)));
        Casework.Reason(await Casework.RefusedAsync(client.SetDutyAsync(Set(ruth, now.AddHours(8), now.AddHours(12))))).ShouldBe("DUTY_OVERLAPS");
        Casework.Fields(await Casework.RefusedAsync(client.ListDutyAsync(new ListDutyRequest { FromTime = now.ToTimestamp(), ToTime = now.AddDays(43).ToTimestamp() })))
            .ShouldBe(["to_time"]);
    }

    private static ListDutyRequest Week(DateTimeOffset now) => new() { FromTime = now.AddDays(-1).ToTimestamp(), ToTime = now.AddDays(6).ToTimestamp() };

    private static SetDutyRequest Set(string accountId, DateTimeOffset from, DateTimeOffset to) => new()
    {
        AccountId = accountId, RequestId = Guid.NewGuid().ToString(), FromTime = from.ToTimestamp(), ToTime = to.ToTimestamp(),
    };
}
