using Mash.FrontDoor.HubClients;
using Mash.V1;
using Microsoft.AspNetCore.Mvc.ModelBinding;

namespace Mash.FrontDoor.Pages.Decisions;

/// <summary>What was typed and chosen about one child.</summary>
internal sealed class DecisionAnswers
{
    /// <summary>The most characters that the hub takes.</summary>
    public const int LongestRationale = 20_000;

    /// <summary>Which answer is about which field of the request.</summary>
    public static FieldMap Fields { get; } = new(
        ("rationale", nameof(Rationale)), ("level", nameof(Level)), ("outcome", nameof(Outcome)),
        ("indicator_ids", nameof(Indicators)), ("scale", nameof(Scale)));

    public string? Rationale { get; set; }

    /// <summary>1 to 4; null where nothing was chosen.</summary>
    public int? Level { get; set; }

    public Outcome? Outcome { get; set; }

    public List<string> Indicators { get; set; } = [];

    /// <summary>0 to 10; null where nothing was chosen.</summary>
    public int? Scale { get; set; }

    /// <summary>Says what is missing before the hub is asked to record it.</summary>
    public void Check(ModelStateDictionary state, string name)
    {
        if (string.IsNullOrWhiteSpace(Rationale))
            state.AddModelError(nameof(Rationale), $"Say why: what {name}’s life is like, and what you make of it");
        if (Level is null)
            state.AddModelError(nameof(Level), "Choose a level of need");
        if (Outcome is null)
            state.AddModelError(nameof(Outcome), $"Choose what happens for {name}");
    }

    public PreviewDecisionRequest ToPreview(string contactId, string childId) => new()
    {
        ContactId = contactId,
        ContactChildId = childId,
        Level = Level ?? 0,
        Outcome = Outcome ?? V1.Outcome.Unspecified,
    };

    public DecideChildRequest ToDecision(string contactId, string childId, string requestId, string etag)
    {
        var request = new DecideChildRequest
        {
            ContactId = contactId,
            ContactChildId = childId,
            RequestId = requestId,
            Etag = etag,
            Level = Level ?? 0,
            Outcome = Outcome ?? V1.Outcome.Unspecified,
            Rationale = Rationale ?? "",
        };
        request.IndicatorIds.AddRange(Indicators);
        if (Scale is { } scale)
            request.Scale = scale;
        return request;
    }
}
