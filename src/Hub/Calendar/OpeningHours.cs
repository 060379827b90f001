using Mash.Hub.ReferenceData;

namespace Mash.Hub.Calendar;

/// <summary>Opening and closing time on every working day from a date on, in local time.</summary>
internal sealed record OpeningPeriod(DateOnly EffectiveFrom, TimeOnly Opens, TimeOnly Closes);

/// <summary>The hub's opening hours as a dated table. Working days are Monday to Friday without bank holidays.</summary>
internal sealed class OpeningHours
{
    private readonly OpeningPeriod[] periods;

    /// <exception cref="ArgumentException">No period, or a period that closes before it opens.</exception>
    public OpeningHours(string version, IEnumerable<OpeningPeriod> periods)
    {
        Version = version;
        this.periods = [.. periods.OrderBy(period => period.EffectiveFrom)];
        if (this.periods.Length == 0)
            throw new ArgumentException("Opening hours need at least one period.", nameof(periods));
        if (this.periods.Any(period => period.Closes <= period.Opens))
            throw new ArgumentException("Opening hours must close after they open, on the same day.", nameof(periods));
    }

    /// <summary>The hub's default: 08:45 to 17:00.</summary>
    public static OpeningHours Default { get; } = Load();

    /// <summary>Name of the table, stored with what was computed from it.</summary>
    public string Version { get; }

    /// <summary>The hours in force on a date; before the first period, the first.</summary>
    public OpeningPeriod InForce(DateOnly date) =>
        Array.FindLast(periods, period => period.EffectiveFrom <= date) ?? periods[0];

    private static OpeningHours Load()
    {
        var file = EmbeddedData.Load<HoursFile>("opening-hours.json");
        return new OpeningHours(file.Version, file.Periods);
    }

    private sealed record HoursFile(string Version, IReadOnlyList<OpeningPeriod> Periods);
}
