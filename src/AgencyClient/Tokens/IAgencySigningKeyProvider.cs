namespace Mash.AgencyClient;

/// <summary>Gives the key that the agency signs its token requests with. Called for each token, about every ten minutes.</summary>
public interface IAgencySigningKeyProvider
{
    /// <summary>The key to use now.</summary>
    /// <param name="cancellationToken">Ends the call early.</param>
    /// <returns>The key; never null.</returns>
    ValueTask<AgencySigningKey> GetKeyAsync(CancellationToken cancellationToken = default);
}
