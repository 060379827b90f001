namespace Mash.Hub.Restrictions;

/// <summary>Restrictions in words, for alerts.</summary>
internal static class RestrictionWords
{
    public static string Of(RestrictionLabel label) => label switch
    {
        RestrictionLabel.HighProfile => "high profile",
        RestrictionLabel.Staff => "staff member or relative",
        RestrictionLabel.Refuge => "refuge or confidential address",
        RestrictionLabel.Adoption => "adoption",
        _ => "witness protection",
    };

    /// <summary>Where the front door shows a restriction.</summary>
    public static string Path(Guid restrictionId) => $"/restrictions/{restrictionId}";
}
