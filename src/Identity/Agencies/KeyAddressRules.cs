using System.Net;
using System.Net.Sockets;

namespace Mash.Identity.Agencies;

/// <summary>From which addresses agencies' keys are read. The strictest by default: https, and no host of an inner network.</summary>
internal sealed record KeyAddressRules
{
    /// <summary>True also takes hosts of private networks (a shared council network) and of this machine.</summary>
    public bool AllowPrivateNetworks { get; init; }

    /// <summary>True also takes http where the host is this machine. Sample hubs only.</summary>
    public bool AllowLoopbackHttp { get; init; }

    /// <summary>True where the address itself may be asked; which host it leads to is checked again at the connection.</summary>
    public bool Allows(Uri address)
        => address is { IsAbsoluteUri: true, UserInfo: "", Fragment: "" }
            && (address.Scheme == Uri.UriSchemeHttps || (AllowLoopbackHttp && address.Scheme == Uri.UriSchemeHttp && address.IsLoopback));

    /// <summary>True where a host's address may be connected to.</summary>
    public bool Allows(IPAddress host, bool isLoopbackName)
    {
        host = host.IsIPv4MappedToIPv6 ? host.MapToIPv4() : host;
        return AllowPrivateNetworks || (AllowLoopbackHttp && isLoopbackName && IPAddress.IsLoopback(host)) || IsPublic(host);
    }

    /// <summary>The special-purpose registries of IANA (RFC 6890), as far as they are not globally reachable.</summary>
    private static bool IsPublic(IPAddress host)
    {
        if (IPAddress.IsLoopback(host))
            return false;
        var bytes = host.GetAddressBytes();
        if (host.AddressFamily == AddressFamily.InterNetworkV6)
        {
            // 2000::/3 is what is globally assigned; of it, 6to4, Teredo and documentation lead elsewhere or nowhere.
            return (bytes[0] & 0xE0) == 0x20
                && !(bytes[0] == 0x20 && bytes[1] == 0x02)
                && !(bytes[0] == 0x20 && bytes[1] == 0x01 && (bytes[2] == 0 || (bytes[2] == 0x0D && bytes[3] == 0xB8)));
        }

        return bytes[0] switch
        {
            0 or 10 or 127 or >= 224 => false,
            100 => (bytes[1] & 0xC0) != 64,
            169 => bytes[1] != 254,
            172 => (bytes[1] & 0xF0) != 16,
            192 => !(bytes[1] == 168 || (bytes[1] == 0 && bytes[2] is 0 or 2)),
            198 => !((bytes[1] & 0xFE) == 18 || (bytes[1] == 51 && bytes[2] == 100)),
            203 => !(bytes[1] == 0 && bytes[2] == 113),
            _ => true,
        };
    }
}
