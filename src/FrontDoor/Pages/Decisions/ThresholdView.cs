using Mash.FrontDoor.Components;
using Mash.FrontDoor.Display;
using Mash.V1;

namespace Mash.FrontDoor.Pages.Decisions;

/// <summary>Indicators of one level and domain, under one heading.</summary>
internal sealed record IndicatorGroup(string Heading, IReadOnlyList<Indicator> Indicators);

/// <summary>The threshold document in force, the highest level first, because missing that costs most.</summary>
internal sealed class ThresholdView(ListIndicatorsResponse document)
{
    /// <summary>Such as "Version 4, since 1 April 2026".</summary>
    public string InForce { get; } = document.InForceFrom is null
        ? $"Version {document.Version}"
        : $"Version {document.Version}, since {TimeWords.Date(Ages.Day(document.InForceFrom))}";

    public IReadOnlyList<IndicatorGroup> Groups { get; } =
    [
        .. document.Indicators
            .GroupBy(indicator => (indicator.Level, indicator.Domain))
            .OrderByDescending(group => group.Key.Level)
            .Select(group => new IndicatorGroup($"Level {group.Key.Level}: {Domain(group.Key.Domain)}", [.. group])),
    ];

    private static string Domain(string domain) => domain == "child" ? "the child" : domain;
}
