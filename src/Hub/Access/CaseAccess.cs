using System.Linq.Expressions;
using Mash.Hub.Access.Interests;
using Mash.Hub.Contacts;
using Mash.Hub.Restrictions;

namespace Mash.Hub.Access;

/// <summary>
/// The one place that decides which contacts a caller may see: by relationship (<see cref="CaseRelationships"/>), and by what opens a contact or stands
/// against it. A restricted contact is there for those who are named, whatever their relationship, and an emergency access opens one contact for one
/// person for a time. An interest of one's own wins over all of it: nobody names, opens or queues their way to themselves, a relative or a home. Whoever lists, reads, changes or hints at a contact asks here. The two forms of the question must answer alike: a test
/// compares them over random rows and callers. What the rules need of other rows is kept in memory like <see cref="AccessDirectory"/>, so
/// that asking costs no query, and every filter is on an index or a residue of one.
/// </summary>
internal sealed class CaseAccess(ConflictDirectory conflicts, RestrictionDirectory restrictions)
{
    /// <summary>True where the caller may see the contact.</summary>
    public bool MaySee(ContactRow row, Caller caller)
    {
        if (conflicts.HiddenFrom(caller).Contains(row.ContactId))
            return false;
        if (caller is not { IsStaff: true, Account.AccountId: var me })
            return IsRelated(row, caller) && (!row.Restricted || restrictions.Of(row.ContactId) is { SenderMaySee: true });
        if (restrictions.OpenBreakGlass(me, row.ContactId) is not null)
            return true;
        return row.Restricted ? restrictions.IsNamed(me, row.ContactId) : IsRelated(row, caller);
    }

    /// <summary>The contacts among these that the caller may see.</summary>
    public IQueryable<ContactRow> Visible(IQueryable<ContactRow> contacts, Caller caller)
    {
        var hidden = conflicts.HiddenFrom(caller).ToList();
        if (hidden.Count > 0)
            contacts = contacts.Where(row => !hidden.Contains(row.ContactId));
        if (caller is { IsStaff: true, Account.AccountId: var me })
        {
            List<Guid> known = [.. restrictions.NamedFor(me), .. restrictions.OpenedByBreakGlass(me)];
            return known.Count == 0
                ? contacts.Where(row => !row.Restricted).Where(Related(caller))
                : contacts.Where(Or(And(row => !row.Restricted, Related(caller)), row => known.Contains(row.ContactId)));
        }
        var sent = caller.Agency is { } agency ? restrictions.KnownToSender(agency.AgencyId) : [];
        return sent.Count == 0
            ? contacts.Where(Related(caller)).Where(row => !row.Restricted)
            : contacts.Where(Related(caller)).Where(row => !row.Restricted || sent.Contains(row.ContactId));
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

    private static Expression<Func<ContactRow, bool>> Related(Caller caller)
    {
        const CaseRelationship routed = CaseRelationship.RoutedToEarlyHelp | CaseRelationship.RoutedToAssessment;
        var by = CaseRelationships.Of(caller);
        if (by.HasFlag(CaseRelationship.SentByOwnAgency))
        {
            var agencyId = caller.Agency!.AgencyId;
            return row => row.AgencyId == agencyId;
        }
        if (by.HasFlag(CaseRelationship.WorksTheQueue))
            return row => true;
        return (by & routed) switch
        {
            routed => row => row.RoutedToEarlyHelp || row.RoutedToAssessment,
            CaseRelationship.RoutedToEarlyHelp => row => row.RoutedToEarlyHelp,
            CaseRelationship.RoutedToAssessment => row => row.RoutedToAssessment,
            _ => row => false,
        };
    }

    private static Expression<Func<ContactRow, bool>> And(Expression<Func<ContactRow, bool>> left, Expression<Func<ContactRow, bool>> right) =>
        Expression.Lambda<Func<ContactRow, bool>>(Expression.AndAlso(left.Body, On(right, left)), left.Parameters);

    private static Expression<Func<ContactRow, bool>> Or(Expression<Func<ContactRow, bool>> left, Expression<Func<ContactRow, bool>> right) =>
        Expression.Lambda<Func<ContactRow, bool>>(Expression.OrElse(left.Body, On(right, left)), left.Parameters);

    /// <summary>The body of a condition, asked about the row of another.</summary>
    private static Expression On(Expression<Func<ContactRow, bool>> condition, Expression<Func<ContactRow, bool>> other) =>
        new Replace(condition.Parameters[0], other.Parameters[0]).Visit(condition.Body);

    private sealed class Replace(ParameterExpression from, ParameterExpression to) : ExpressionVisitor
    {
        protected override Expression VisitParameter(ParameterExpression node) => node == from ? to : node;
    }
}
