using Mash.Hub.ReferenceData;

namespace Mash.Hub.Tests.ReferenceData;

public sealed class ThresholdsTests
{
    private static readonly ThresholdDocument Current = Thresholds.Default.InForce(new(2026, 11, 20));

    [Theory]
    [InlineData(4, 12)]
    [InlineData(3, 10)]
    [InlineData(2, 8)]
    [InlineData(1, 8)]
    public void EachLevel_HasItsIndicatorsInAllThreeDomains(int level, int count)
    {
        var indicators = Current.Indicators.Where(indicator => indicator.Level == level).ToList();

        indicators.Count.ShouldBe(count);
        indicators.Select(indicator => indicator.Domain).Distinct().Count().ShouldBe(3);
    }

    [Fact]
    public void CurrentDocument_IsTheSampleOfVersionFour()
    {
        Current.Version.ShouldBe("4");
        Current.EffectiveFrom.ShouldBe(new DateOnly(2026, 4, 1));
        Current.IsSample.ShouldBeTrue();
    }

    [Fact]
    public void IndicatorIds_AreUniqueAndSayLevelAndDomain()
    {
        Current.Indicators.Select(indicator => indicator.Id).ShouldBeUnique();
        Current.Indicators.ShouldAllBe(indicator =>
            indicator.Id.StartsWith($"{indicator.Level}-{indicator.Domain.ToString().ToUpperInvariant()}-", StringComparison.Ordinal));
        Current.Find("4-CHILD-01").ShouldNotBeNull().Level.ShouldBe(4);
        Current.Find("9-NONE-01").ShouldBeNull();
    }

    [Fact]
    public void DocumentInForce_IsTheLastThatBeganOnOrBeforeTheDay()
    {
        var next = Current with { Version = "5", EffectiveFrom = new(2027, 4, 1) };
        var thresholds = new Thresholds([next, Current]);

        thresholds.InForce(new(2027, 3, 31)).Version.ShouldBe("4");
        thresholds.InForce(new(2027, 4, 1)).Version.ShouldBe("5");
        thresholds.InForce(new(2020, 1, 1)).Version.ShouldBe("4");
    }
}
