using Google.Protobuf.Collections;
using Mash.Hub.People.Identifiers;
using Mash.V1;

namespace Mash.Hub.Contacts.Content;

/// <summary>
/// Chooses addresses for a purpose. A protected address (confidential, or a refuge) is used for nothing that others may come to see or
/// that connects people: only for the council area, which is two thirds of a million people wide.
/// </summary>
internal static class ContactAddresses
{
    public static bool IsProtected(Address address) => address.Confidential || address.Type == AddressType.Refuge;

    /// <summary>The first present address that may be shown; null where there is none.</summary>
    public static Address? Showable(RepeatedField<Address> addresses) =>
        addresses.FirstOrDefault(address => address.Type != AddressType.Former && !IsProtected(address));

    /// <summary>The first address that says where a household lives; null where the present one is protected or there is none.</summary>
    public static Address? OfHousehold(RepeatedField<Address> addresses)
    {
        var present = addresses.FirstOrDefault(address => address.Type != AddressType.Former);
        return present is null || IsProtected(present) || present.Type == AddressType.NoFixedAbode ? null : present;
    }

    /// <summary>The first present postcode that names a place, in canonical form; null where there is none.</summary>
    public static string? UsablePostcode(RepeatedField<Address> addresses)
    {
        foreach (var address in addresses)
        {
            if (address.Type != AddressType.Former && Postcode.TryParse(address.Postcode, out var postcode, out _) && !postcode.IsPseudo)
                return postcode.Value;
        }

        return null;
    }

    /// <summary>
    /// The part of an address that tells homes of one postcode apart. Some senders write the town into the line, others do not: what
    /// follows the last part with a number is left out, where there is one. "Flat 1, 10 Mill Court, Raunds" gives "Flat 1, 10 Mill Court".
    /// </summary>
    public static string PremisesLine(Address address)
    {
        var (parts, premises) = Parts(address);
        return string.Join(", ", parts.Take(premises));
    }

    /// <summary>The town, also where the sender wrote it at the end of the line behind the house number; empty where none is given.</summary>
    public static string TownOf(Address address)
    {
        if (!MatchText.IsBlank(address.Town))
            return address.Town;
        var (parts, premises) = Parts(address);
        return premises < parts.Count ? parts[^1] : "";
    }

    private static (List<string> Parts, int Premises) Parts(Address address)
    {
        var parts = address.Lines.SelectMany(line => line.Split(',', StringSplitOptions.TrimEntries)).Where(part => !MatchText.IsBlank(part)).ToList();
        var last = parts.FindLastIndex(part => part.Any(char.IsAsciiDigit));
        return (parts, last < 0 ? parts.Count : last + 1);
    }
}
