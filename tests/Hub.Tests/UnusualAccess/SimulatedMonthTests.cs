using Mash.AccessMonths;
using Mash.AccessMonths.Behaviours;
using Mash.Hub.UnusualAccess;

namespace Mash.Hub.Tests.UnusualAccess;

/// <summary>Whole simulated months: 200 staff, 3,600 contacts, some 80,000 looks. docs/unusual-access.md holds the figures of many more seeds.</summary>
public class SimulatedMonthTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void PlantedBehaviours_AreAllFoundWithFewFalseAlerts(int seed)
    {
        var month = SimulatedMonth.Make(new MonthOptions { Seed = seed });

        var judgement = Judgement.Of(month);

        judgement.Missed.Select(behaviour => behaviour.Name).ShouldBeEmpty();
        judgement.FoundBehaviours.Select(behaviour => behaviour.Name).Distinct().Order().ShouldBe(Planted.ByName.Keys.Order());
        judgement.FalsePerHundredStaffPerWeek.ShouldBeLessThanOrEqualTo(5);
    }

    [Fact]
    public void MonthWithoutAnythingPlanted_FindsNobodyAndIsTheSameForTheSameSeed()
    {
        var options = new MonthOptions { Seed = 3, Staff = 60, Contacts = 1000, Earlier = 2500, Plant = [] };

        var first = Judgement.Of(SimulatedMonth.Make(options));
        var second = Judgement.Of(SimulatedMonth.Make(options));

        first.FoundBehaviours.ShouldBeEmpty();
        first.FalseAlerts.Select(Key).ShouldBe(second.FalseAlerts.Select(Key));
        first.FalsePerHundredStaffPerWeek.ShouldBeLessThanOrEqualTo(5);
    }

    [Fact]
    public void EveryRuleSwitchedToItsMost_MakesCountsSilent()
    {
        var month = SimulatedMonth.Make(new MonthOptions { Seed = 4, Staff = 60, Contacts = 1000, Earlier = 2500, Plant = ["snooper", "leaver"] });
        var measures = string.Join(',', Enum.GetValues<AccessMeasure>().Select(measure =>
            $$$"""{"measure":"{{{System.Text.Json.JsonNamingPolicy.SnakeCaseUpper.ConvertName(measure.ToString())}}}","spread":99,"floor":9999,"roleFloors":{}}"""));

        var judgement = Judgement.Of(month, UnusualAccessThresholds.With($$"""{"version":"test","measures":[{{measures}}]}"""));

        judgement.FoundBehaviours.ShouldBeEmpty();
    }

    private static (Guid, AccessRule, DateOnly) Key(Found found) => (found.AccountId, found.Rule, found.Week);
}
