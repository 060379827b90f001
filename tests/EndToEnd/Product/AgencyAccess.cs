using System.Text.Json;
using Mash.AgencyClient;

namespace Mash.EndToEnd.Product;

/// <summary>What a partner agency has: an id, a key, and the address of hub and issuer.</summary>
/// <param name="Product">The product it is registered with.</param>
/// <param name="Id">Agency id, which is the OAuth client id.</param>
/// <param name="Directory">Where its files lie.</param>
/// <param name="KeyId">RFC 7638 thumbprint of its key.</param>
internal sealed record AgencyAccess(ProductProcess Product, Guid Id, string Directory, string KeyId)
{
    public string KeyFile => Path.Combine(Directory, "key.pem");

    /// <summary>Options of a client with an outbox of its own. It tries again soon, for tests kill the hub.</summary>
    /// <param name="outbox">Name of the outbox; one process may use it at a time.</param>
    public MashAgencyClientOptions Options(string outbox) => new()
    {
        HubAddress = Product.Options.Hub.Address,
        Authority = Product.Options.AgencyAuthority,
        AgencyId = Id.ToString(),
        SigningKeyFile = KeyFile,
        CaCertificateFile = Product.AuthorityFile,
        OutboxDirectory = Path.Combine(Directory, outbox),
        HubTelephone = "01632 960010",
        FirstRetryDelay = TimeSpan.FromMilliseconds(100),
        LongestRetryDelay = TimeSpan.FromSeconds(1),
    };

    /// <summary>A client in this process.</summary>
    public MashAgencyClient Client(string outbox) => MashAgencyClient.Create(Options(outbox));

    /// <summary>Writes the configuration that <c>mash-agency</c> reads.</summary>
    /// <returns>Its path.</returns>
    public string WriteConfiguration(string outbox)
    {
        var path = Path.Combine(Directory, $"{outbox}.json");
        File.WriteAllText(path, JsonSerializer.Serialize(new Dictionary<string, string>
        {
            ["hub"] = Product.Options.Hub.Address.ToString(),
            ["authority"] = Product.Options.AgencyAuthority.ToString(),
            ["agencyId"] = Id.ToString(),
            ["keyFile"] = KeyFile,
            ["caFile"] = Product.AuthorityFile,
            ["outbox"] = Path.Combine(Directory, outbox),
            ["hubTelephone"] = "01632 960010",
        }));
        return path;
    }
}
