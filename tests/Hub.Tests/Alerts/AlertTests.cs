using Grpc.Core;
using Mash.Hub.Access;
using Mash.Hub.Access.Rota;
using Mash.Hub.Alerts;
using Mash.Hub.Audit;
using Mash.Hub.Storage;
using Mash.V1;
using Microsoft.Extensions.DependencyInjection;
using AlertAddressee = Mash.Hub.Alerts.AlertAddressee;
using AlertKind = Mash.Hub.Alerts.AlertKind;

namespace Mash.Hub.Tests.Alerts;

public class AlertTests
{
    [Theory]
    [OnEachDatabase]
    internal async Task Alert_ReachesItsAddresseeAndNotThePersonItIsAbout(DatabaseProvider provider)
    {
        await using var hub = await TestHub.StartAsync(provider);
        var lead = await hub.AddStaffAsync("Priya Nair", Roles.PrivacyLead);
        var other = await hub.AddStaffAsync("Tom Ellis", Roles.PrivacyLead);
        var manager = await hub.AddStaffAsync("Ruth Adeyemi", Roles.Manager);
        await RaiseAsync(hub, AlertAddressee.PrivacyLead, about: AccountId(hub, other));

        (await ListAsync(hub, lead)).Alerts.Single().Title.ShouldBe("Somebody must look");
        (await ListAsync(hub, lead)).OpenCount.ShouldBe(1);
        (await ListAsync(hub, other)).Alerts.ShouldBeEmpty();
        (await ListAsync(hub, manager)).Alerts.ShouldBeEmpty();
    }

    [Theory]
    [OnEachDatabase]
    internal async Task DutyManager_IsTheOneOnTheRotaAndEverybodyWhileItNamesNone(DatabaseProvider provider)
    {
        await using var hub = await TestHub.StartAsync(provider);
        var first = await hub.AddStaffAsync("Ruth Adeyemi", Roles.Manager);
        var second = await hub.AddStaffAsync("Tom Ellis", Roles.Manager);
        await RaiseAsync(hub, AlertAddressee.DutyManager);
        (await ListAsync(hub, first)).Alerts.Count.ShouldBe(1);
        (await ListAsync(hub, second)).Alerts.Count.ShouldBe(1);

        var now = hub.Clock.GetUtcNow();
        await hub.Services.GetRequiredService<WriteQueue>().WriteAsync(session =>
        {
            using var db = session.OpenContext();
            db.DutyRota.Add(new DutyRow { DutyId = Guid.CreateVersion7(), AccountId = AccountId(hub, second), FromTime = now.AddHours(-1), ToTime = now.AddHours(7) });
            db.SaveChanges();
            return true;
        });

        (await ListAsync(hub, first)).Alerts.ShouldBeEmpty();
        (await ListAsync(hub, second)).Alerts.Count.ShouldBe(1);
    }

    [Theory]
    [OnEachDatabase]
    internal async Task TakingUp_NamesTheFirstWhoDidAndIsRefusedToOthersLikeAbsence(DatabaseProvider provider)
    {
        await using var hub = await TestHub.StartAsync(provider);
        var lead = await hub.AddStaffAsync("Priya Nair", Roles.PrivacyLead);
        var manager = await hub.AddStaffAsync("Ruth Adeyemi", Roles.Manager);
        await RaiseAsync(hub, AlertAddressee.PrivacyLead);
        var id = (await ListAsync(hub, lead)).Alerts.Single().AlertId;

        var refused = await Should.ThrowAsync<RpcException>(() => AcknowledgeAsync(hub, manager, id));
        var absent = await Should.ThrowAsync<RpcException>(() => AcknowledgeAsync(hub, manager, Guid.NewGuid().ToString()));
        await AcknowledgeAsync(hub, lead, id);

        refused.Status.ShouldBe(absent.Status);
        var taken = (await ListAsync(hub, lead)).Alerts.Single();
        taken.AcknowledgedBy.ShouldBe("Priya Nair");
        taken.AcknowledgedTime.ShouldNotBeNull();
        (await ListAsync(hub, lead, openOnly: true)).Alerts.ShouldBeEmpty();
        (await hub.ReadLeavesAsync()).Count(leaf => leaf.Contains("\"alert.acknowledge\"", StringComparison.Ordinal)).ShouldBe(3);
    }

    private static Guid AccountId(TestHub hub, string subject) =>
        hub.Services.GetRequiredService<AccessDirectory>().Account(hub.Issuer.Staff.ToString().TrimEnd('/'), subject)!.AccountId;

    private static Task<bool> RaiseAsync(TestHub hub, AlertAddressee addressee, Guid? about = null) =>
        hub.Services.GetRequiredService<WriteQueue>().WriteAsync(session =>
        {
            hub.Services.GetRequiredService<AlertOutbox>().Raise(
                session,
                new AlertDraft { Kind = AlertKind.UnusualAccess, Addressee = addressee, Title = "Somebody must look", Text = "Why.", AboutAccountId = about },
                AuditActor.Hub);
            return true;
        });

    private static async Task<ListAlertsResponse> ListAsync(TestHub hub, string subject, bool openOnly = false) =>
        await new AlertService.AlertServiceClient(hub.AsStaff(subject)).ListAlertsAsync(new ListAlertsRequest { OpenOnly = openOnly });

    private static async Task AcknowledgeAsync(TestHub hub, string subject, string alertId) =>
        await new AlertService.AlertServiceClient(hub.AsStaff(subject)).AcknowledgeAlertAsync(
            new AcknowledgeAlertRequest { AlertId = alertId, RequestId = Guid.NewGuid().ToString() });
}
