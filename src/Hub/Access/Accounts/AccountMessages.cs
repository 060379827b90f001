using Mash.Hub.Calendar;
using Mash.Hub.Contacts.Content;
using Mash.Hub.Messages;

namespace Mash.Hub.Access.Accounts;

/// <summary>The message with which a person begins.</summary>
internal static class InvitationMessage
{
    /// <param name="account">Who is invited.</param>
    /// <param name="link">Works once, until its time is over.</param>
    /// <param name="by">Who invites; null for the hub itself.</param>
    /// <param name="hubName">The hub, in people's words.</param>
    public static MessageDraft For(AccountRow account, InvitationLink link, string? by, string hubName) => new(
        account.Email,
        "You are invited to MASH Hub",
        string.Join('\n',
        [
            $"Dear {DisplayText.OneLine(account.Name)},",
            "",
            account.LastUsedTime is null
                ? $"{DisplayText.OneLine(by ?? hubName)} has made an account for you in the MASH Hub of {DisplayText.OneLine(hubName)}. Open this link to begin:"
                : $"{DisplayText.OneLine(by ?? hubName)} lets you begin again with your account in the MASH Hub of {DisplayText.OneLine(hubName)}. Opening this link replaces every way in which you signed in:",
            "",
            link.Address.ToString(),
            "",
            $"The link works once, until {UkWords.DayAndTime(link.ExpiresTime)}. Pass it on to nobody: whoever opens it first becomes you.",
            "If you did not expect this, do nothing, and tell the hub.",
        ]));
}

/// <summary>The message that warns before an account closes by itself.</summary>
internal static class DormancyMessage
{
    /// <param name="account">Whose account it is.</param>
    /// <param name="closes">When it closes.</param>
    /// <param name="hubName">The hub, in people's words.</param>
    public static MessageDraft For(AccountRow account, DateTimeOffset closes, string hubName) => new(
        account.Email,
        "Your MASH Hub account will be closed",
        string.Join('\n',
        [
            $"Dear {DisplayText.OneLine(account.Name)},",
            "",
            $"you have not used the MASH Hub of {DisplayText.OneLine(hubName)} for a long time. Accounts that nobody uses are closed, because nobody would see somebody else use them.",
            "",
            $"Yours will be closed at {UkWords.DayAndTime(closes)}. To keep it, sign in before then. If you no longer need it, do nothing.",
        ]));
}
