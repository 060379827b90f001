using Mash.V1;

namespace Mash.FrontDoor.Pages.Messages;

/// <summary>Where a message stands, in words.</summary>
internal static class MessageWords
{
    public static string State(MessageState state) => state switch
    {
        MessageState.Waiting => "Waiting to be sent",
        MessageState.Sent => "Sent",
        MessageState.Failed => "Could not be sent",
        _ => "Not known",
    };
}
