using Mash.FrontDoor.HubClients;

namespace Mash.FrontDoor.Pages.Messages;

/// <summary>Addresses of sent messages.</summary>
internal static class MessageLinks
{
    public const string Messages = "/messages";

    public static string Message(string messageId) => $"/messages/{Uri.EscapeDataString(messageId)}";

    public static string Page(string token) => PageAddress.Of("/messages", ("after", token));
}
