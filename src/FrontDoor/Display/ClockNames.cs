using Mash.V1;

namespace Mash.FrontDoor.Display;

/// <summary>What a clock measures, where several stand side by side.</summary>
internal static class ClockNames
{
    public static string Of(ClockKind kind, Rag rag) => kind switch
    {
        ClockKind.Acknowledge => "Acknowledgement",
        ClockKind.Decision => "Contact decision",
        ClockKind.Rag when rag is not (Rag.Unrated or Rag.Unspecified) => $"{rag} limit",
        ClockKind.Rag => "Rating limit",
        ClockKind.Feedback => "Feedback",
        ClockKind.SignOff => "Second sign-off",
        _ => "Clock",
    };
}
