using Mash.V1;

namespace Mash.FrontDoor.Pages.Interests;

/// <summary>Interests in words.</summary>
internal static class InterestWords
{
    /// <summary>What an interest is about.</summary>
    public static string Subject(InterestSubject subject, bool own) => subject switch
    {
        InterestSubject.Self => own ? "Myself" : "Themselves",
        InterestSubject.Relative => "A relative",
        InterestSubject.Home => "A home",
        _ => "Not said",
    };

    /// <summary>The person's names, or the address.</summary>
    public static string WhoOrWhere(Interest interest)
    {
        if (interest.Subject == InterestSubject.Home)
            return $"{interest.AddressLine}, {interest.Postcode}" + (interest.Uprn.Length == 0 ? "" : $" (UPRN {interest.Uprn})");
        var names = $"{interest.GivenName} {interest.FamilyName}";
        return interest.OtherNames.Count == 0 ? names : $"{names} (also {string.Join(", ", interest.OtherNames)})";
    }
}
