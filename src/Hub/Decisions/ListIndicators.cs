using Mash.Hub.Calendar;
using Mash.Hub.ReferenceData;
using Mash.V1;

namespace Mash.Hub.Decisions;

/// <summary>Lists the threshold document that is in force on the day of the domain clock. It holds nothing about anybody.</summary>
internal sealed class ListIndicators(DomainClock clock)
{
    public ListIndicatorsResponse Handle()
    {
        var document = Thresholds.Default.InForce(UkTime.DateOf(clock.GetUtcNow()));
        var from = document.EffectiveFrom;
        var response = new ListIndicatorsResponse
        {
            Version = document.Version,
            InForceFrom = new Date { Year = from.Year, Month = from.Month, Day = from.Day },
        };
        response.Indicators.Add(document.Indicators.Select(indicator => new Indicator
        {
            IndicatorId = indicator.Id,
            Level = indicator.Level,
            Domain = WordsOf(indicator.Domain),
            Text = indicator.Text,
        }));
        return response;
    }

    private static string WordsOf(IndicatorDomain domain) => domain switch
    {
        IndicatorDomain.Child => "child",
        IndicatorDomain.Parenting => "parenting",
        IndicatorDomain.Family => "family and home",
        _ => throw new ArgumentOutOfRangeException(nameof(domain)),
    };
}
