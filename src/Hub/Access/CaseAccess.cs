using Mash.Hub.Contacts;

namespace Mash.Hub.Access;

/// <summary>
/// The one place that decides which contacts a caller may see: an agency and its people their own, staff as the rules of need to know say.
/// Whoever lists, reads, changes or hints at a contact asks here. The two forms of the question must answer alike: a test compares them.
/// What the rules need of other rows (grants, conflicts of interest) is kept in memory like <see cref="AccessDirectory"/>, so that asking costs no query.
/// </summary>
internal sealed class CaseAccess
{
    /// <summary>True where the caller may see the contact.</summary>
    public bool MaySee(ContactRow row, Caller caller) => caller.Agency is { } agency ? row.AgencyId == agency.AgencyId : caller.IsStaff;

    /// <summary>The contacts among these that the caller may see.</summary>
    public IQueryable<ContactRow> Visible(IQueryable<ContactRow> contacts, Caller caller)
    {
        if (caller.Agency is { } agency)
            return contacts.Where(row => row.AgencyId == agency.AgencyId);
        return caller.IsStaff ? contacts : contacts.Where(_ => false);
    }
}
