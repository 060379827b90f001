using Mash.V1;

namespace Mash.FrontDoor.Pages.Find;

/// <summary>Reads what was typed into the one box: a contact's reference, an NHS number, a UPN, or else a name. The hub checks it.</summary>
internal static class Terms
{
    public static LookUpPersonRequest Read(string typed, DateOnly? born)
    {
        var text = typed.Trim();
        var close = text.Replace(" ", "", StringComparison.Ordinal).Replace("-", "", StringComparison.Ordinal);
        if (close.Length > 0 && close.All(char.IsAsciiDigit))
            return new LookUpPersonRequest { NhsNumber = text };
        if (close.Length == 13 && char.IsAsciiLetter(close[0]) && close[1..12].All(char.IsAsciiDigit))
            return new LookUpPersonRequest { Upn = text };
        if (close.Length is 10 or 11 && close.All(char.IsAsciiLetterOrDigit) && close.Any(char.IsAsciiDigit))
            return new LookUpPersonRequest { ContactReference = text };
        // The hub compares the words of a name in any order.
        var last = text.LastIndexOf(' ');
        return new LookUpPersonRequest
        {
            GivenName = last < 0 ? "" : text[..last].Trim(),
            FamilyName = last < 0 ? text : text[(last + 1)..],
            DateOfBirth = born is { } day ? new Date { Year = day.Year, Month = day.Month, Day = day.Day } : null,
        };
    }

    /// <summary>True where the terms are a name, which needs a date of birth.</summary>
    public static bool IsName(LookUpPersonRequest request) => request.FamilyName.Length > 0;
}
