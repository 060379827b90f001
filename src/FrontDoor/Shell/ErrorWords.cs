namespace Mash.FrontDoor.Shell;

/// <summary>What an error page says.</summary>
/// <param name="InDanger">Reminds of 999: the person may have been about to report something.</param>
internal sealed record ErrorWords(string Title, bool InDanger, params IReadOnlyList<string> Sentences)
{
    private static readonly ErrorWords BadRequest = new(
        "We could not read that request", true,
        "The page may have been open for a long time, or in a window where you have since signed out.",
        "Go back, load the page again and repeat what you did. What you typed may still be there when you go back: copy it first.");

    private static readonly ErrorWords Forbidden = new(
        "You cannot open this page", false,
        "Your role does not include it. Nothing was changed.",
        "If you need it for your work, ask your manager.");

    private static readonly ErrorWords NotFound = new(
        "Page not found", false,
        "If you typed the address, check it is right. If you followed a link, the record may not be one that you can see.");

    private static readonly ErrorWords Stale = new(
        "This changed while you were working on it", false,
        "Somebody else, or you in another window, recorded something here after you opened the page. Your change was not saved.",
        "Go back and copy what you typed. Then load the page again, read what is new, and decide whether your change still stands.");

    private static readonly ErrorWords TooLarge = new(
        "That was too large to send", false,
        "Nothing was saved. Go back and send less at once.");

    private static readonly ErrorWords TooMany = new(
        "Too many pages at once", true,
        "More pages were asked for in a minute than one person reads. Nothing was saved.",
        "Wait a minute, then go back and try again.");

    private static readonly ErrorWords Broken = new(
        "Something went wrong here", true,
        "The fault is ours and has been recorded. We do not know whether your last change was saved: look before you do it again.",
        "Try again in a few minutes. If it stays like this, ring the hub.");

    private static readonly ErrorWords Unreachable = new(
        "The hub cannot be reached", true,
        "This page works, but the hub behind it does not answer at the moment. We do not know whether your last change was saved: look before you do it again.",
        "Try again in a few minutes. If you are reporting a concern and cannot wait, ring the hub.");

    public static ErrorWords Of(int status) => status switch
    {
        StatusCodes.Status403Forbidden => Forbidden,
        StatusCodes.Status404NotFound => NotFound,
        StatusCodes.Status409Conflict => Stale,
        StatusCodes.Status413PayloadTooLarge => TooLarge,
        StatusCodes.Status429TooManyRequests => TooMany,
        StatusCodes.Status502BadGateway or StatusCodes.Status503ServiceUnavailable or StatusCodes.Status504GatewayTimeout => Unreachable,
        >= 500 => Broken,
        _ => BadRequest,
    };
}
