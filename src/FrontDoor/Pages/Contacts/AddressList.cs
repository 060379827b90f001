using Mash.V1;

namespace Mash.FrontDoor.Pages.Contacts;

/// <summary>Addresses of one person of a contact, and what it takes to ask for a protected one.</summary>
/// <param name="ContactId">The contact.</param>
/// <param name="ChildId">The contact child; empty for a person around the children.</param>
/// <param name="Person">Position among the people around the children.</param>
/// <param name="Name">Whose they are, to tell the buttons apart.</param>
/// <param name="MayShow">True where this person may ask for a protected one.</param>
/// <param name="Addresses">As the hub answered them: of a protected one only that there is one.</param>
internal sealed record AddressList(string ContactId, string ChildId, int Person, string Name, bool MayShow, IReadOnlyList<Address> Addresses);
