using System.Globalization;

namespace Mash.AgencyCli.Generation;

/// <summary>Identifiers that pass every check and can belong to nobody.</summary>
internal sealed class FictionalIdentifiers(SeededNumbers numbers)
{
    private const string UpnLetters = "ABCDEFGHJKLMNPQRTUVWXYZ";
    private const string InwardLetters = "ABDEFGHJLNPQRSTUWXYZ";

    /// <summary>An NHS number of the test range 999, with its check digit.</summary>
    public string NhsNumber()
    {
        while (true)
        {
            var body = "999" + numbers.Below(1_000_000).ToString("D6", CultureInfo.InvariantCulture);
            var check = (11 - body.Select((c, i) => (c - '0') * (10 - i)).Sum() % 11) % 11;
            if (check != 10) return body + check;
        }
    }

    /// <summary>A Unique Pupil Number of North or West Northamptonshire, with its check letter.</summary>
    /// <param name="entryYear">Year of entry to school.</param>
    public string Upn(int entryYear)
    {
        var area = numbers.InPercent(50) ? "940" : "941";
        var body = FormattableString.Invariant($"{area}{numbers.Between(2950, 2969)}{entryYear % 100:D2}{numbers.Below(1000):D3}");
        return UpnLetters[body.Select((c, i) => (c - '0') * (i + 2)).Sum() % 23] + body;
    }

    /// <summary>A mobile number of Ofcom's range for drama.</summary>
    public string Mobile() => FormattableString.Invariant($"07700 900{numbers.Below(1000):D3}");

    /// <summary>A landline number of Ofcom's range for drama.</summary>
    public string Landline() => FormattableString.Invariant($"01632 960{numbers.Below(1000):D3}");

    /// <summary>A postcode of a real district with a sector and unit that are not in use: 9Z and a letter.</summary>
    public string Postcode(string district) => $"{district} 9Z{numbers.Pick(InwardLetters.ToCharArray())}";
}
