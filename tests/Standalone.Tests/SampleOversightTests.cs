using Mash.Hub.Access;
using Mash.Hub.Storage;
using Mash.Hub.UnusualAccess;
using Mash.Standalone.SampleWorld;
using Mash.Standalone.Tests.Support;
using Mash.V1;
using Microsoft.Extensions.DependencyInjection;

namespace Mash.Standalone.Tests;

/// <summary>What managers and the privacy lead find in a new sample hub.</summary>
public sealed class SampleOversightTests
{
    [Theory]
    [OnEachDatabase]
    internal async Task SampleWorld_HasARotaRestrictedRecordsAnEmergencyAccessAndAFinding(DatabaseProvider provider)
    {
        await using var run = await TestRun.StartAsync(provider);
        await run.FillAsync(contact => contact.Level is { Level: 1 } && !contact.Reference.StartsWith("PPN-", StringComparison.Ordinal));
        using var hub = new HubCalls(run.Options, run.Host.AuthorityFile, new SampleAccounts(run.Options, null!, null!).Password());
        var privacy = SamplePeople.All.Single(person => person.Role == Roles.PrivacyLead);

        var rota = await hub.Rota(SamplePeople.Managers[0]).ListDutyAsync(new ListDutyRequest { FromTime = Noon(20), ToTime = Noon(27) });
        rota.RotaNamesSomebody.ShouldBeTrue();
        rota.Duties.Count.ShouldBe(6);
        var restrictions = (await hub.Restrictions(privacy).ListRestrictionsAsync(new ListRestrictionsRequest())).Restrictions;
        restrictions.Select(restriction => (restriction.Label, restriction.State)).ShouldBe(
            [(RestrictionLabel.HighProfile, RestrictionState.Requested), (RestrictionLabel.Staff, RestrictionState.Active)]);
        restrictions[1].ConcernsName.ShouldBe("Marta Lis");
        var access = (await hub.BreakGlass(privacy).ListBreakGlassAsync(new ListBreakGlassRequest { WaitingOnly = true })).Items.ShouldHaveSingleItem();
        (access.OpenedBy, access.SecondsLeft, access.Looks > 0, access.MayReview).ShouldBe(("Gareth Pilkington", 0, true, true));
        (await hub.Interests(SamplePeople.SocialWorkers[1]).ListInterestsAsync(new ListInterestsRequest())).Interests.Single().FamilyName.ShouldBe("Shah");
        await run.Host.HubServices.GetRequiredService<AccessWatcher>().RunOnceAsync(CancellationToken.None);
        var finding = (await hub.UnusualAccess(privacy).ListFindingsAsync(new ListFindingsRequest())).Findings.ShouldHaveSingleItem();
        (finding.PersonName, finding.Rule).ShouldBe(("Hannah Brookes", V1.AccessRule.AfterClosure));
    }

    /// <summary>Twelve o'clock on a day of November 2026.</summary>
    private static Google.Protobuf.WellKnownTypes.Timestamp Noon(int day) =>
        Google.Protobuf.WellKnownTypes.Timestamp.FromDateTimeOffset(new DateTimeOffset(2026, 11, day, 12, 0, 0, TimeSpan.Zero));
}
