using Mash.Hub.Contacts;
using Mash.Hub.UnusualAccess;
using Mash.Hub.UnusualAccess.Recording;

namespace Mash.Hub.Access.Interests;

/// <summary>
/// Tells the review of unusual access whose interests a contact meets. A contact that meets the reader's own is hidden from them, so that a
/// look at it was an emergency access; one that meets a colleague's is open to those who work on it.
/// </summary>
internal sealed class DeclaredInterests(ConflictDirectory conflicts) : IDeclaredInterests
{
    public AccessFlags Of(Guid accountId, OpenedContact opened)
    {
        var flags = AccessFlags.None;
        foreach (var person in conflicts.PeopleWithInterestIn(opened.Row.ContactId))
            flags |= person == accountId ? AccessFlags.DeclaredPerson : AccessFlags.ColleagueAddress;
        return flags;
    }
}
