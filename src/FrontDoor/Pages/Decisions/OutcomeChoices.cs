using System.Globalization;
using Mash.FrontDoor.Display;
using Mash.V1;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace Mash.FrontDoor.Pages.Decisions;

/// <summary>Outcomes in the order in which they are offered: protection first.</summary>
internal static class OutcomeChoices
{
    private static readonly Outcome[] Ordered =
    [
        Outcome.StrategyDiscussion, Outcome.Referral, Outcome.RoutedOpenCase, Outcome.EarlyHelp,
        Outcome.Signpost, Outcome.Advice, Outcome.NoFurtherAction, Outcome.Other,
    ];

    /// <summary>Outcomes that a second manager has to confirm where a trigger applies.</summary>
    public static IEnumerable<Outcome> WithSecondManager { get; } = Ordered.Where(Outcomes.MayNeedSecondManager);

    public static IEnumerable<SelectListItem> Scale { get; } =
        [.. Enumerable.Range(0, 11).Select(number => number.ToString(CultureInfo.InvariantCulture)).Select(number => new SelectListItem(number, number))];

    /// <summary>Outcomes that take effect at once: all of them, unless some need a second manager.</summary>
    public static IEnumerable<Outcome> First(bool triggers) => triggers ? Ordered.Where(outcome => !Outcomes.MayNeedSecondManager(outcome)) : Ordered;
}
