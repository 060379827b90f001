namespace Mash.FrontDoor.Pages.Accounts;

/// <summary>Addresses of people and their accounts.</summary>
internal static class PeopleLinks
{
    public const string People = "/people";

    public const string Invite = "/people/invite";

    public const string InviteForAgency = "/people/invite?side=agency";

    public const string Link = "/people/link";

    public const string LinkForAgency = "/people/link?side=agency";

    public static string Person(string accountId) => $"/people/{Uri.EscapeDataString(accountId)}";

    public static string Disable(string accountId) => $"{Person(accountId)}/disable";
}
