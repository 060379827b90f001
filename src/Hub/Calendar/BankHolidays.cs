using System.Collections.Frozen;
using Mash.Hub.ReferenceData;

namespace Mash.Hub.Calendar;

/// <summary>
/// Bank holidays of England as published by gov.uk/bank-holidays. They are listed, never computed: special days appear
/// (3 June and 19 September 2022, 8 May 2023) and substitute days move.
/// </summary>
internal sealed class BankHolidays
{
    private readonly FrozenSet<DateOnly> days;

    public BankHolidays(string version, IReadOnlyDictionary<int, IReadOnlyList<DateOnly>> years)
    {
        ArgumentOutOfRangeException.ThrowIfZero(years.Count);
        Version = version;
        FirstYear = years.Keys.Min();
        LastYear = years.Keys.Max();
        days = years.Values.SelectMany(list => list).ToFrozenSet();
    }

    /// <summary>The list in the assembly.</summary>
    public static BankHolidays England { get; } = Load();

    /// <summary>Name of the list, stored with what was computed from it.</summary>
    public string Version { get; }

    /// <summary>First year whose holidays are known.</summary>
    public int FirstYear { get; }

    /// <summary>Last year whose holidays are known; anything that runs past it is provisional.</summary>
    public int LastYear { get; }

    public bool Contains(DateOnly date) => days.Contains(date);

    /// <summary>True when the holidays of that date's year are known.</summary>
    public bool Covers(DateOnly date) => date.Year >= FirstYear && date.Year <= LastYear;

    private static BankHolidays Load()
    {
        var file = EmbeddedData.Load<HolidayFile>("bank-holidays.json");
        return new BankHolidays(file.Version, file.Years.ToDictionary(year => year.Year, year => year.Days));
    }

    private sealed record HolidayFile(string Version, IReadOnlyList<HolidayYear> Years);

    private sealed record HolidayYear(int Year, IReadOnlyList<DateOnly> Days);
}
