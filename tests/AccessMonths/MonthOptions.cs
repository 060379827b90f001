using Mash.Hub.Access;

namespace Mash.AccessMonths;

/// <summary>What a simulated month is made of.</summary>
internal sealed record MonthOptions
{
    /// <summary>The same seed and options give the same month.</summary>
    public int Seed { get; init; } = 1;

    public int Staff { get; init; } = 200;

    /// <summary>Contacts in four weeks.</summary>
    public int Contacts { get; init; } = 3600;

    /// <summary>Weeks before the month, from which the rules learn what is usual.</summary>
    public int HistoryWeeks { get; init; } = 8;

    /// <summary>Weeks that are judged.</summary>
    public int Weeks { get; init; } = 4;

    /// <summary>Contacts that ended in the year before and can still be looked at.</summary>
    public int Earlier { get; init; } = 9000;

    /// <summary>How many of a hundred staff have each role.</summary>
    public IReadOnlyDictionary<string, int> RoleShares { get; init; } = new Dictionary<string, int>
    {
        [Roles.ContactOfficer] = 23, [Roles.SocialWorker] = 42, [Roles.SocialWorkerAsye] = 10, [Roles.Manager] = 10, [Roles.EmergencyDutyTeam] = 9, [Roles.Auditor] = 6,
    };

    /// <summary>Contacts opened in an ordinary shift, by role.</summary>
    public IReadOnlyDictionary<string, int> ViewsPerShift { get; init; } = new Dictionary<string, int>
    {
        [Roles.ContactOfficer] = 35, [Roles.SocialWorker] = 22, [Roles.SocialWorkerAsye] = 15, [Roles.Manager] = 45, [Roles.EmergencyDutyTeam] = 25, [Roles.Auditor] = 12,
    };

    /// <summary>Behaviours to plant, by name; each once or twice.</summary>
    public IReadOnlyList<string> Plant { get; init; } = [.. Behaviours.Planted.ByName.Keys];

    /// <summary>The Monday on which the history begins.</summary>
    public DateOnly Start { get; init; } = new(2026, 9, 7);

    /// <summary>The Monday on which the judged weeks begin.</summary>
    public DateOnly JudgedFrom => Start.AddDays(7 * HistoryWeeks);

    /// <summary>The day after the last.</summary>
    public DateOnly End => JudgedFrom.AddDays(7 * Weeks);
}
