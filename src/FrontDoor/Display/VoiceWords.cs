using Mash.V1;

namespace Mash.FrontDoor.Display;

/// <summary>Whether somebody saw a child, in words.</summary>
internal static class VoiceWords
{
    /// <summary>Such as "Seen alone."; empty where nothing was said about it.</summary>
    public static string Seen(ChildVoice voice) => voice switch
    {
        { HasSeenAlone: true, SeenAlone: true } => "Seen alone.",
        { HasSeenAlone: true } => "Not seen alone.",
        { HasSeen: true, Seen: false } => "Nobody saw the child.",
        { HasSeen: true } => "Seen; whether alone was not supplied.",
        _ => "",
    };
}
