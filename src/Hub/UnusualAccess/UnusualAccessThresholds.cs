using System.Text.Json.Nodes;
using Mash.Hub.ReferenceData;

namespace Mash.Hub.UnusualAccess;

/// <summary>When a count is more than usual.</summary>
/// <param name="Measure">What is counted.</param>
/// <param name="Spread">How many times the usual spread above the median is still usual.</param>
/// <param name="Floor">Up to this many is never a finding.</param>
/// <param name="RoleFloors">The same for roles whose work holds more.</param>
internal sealed record MeasureThreshold(AccessMeasure Measure, double Spread, int Floor, IReadOnlyDictionary<string, int> RoleFloors)
{
    public int FloorFor(string role) => RoleFloors.GetValueOrDefault(role, Floor);
}

/// <summary>The figures of every rule, as data: the file in the assembly, over which a hub may lay its own.</summary>
internal sealed record UnusualAccessThresholds
{
    /// <summary>Setting with a JSON object whose members replace those of the file.</summary>
    public const string Setting = "unusual_access_thresholds";

    private const string FileName = "unusual-access.json";

    /// <summary>Name of the set of figures; changes with every change of them.</summary>
    public required string Version { get; init; }

    /// <summary>How many weeks before make what is usual.</summary>
    public required int HistoryWeeks { get; init; }

    /// <summary>Weeks that a person must have worked to be compared with themselves.</summary>
    public required int LeastWeeks { get; init; }

    /// <summary>The same in shifts, for what is counted by shift.</summary>
    public required int LeastShifts { get; init; }

    /// <summary>Weeks or shifts of everybody in a role that make it something to compare with.</summary>
    public required int LeastRolePeriods { get; init; }

    /// <summary>A person's own usual counts up to this many times that of the role, so that nobody makes the unusual usual.</summary>
    public required double OwnAgainstRole { get; init; }

    /// <summary>For how many days work on one contact of a family explains looking at its others.</summary>
    public required int FamilyDays { get; init; }

    /// <summary>A view this soon after a search came from it.</summary>
    public required int SearchMinutes { get; init; }

    /// <summary>How long a look at a high-profile record in the queue may wait for work on it.</summary>
    public required int WorkWithinHours { get; init; }

    /// <summary>A contact that ended this many days ago is over.</summary>
    public required int EndedDays { get; init; }

    /// <summary>On how many different days a same-named contact of the queue may be opened without work on it.</summary>
    public required int RepeatedDays { get; init; }

    /// <summary>Other contacts with a colleague's name beyond which the name alone says nothing.</summary>
    public required int Namesakes { get; init; }

    /// <summary>
    /// Contacts of the person's own work with their family name, within <see cref="FamilyDays"/>, from which on the name is a common one here.
    /// </summary>
    public required int CommonName { get; init; }

    /// <summary>How many names in a list weigh as much as one opened contact.</summary>
    public required int ListedForOne { get; init; }

    /// <summary>Minutes before opening time in which work is ordinary.</summary>
    public required int EarlyMinutes { get; init; }

    /// <summary>Minutes after closing time in which work is ordinary.</summary>
    public required int LateMinutes { get; init; }

    /// <summary>Local hour at which the middle of the night begins.</summary>
    public required int NightFromHour { get; init; }

    /// <summary>Local hour at which it ends.</summary>
    public required int NightToHour { get; init; }

    /// <summary>Roles that look at samples: their views need no case link.</summary>
    public required IReadOnlyList<string> SampleRoles { get; init; }

    /// <summary>Roles that work outside opening hours.</summary>
    public required IReadOnlyList<string> NightRoles { get; init; }

    public required IReadOnlyList<MeasureThreshold> Measures { get; init; }

    /// <summary>The figures in the assembly.</summary>
    public static UnusualAccessThresholds Default { get; } = EmbeddedData.Load<UnusualAccessThresholds>(FileName);

    public MeasureThreshold For(AccessMeasure measure) => Measures.First(threshold => threshold.Measure == measure);

    /// <summary>The figures of the assembly with a hub's own laid over them.</summary>
    /// <param name="overlay">A JSON object with members of the file; a measure that it names replaces the one of that name.</param>
    /// <exception cref="System.Text.Json.JsonException">The text is not such an object.</exception>
    /// <exception cref="FormatException">A figure is out of range.</exception>
    public static UnusualAccessThresholds With(string? overlay)
    {
        if (string.IsNullOrWhiteSpace(overlay))
            return Default;
        var whole = EmbeddedData.Load<JsonObject>(FileName);
        if (JsonNode.Parse(overlay) is not JsonObject own)
            throw new System.Text.Json.JsonException("The thresholds must be a JSON object.");
        foreach (var (name, value) in own)
        {
            if (name == "measures" && value is JsonArray measures)
                Replace(whole["measures"]!.AsArray(), measures);
            else
                whole[name] = value?.DeepClone();
        }
        return EmbeddedData.Read<UnusualAccessThresholds>(whole).Checked();
    }

    private static void Replace(JsonArray whole, JsonArray own)
    {
        foreach (var measure in own)
        {
            var name = measure?["measure"]?.GetValue<string>();
            var present = whole.FirstOrDefault(node => node!["measure"]!.GetValue<string>() == name);
            if (present is not null)
                whole.Remove(present);
            whole.Add(measure?.DeepClone());
        }
    }

    private UnusualAccessThresholds Checked()
    {
        int[] positive = [HistoryWeeks, LeastWeeks, LeastShifts, LeastRolePeriods, FamilyDays, SearchMinutes, WorkWithinHours, EndedDays, RepeatedDays, CommonName, ListedForOne];
        if (positive.Any(figure => figure < 1) || EarlyMinutes < 0 || LateMinutes < 0 || Namesakes < 0 || OwnAgainstRole < 1)
            throw new FormatException("A threshold of unusual access is too small.");
        if (NightFromHour is < 0 or > 23 || NightToHour is < 0 or > 23)
            throw new FormatException("The hours of the night are from 0 to 23.");
        if (Enum.GetValues<AccessMeasure>().Any(measure => Measures.Count(threshold => threshold.Measure == measure) != 1)
            || Measures.Any(threshold => threshold.Spread <= 0 || threshold.Floor < 0))
            throw new FormatException("Every measure needs one spread above 0 and one floor of 0 or more.");
        return this;
    }
}
