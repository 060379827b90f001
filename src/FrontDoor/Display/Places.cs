using Mash.V1;

namespace Mash.FrontDoor.Display;

/// <summary>Addresses in words.</summary>
internal static class Places
{
    public const string Confidential = "Confidential address";

    /// <summary>The address in one line; only that it is confidential where it is.</summary>
    public static string OneLine(Address address) => address.Confidential ? Confidential : Whole(address);

    /// <summary>The address in one line even where it is confidential: for places that say so and are never printed.</summary>
    public static string Whole(Address address)
    {
        var place = $"{address.Town} {address.Postcode}".Trim();
        var words = string.Join(", ", address.Lines.Append(place).Where(line => line.Length > 0));
        return (words.Length, address.Type) switch
        {
            (0, AddressType.NoFixedAbode) => "No fixed abode",
            (0, _) => "Address not supplied",
            (_, AddressType.Temporary) => $"{words} (for now)",
            (_, AddressType.Former) => $"{words} (former)",
            _ => words,
        };
    }
}
