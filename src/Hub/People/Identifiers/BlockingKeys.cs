using System.Collections.Frozen;
using System.Globalization;

namespace Mash.Hub.People.Identifiers;

/// <summary>Ways in which two records of one person are likely to agree. The numbers are part of every stored token: never reuse one.</summary>
internal enum BlockingKind
{
    NhsNumber = 1,
    Upn = 2,
    SurnameSoundBirthYear = 3,
    GivenSoundBirthDate = 4,
    PostcodeBirthYear = 5,
    AddressSurname = 6,
    NameBirthDate = 7,
    Uprn = 8,
}

/// <summary>A plain blocking key. It is personal data: only its token (<see cref="BlockingTokens"/>) is ever stored.</summary>
internal readonly record struct BlockingKey(BlockingKind Kind, string Text)
{
    public override string ToString() => Kind.ToString();
}

/// <summary>Lists the blocking keys of a person: the classic first step of record linkage, which finds candidates to be scored.</summary>
internal static class BlockingKeys
{
    private const int MaxGivenNames = 3;

    // Words in a name field that name nobody.
    private static readonly FrozenSet<string> NotNames = new[]
    {
        "unborn", "baby", "infant", "unknown", "not known", "nk", "n k", "tbc", "child", "male", "female", "mr", "mrs", "ms", "miss",
    }.ToFrozenSet(StringComparer.Ordinal);

    // Parts of a family name that too many share to search by alone.
    private static readonly FrozenSet<string> Particles = new[]
    {
        "al", "el", "de", "da", "dos", "del", "der", "di", "du", "la", "le", "van", "von", "bin", "ibn", "bint", "abu", "st", "mc", "mac",
    }.ToFrozenSet(StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, string> StreetWords = new Dictionary<string, string>
    {
        ["ave"] = "avenue", ["av"] = "avenue", ["cl"] = "close", ["cres"] = "crescent", ["ct"] = "court", ["dr"] = "drive",
        ["gdns"] = "gardens", ["gr"] = "grove", ["ln"] = "lane", ["pk"] = "park", ["pl"] = "place", ["rd"] = "road",
        ["sq"] = "square", ["st"] = "street", ["ter"] = "terrace", ["wy"] = "way",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Every key once, in a stable order. Facts that are missing give no key; a person without facts gives none.</summary>
    public static IReadOnlyList<BlockingKey> Of(PersonFacts facts)
    {
        var keys = new HashSet<BlockingKey>();
        if (facts.NhsNumber is { } nhsNumber)
            keys.Add(new(BlockingKind.NhsNumber, nhsNumber.Value));
        if (facts.Upn is { } upn)
            keys.Add(new(BlockingKind.Upn, upn.Value));

        var names = Names(facts);
        var years = BirthYears(facts);
        foreach (var name in names)
        {
            foreach (var sound in SurnameSounds(name.Family))
                foreach (var year in years)
                    keys.Add(new(BlockingKind.SurnameSoundBirthYear, $"{sound}|{year}"));

            if (facts.DateOfBirth is { } birth)
                AddBirthDateKeys(keys, name, birth);
        }

        foreach (var address in facts.Addresses)
            AddAddressKeys(keys, address, names, years);

        return [.. keys.OrderBy(key => key.Kind).ThenBy(key => key.Text, StringComparer.Ordinal)];
    }

    private static void AddBirthDateKeys(HashSet<BlockingKey> keys, FoldedName name, DateOnly birth)
    {
        var date = birth.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        foreach (var given in name.Given.Split(' ', StringSplitOptions.RemoveEmptyEntries).Take(MaxGivenNames))
            keys.Add(new(BlockingKind.GivenSoundBirthDate, $"{Soundex.Of(given)}|{date}"));

        // Sorted, because family name first is usual in several languages and forms turn names round.
        var words = $"{name.Given} {name.Family}".Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (name.Given.Length > 0 && name.Family.Length > 0)
            keys.Add(new(BlockingKind.NameBirthDate, $"{string.Join(' ', words.Order(StringComparer.Ordinal))}|{date}"));
    }

    private static void AddAddressKeys(HashSet<BlockingKey> keys, FactAddress address, IReadOnlyList<FoldedName> names, IReadOnlyList<int> years)
    {
        if (address.Postcode is { IsPseudo: false } postcode)
        {
            foreach (var year in years)
                keys.Add(new(BlockingKind.PostcodeBirthYear, $"{postcode.Value}|{year}"));
        }
        if (address.Uprn is { } uprn)
            keys.Add(new(BlockingKind.Uprn, uprn.Value));

        var line = AddressLine(address.Line);
        if (line.Length == 0)
            return;
        foreach (var name in names.Where(name => name.Family.Length > 0))
            keys.Add(new(BlockingKind.AddressSurname, $"{line}|{name.Family.Replace(" ", "", StringComparison.Ordinal)}"));
    }

    private static List<FoldedName> Names(PersonFacts facts)
    {
        var names = facts.Names.Select(name => new FoldedName(Name(name.Given), Name(name.Family))).ToList();
        if (facts is { ExpectedDateOfDelivery: not null, Mother: { } mother })
            names.Add(new("", Name(mother.Family)));
        return names;
    }

    private static string Name(string text)
    {
        var folded = MatchText.Fold(text);
        if (NotNames.Contains(folded))
            return "";
        return string.Join(' ', folded.Split(' ', StringSplitOptions.RemoveEmptyEntries).Where(word => !NotNames.Contains(word)));
    }

    private static IEnumerable<string> SurnameSounds(string family)
    {
        if (family.Length == 0)
            yield break;
        yield return Soundex.Of(family);
        var parts = family.Split(' ');
        if (parts.Length == 1)
            yield break;
        foreach (var part in parts.Where(part => part.Length > 1 && !Particles.Contains(part)))
            yield return Soundex.Of(part);
    }

    // A baby due near the turn of the year may be born in the year before or after; most are not more than six weeks early.
    private static IReadOnlyList<int> BirthYears(PersonFacts facts) => facts switch
    {
        { DateOfBirth: { } birth } => [birth.Year],
        { ExpectedDateOfDelivery: { } due } => [.. new[] { due.AddDays(-42).Year, due.Year, due.AddDays(14).Year }.Distinct()],
        _ => [],
    };

    private static string AddressLine(string line)
    {
        var words = MatchText.Fold(line).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        // Only the last word: St Mary's Road keeps its saint.
        if (words.Length > 1 && StreetWords.TryGetValue(words[^1], out var full))
            words[^1] = full;
        return string.Join(' ', words);
    }

    private sealed record FoldedName(string Given, string Family);
}
