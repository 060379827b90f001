namespace Mash.FrontDoor.Pages.Contacts;

/// <summary>Addresses of everything that is done with a contact. Ids only: nothing in an address is about a person.</summary>
internal static class ContactLinks
{
    public static string Contact(string contactId) => $"/contacts/{Uri.EscapeDataString(contactId)}";

    public static string Section(string contactId, string section) => $"{Contact(contactId)}#{section}";

    public static string StartScreening(string contactId) => $"{Contact(contactId)}/screening";

    public static string Address(string contactId) => $"{Contact(contactId)}/address";

    public static string Rate(string contactId) => $"{Contact(contactId)}/rating";

    public static string Decide(string contactId, string contactChildId) => $"{Contact(contactId)}/children/{Uri.EscapeDataString(contactChildId)}/decision";

    public static string SendFeedback(string contactId) => $"{Contact(contactId)}/feedback";

    public static string AddInformation(string contactId) => $"{Contact(contactId)}/information";
}
