using System.Globalization;
using Microsoft.AspNetCore.Mvc.ModelBinding;

namespace Mash.FrontDoor.Components;

/// <summary>A date as three things that a person typed; bound by a page model and shown by <c>govuk-date-input</c>.</summary>
public sealed class DateAnswer
{
    private const int EarliestYear = 1900;
    private const int LatestYear = 2199;

    /// <summary>Day of the month as typed.</summary>
    public string? Day { get; set; }

    /// <summary>Month as typed: a number, or its English name, or the first three letters of it.</summary>
    public string? Month { get; set; }

    /// <summary>Year as typed, four digits.</summary>
    public string? Year { get; set; }

    /// <summary>True when nothing was typed.</summary>
    public bool IsEmpty => string.IsNullOrWhiteSpace(Day) && string.IsNullOrWhiteSpace(Month) && string.IsNullOrWhiteSpace(Year);

    /// <summary>The three parts of a date that is known.</summary>
    public static DateAnswer Of(DateOnly date) => new()
    {
        Day = date.Day.ToString(CultureInfo.InvariantCulture),
        Month = date.Month.ToString(CultureInfo.InvariantCulture),
        Year = date.Year.ToString(CultureInfo.InvariantCulture),
    };

    /// <summary>
    /// Reads the date, or says in the model state what is missing or wrong and gives null. An empty answer gives null
    /// and says nothing: whether it may be empty is for the page to say.
    /// </summary>
    /// <param name="state">Where errors go: under <paramref name="key"/>, or its Day, Month or Year.</param>
    /// <param name="key">Name of this answer in the form, such as <c>DateOfBirth</c>.</param>
    /// <param name="what">The answer in words with a capital, such as "Date of birth".</param>
    public DateOnly? Read(ModelStateDictionary state, string key, string what)
    {
        if (IsEmpty)
            return null;
        var missing = new (string? Text, string Name)[] { (Day, nameof(Day)), (Month, nameof(Month)), (Year, nameof(Year)) }
            .Where(part => string.IsNullOrWhiteSpace(part.Text)).Select(part => part.Name).ToList();
        if (missing.Count > 0)
        {
            var words = $"{what} must include a {string.Join(" and a ", missing).ToLowerInvariant()}";
            foreach (var part in missing)
                state.AddModelError($"{key}.{part}", words);
            return null;
        }

        if (Number(Year) is not { } year || Year!.Trim().Length != 4)
        {
            state.AddModelError($"{key}.Year", "Year must have 4 numbers");
            return null;
        }

        if (year is >= EarliestYear and <= LatestYear && MonthNumber() is { } month && Number(Day) is { } day
            && day >= 1 && day <= DateTime.DaysInMonth(year, month))
            return new DateOnly(year, month, day);
        state.AddModelError(key, $"{what} must be a real date");
        return null;
    }

    private int? MonthNumber()
    {
        if (Number(Month) is { } number)
            return number is >= 1 and <= 12 ? number : null;
        var names = CultureInfo.InvariantCulture.DateTimeFormat;
        for (var month = 1; month <= 12; month++)
        {
            if (string.Equals(Month!.Trim(), names.GetMonthName(month), StringComparison.OrdinalIgnoreCase)
                || string.Equals(Month.Trim(), names.GetAbbreviatedMonthName(month), StringComparison.OrdinalIgnoreCase))
                return month;
        }

        return null;
    }

    private static int? Number(string? text) =>
        int.TryParse(text, NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture, out var number) ? number : null;
}
