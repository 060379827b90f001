using Google.Protobuf;
using Mash.V1;
using static Mash.FrontDoor.Tests.FakeHub.SampleAnswers;

namespace Mash.FrontDoor.Tests.FakeHub;

/// <summary>A threshold document and what its decisions lead to.</summary>
internal static class SampleThreshold
{
    public static ListIndicatorsResponse Document { get; } = new()
    {
        Version = "4",
        InForceFrom = Day(2026, 4, 1),
        Indicators =
        {
            Of("4-CHILD-01", 4, "child", "Basic needs for food, warmth or sleep often not met"),
            Of("4-CHILD-02", 4, "child", "Harm or likely harm seen by more than one agency"),
            Of("4-PARENT-01", 4, "parenting", "Parent often not able to protect from serious danger"),
            Of("4-PARENT-02", 4, "parenting", "Help offered before, nothing changed"),
            Of("4-HOME-01", 4, "family and home", "Home a danger to life or health"),
            Of("4-HOME-02", 4, "family and home", "A child caring for younger children most days"),
            Of("3-CHILD-01", 3, "child", "Neglect is worrying, parent accepts and uses help"),
            Of("3-HOME-01", 3, "family and home", "Needs more than one service and a lead practitioner"),
        },
    };

    public static IMessage Preview(PreviewDecisionRequest request)
    {
        var answer = new PreviewDecisionResponse();
        if (request.Outcome == Outcome.Unspecified)
        {
            answer.WhatHappensNext.Add("Choose a level and an outcome to see who is told and which clocks stop.");
            return answer;
        }

        if (request.Outcome == Outcome.NoFurtherAction)
            answer.SignOffReasons.Add(SampleContact.SignOffReasons);
        answer.WhatHappensNext.Add("The red clock for this child stops, 5 h 40 min late. The contact stays open for Jessica.");
        answer.WhatHappensNext.Add("Police are told the outcome by 5:00pm on Monday. They see level and next step, not your reasons.");
        answer.WhatHappensNext.Add(answer.SignOffReasons.Count > 0 ? "Another MASH manager must confirm it before it takes effect." : "Nobody else has to confirm.");
        return answer;
    }

    private static Indicator Of(string id, int level, string domain, string text) =>
        new() { IndicatorId = id, Level = level, Domain = domain, Text = text };
}
