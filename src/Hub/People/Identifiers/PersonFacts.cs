namespace Mash.Hub.People.Identifiers;

/// <summary>One name of a person, as written.</summary>
internal sealed record FactName(string Given, string Family)
{
    /// <summary>
    /// Readings of a name that was not split, or of an alias. One word goes before the current family name; more words are
    /// read with the family name last and with it first.
    /// </summary>
    public static IEnumerable<FactName> FromUnsplit(string text, string currentFamily)
    {
        var words = MatchText.Clean(text).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        switch (words.Length)
        {
            case 0:
                break;
            case 1:
                yield return new FactName(words[0], currentFamily);
                break;
            default:
                yield return new FactName(string.Join(' ', words[..^1]), words[^1]);
                yield return new FactName(string.Join(' ', words[1..]), words[0]);
                break;
        }
    }
}

/// <summary>Where a person lives or lived. Leave confidential addresses out: a refuge must not connect the people in it.</summary>
internal sealed record FactAddress(string Line, Postcode? Postcode, Uprn? Uprn = null);

/// <summary>What is known of a person, as far as finding the same person again needs it.</summary>
internal sealed record PersonFacts
{
    /// <summary>Current name first, then aliases and former names.</summary>
    public IReadOnlyList<FactName> Names { get; init; } = [];

    public DateOnly? DateOfBirth { get; init; }

    /// <summary>Of an unborn child, instead of a date of birth.</summary>
    public DateOnly? ExpectedDateOfDelivery { get; init; }

    public NhsNumber? NhsNumber { get; init; }

    public Upn? Upn { get; init; }

    public IReadOnlyList<FactAddress> Addresses { get; init; } = [];

    /// <summary>An unborn child is found again by its mother's family name.</summary>
    public FactName? Mother { get; init; }
}
