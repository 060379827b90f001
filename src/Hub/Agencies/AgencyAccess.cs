using Mash.Hub.Access;

namespace Mash.Hub.Agencies;

/// <summary>Whose registration a caller may open, once the table of calls has let them in.</summary>
internal static class AgencyAccess
{
    /// <summary>The hub's staff any agency; an agency's system and its people their own. Another one's is answered like one that does not exist.</summary>
    public static bool MayOpen(Caller caller, Guid agencyId) => caller.IsStaff || caller.Agency?.AgencyId == agencyId;
}
