using Mash.Hub.Access;
using Mash.Identity.Clients;

namespace Mash.Standalone.Hosting;

/// <summary>The issuer's view of the hub's agencies: live keys, scopes, standing.</summary>
internal sealed class AgencyCredentials(AccessDirectory directory) : IAgencyCredentials
{
    public ValueTask<AgencyCredential?> FindAsync(string clientId, CancellationToken cancellationToken)
    {
        if (!Guid.TryParseExact(clientId, "D", out var id) || id.ToString() != clientId || directory.Agency(id) is not { } agency)
            return ValueTask.FromResult<AgencyCredential?>(null);
        return ValueTask.FromResult<AgencyCredential?>(new AgencyCredential(
            [.. agency.LiveKeys.Select(key => new AgencyKey(key.Key, key.Value, null))], [.. agency.Scopes], agency.Suspended || agency.Registering)
        {
            KeysAddress = Uri.TryCreate(agency.JwksAddress, UriKind.Absolute, out var address) ? address : null,
        });
    }
}
