using Mash.FrontDoor.Components;
using Mash.FrontDoor.Display;
using Mash.V1;

namespace Mash.FrontDoor.Pages.Decisions;

/// <summary>Indicators of one level and domain, under one heading, each with the id of its box.</summary>
internal sealed record IndicatorGroup(string Heading, IReadOnlyList<(string Id, Indicator Indicator)> Indicators);

/// <summary>Indicators of one level of need.</summary>
internal sealed record ThresholdLevel(int Number, IReadOnlyList<IndicatorGroup> Groups)
{
    /// <summary>True where one of these indicators is of this level.</summary>
    public bool HasAny(IReadOnlyCollection<string> indicatorIds) =>
        Groups.SelectMany(group => group.Indicators).Any(entry => indicatorIds.Contains(entry.Indicator.IndicatorId));
}

/// <summary>The threshold document in force, the highest level first, because missing that costs most.</summary>
internal sealed class ThresholdView
{
    private int boxes;

    public ThresholdView(ListIndicatorsResponse document)
    {
        InForce = document.InForceFrom is null
            ? $"Version {document.Version}"
            : $"Version {document.Version}, since {TimeWords.Date(Ages.Day(document.InForceFrom))}";
        Levels =
        [
            .. document.Indicators.GroupBy(indicator => indicator.Level).OrderByDescending(level => level.Key)
                .Select(level => new ThresholdLevel(level.Key, [.. level.GroupBy(indicator => indicator.Domain).Select(domain => Group(level.Key, domain))])),
        ];
    }

    /// <summary>Such as "Version 4, since 1 April 2026".</summary>
    public string InForce { get; }

    public IReadOnlyList<ThresholdLevel> Levels { get; }

    private IndicatorGroup Group(int level, IGrouping<string, Indicator> domain) =>
        new($"Level {level}: {(domain.Key == "child" ? "the child" : domain.Key)}", [.. domain.Select(indicator => (NextId(), indicator))]);

    /// <summary>The first box has the field's own id, so that errors lead to it.</summary>
    private string NextId() => ++boxes == 1 ? nameof(DecisionAnswers.Indicators) : $"{nameof(DecisionAnswers.Indicators)}-{boxes}";
}
