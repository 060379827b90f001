using Mash.V1;

namespace Mash.FrontDoor.Display;

/// <summary>Drawings of the body map in words.</summary>
internal static class BodyMap
{
    /// <summary>Such as "Front of the body"; null for a mark that stands on no drawing.</summary>
    public static string? Of(BodyMapView view) => view switch
    {
        BodyMapView.Front => "Front of the body",
        BodyMapView.Back => "Back of the body",
        BodyMapView.Left => "Left side of the body",
        BodyMapView.Right => "Right side of the body",
        _ => null,
    };
}
