using Mash.V1;

namespace Mash.FrontDoor.Display;

/// <summary>Earlier contacts in words.</summary>
internal static class HistoryWords
{
    /// <summary>How a contact ended, or where it stands: "Decided: level 2, early help".</summary>
    public static string Result(EarlierContact earlier)
    {
        if (earlier.Outcomes.Count == 0)
            return Outcomes.State(earlier.State);
        var outcomes = earlier.Outcomes.Distinct().Select(outcome => Outcomes.LowerFirst(Outcomes.Of(outcome)));
        var levels = earlier.Levels.Distinct().Order().ToList();
        var level = levels.Count == 0 ? "" : $"level {People.Join([.. levels.Select(number => $"{number}")])}, ";
        return $"Decided: {level}{People.Join([.. outcomes])}";
    }

    /// <summary>How the earlier contacts ended, counted: "2 ended in no further action and 1 in early help."; empty where none has.</summary>
    public static string Ended(IReadOnlyList<EarlierContact> history)
    {
        var ends = history.SelectMany(earlier => earlier.Outcomes.Distinct()).CountBy(outcome => outcome).OrderByDescending(end => end.Value).ToList();
        if (ends.Count == 0)
            return "";
        var parts = ends.Select((end, place) => $"{end.Value} {(place == 0 ? "ended " : "")}in {Outcomes.LowerFirst(Outcomes.Of(end.Key))}");
        return $"Of the earlier ones {People.Join([.. parts])}.";
    }
}
