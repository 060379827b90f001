using Mash.Hub.Access.Interests;
using Mash.Hub.Contacts;

namespace Mash.Hub.Access;

/// <summary>
/// The one place that decides which contacts a caller may see: by relationship first (<see cref="CaseRelationships"/>), and what stands
/// against it after. Whoever lists, reads, changes or hints at a contact asks here. The two forms of the question must answer alike: a test
/// compares them over random rows and callers. What the rules need of other rows is kept in memory like <see cref="AccessDirectory"/>, so
/// that asking costs no query, and every filter is on an index or a residue of one.
/// </summary>
internal sealed class CaseAccess(ConflictDirectory conflicts)
{
    /// <summary>True where the caller may see the contact.</summary>
    public bool MaySee(ContactRow row, Caller caller) => IsRelated(row, caller) && !conflicts.HiddenFrom(caller).Contains(row.ContactId);

    /// <summary>The contacts among these that the caller may see.</summary>
    public IQueryable<ContactRow> Visible(IQueryable<ContactRow> contacts, Caller caller)
    {
        var related = Related(contacts, caller);
        var hidden = conflicts.HiddenFrom(caller).ToList();
        return hidden.Count == 0 ? related : related.Where(row => !hidden.Contains(row.ContactId));
    }

    /// <summary>True where a relationship ties the caller to the contact, whatever stands against it.</summary>
    public static bool IsRelated(ContactRow row, Caller caller)
    {
        var by = CaseRelationships.Of(caller);
        return (by.HasFlag(CaseRelationship.SentByOwnAgency) && row.AgencyId == caller.Agency!.AgencyId)
            || by.HasFlag(CaseRelationship.WorksTheQueue)
            || (by.HasFlag(CaseRelationship.RoutedToEarlyHelp) && row.RoutedToEarlyHelp)
            || (by.HasFlag(CaseRelationship.RoutedToAssessment) && row.RoutedToAssessment);
    }

    private static IQueryable<ContactRow> Related(IQueryable<ContactRow> contacts, Caller caller)
    {
        const CaseRelationship routed = CaseRelationship.RoutedToEarlyHelp | CaseRelationship.RoutedToAssessment;
        var by = CaseRelationships.Of(caller);
        if (by.HasFlag(CaseRelationship.SentByOwnAgency))
        {
            var agencyId = caller.Agency!.AgencyId;
            return contacts.Where(row => row.AgencyId == agencyId);
        }
        if (by.HasFlag(CaseRelationship.WorksTheQueue))
            return contacts;
        return (by & routed) switch
        {
            routed => contacts.Where(row => row.RoutedToEarlyHelp || row.RoutedToAssessment),
            CaseRelationship.RoutedToEarlyHelp => contacts.Where(row => row.RoutedToEarlyHelp),
            CaseRelationship.RoutedToAssessment => contacts.Where(row => row.RoutedToAssessment),
            _ => contacts.Where(_ => false),
        };
    }
}
