using System.Globalization;

namespace Mash.FrontDoor.Display;

/// <summary>Numbers in sentences.</summary>
internal static class Counted
{
    /// <summary>"1 contact", "2 contacts", "1,204 contacts".</summary>
    public static string Of(int number, string one, string? several = null) =>
        $"{number.ToString("N0", CultureInfo.InvariantCulture)} {(number == 1 ? one : several ?? one + "s")}";

    /// <summary>"1st", "2nd", "3rd", "11th".</summary>
    public static string Ordinal(int number) => $"{number}" + (number % 100, number % 10) switch
    {
        (11 or 12 or 13, _) => "th",
        (_, 1) => "st",
        (_, 2) => "nd",
        (_, 3) => "rd",
        _ => "th",
    };
}
