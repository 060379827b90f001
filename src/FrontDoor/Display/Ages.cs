using System.Globalization;
using Mash.FrontDoor.Components;
using Mash.V1;

namespace Mash.FrontDoor.Display;

/// <summary>Ages in the unit that matters: weeks, then months, then years.</summary>
internal static class Ages
{
    private const int WeeksUntilMonths = 12;
    private const int MonthsUntilYears = 24;

    /// <summary>A child's age as said after the name, such as "7", "7 months" or "due 22 December 2026"; null where nothing is known.</summary>
    public static string? Of(Child child, DateOnly today) => Of(child.DateOfBirth, child.ExpectedDeliveryDate, child.HasAgeEstimateYears ? child.AgeEstimateYears : null, today);

    /// <summary>As for a child of a contact, for a row of a list.</summary>
    public static string? Of(ChildSummary child, DateOnly today) => Of(child.DateOfBirth, child.ExpectedDeliveryDate, child.HasAgeEstimateYears ? child.AgeEstimateYears : null, today);

    /// <summary>An adult's or other person's age; null where nothing is known.</summary>
    public static string? Of(NetworkPerson person, DateOnly today) => Of(person.DateOfBirth, null, person.HasAgeEstimateYears ? person.AgeEstimateYears : null, today);

    /// <summary>The day that a date message names.</summary>
    public static DateOnly Day(Date date) => new(date.Year, date.Month, date.Day);

    /// <summary>Age between two days, such as "3 weeks", "7 months" or "7".</summary>
    public static string Between(DateOnly born, DateOnly today)
    {
        var days = today.DayNumber - born.DayNumber;
        if (days < 0)
            return "not born yet";
        if (days < WeeksUntilMonths * 7)
            return days < 14 ? Counted(days, "day") : Counted(days / 7, "week");
        var months = ((today.Year - born.Year) * 12) + today.Month - born.Month - (today.Day < born.Day ? 1 : 0);
        return months < MonthsUntilYears ? MonthsOrOne(months) : (months / 12).ToString(CultureInfo.InvariantCulture);
    }

    private static string? Of(Date? born, Date? expected, int? estimate, DateOnly today)
    {
        if (born is not null)
            return Between(Day(born), today);
        if (expected is not null)
            return $"due {TimeWords.Date(Day(expected))}";
        return estimate is null ? null : $"about {estimate}";
    }

    private static string MonthsOrOne(int months) => months is >= 12 and < MonthsUntilYears ? "1" : Counted(months, "month");

    private static string Counted(int number, string unit) => number == 1 ? $"1 {unit}" : $"{number} {unit}s";
}
