using Mash.FrontDoor.Display;
using Mash.V1;

namespace Mash.FrontDoor.Pages.Contacts;

/// <summary>One child of a contact: what was said about the child, and where the decision stands.</summary>
internal sealed class ChildView(ContactChild part, Child details, ContactView contact)
{
    public ContactChild Part => part;

    public Child Details => details;

    public string Id => part.ContactChildId;

    public string FirstName => People.FirstName(details, contact.Details);

    public string FullName => People.FullName(details, contact.Details);

    /// <summary>Such as "7" or "due 22 December 2026"; null where nothing is known.</summary>
    public string? Age => Ages.Of(details, contact.Today);

    public string NameAndAge => Age is { } age ? $"{FirstName}, {age}" : FirstName;

    public string FullNameAndAge => Age is { } age ? $"{FullName}, {age}" : FullName;

    public bool IsDecided => Outcomes.IsDecided(part.State) && part.Decision is not null;

    /// <summary>Decided, nobody has to confirm, and the referrer was not told yet.</summary>
    public bool WaitsForFeedback => IsDecided && part.State != ChildState.AwaitingSecondSignOff && part.Decision.FeedbackTime is null;

    /// <summary>The child's own words, or what was seen of the child; null where there is neither.</summary>
    public string? VoiceInBrief => details.Voice switch
    {
        null => null,
        { Words.Length: > 0 } => Quotations.Of(Short(details.Voice.Words)),
        { ObservedBehaviour.Length: > 0 } => Short(details.Voice.ObservedBehaviour),
        { Demeanour.Length: > 0 } => Short(details.Voice.Demeanour),
        _ => null,
    };

    /// <summary>Such as "Level 4, strategy discussion"; empty where nothing is decided.</summary>
    public string Decided => part.Decision is { } decision ? Outcomes.Short(decision.Level, decision.Outcome) : "";

    /// <summary>Who the child is: sex, school, ethnicity, language, needs.</summary>
    public IReadOnlyList<string> Facts
    {
        get
        {
            var facts = new List<string?>
            {
                Characteristics.Sex(details.Sex),
                details.Education is null ? null : Text(details.Education.YearGroup, details.Education.Name),
                details.Ethnicity.Length > 0 ? Characteristics.Ethnicity(details.Ethnicity) : null,
                Text(details.Religion),
                details.FirstLanguage.Length > 0 ? $"speaks {details.FirstLanguage}" : null,
                details is { HasInterpreterNeeded: true, InterpreterNeeded: true } ? "interpreter needed" : null,
                details.Disabilities.Count > 0 ? People.Join([.. details.Disabilities.Select(Characteristics.Disability)]) : null,
                details is { HasHasEhcp: true, HasEhcp: true } ? "has an education, health and care plan" : null,
                Text(details.LegalStatus),
            };
            return [.. facts.Where(fact => fact is not null).Select(fact => fact!)];
        }
    }

    private static string? Text(params string[] parts)
    {
        var words = string.Join(", ", parts.Where(part => part.Length > 0));
        return words.Length == 0 ? null : words;
    }

    private static string Short(string text)
    {
        const int enough = 90;
        var line = text.ReplaceLineEndings(" ").Trim();
        if (line.Length <= enough)
            return line;
        var cut = line.LastIndexOf(' ', enough);
        return $"{line[..(cut < enough / 2 ? enough : cut)]}…";
    }
}
