using Mash.Identity.Issuing;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Mash.Identity.Staff;

/// <summary>Reads tokens that the staff issuer signed and that come back to it. Their time may be over; their signature may not be wrong.</summary>
internal sealed class OwnTokens(Issuers issuers)
{
    private const int LengthLimit = 8192;
    private readonly JsonWebTokenHandler _handler = new() { MapInboundClaims = false, MaximumTokenSizeInBytes = LengthLimit };

    /// <returns>The token, or null when it is not ours, of another type or for another audience.</returns>
    public async Task<JsonWebToken?> ReadAsync(string token, string type, string audience)
    {
        var result = await _handler.ValidateTokenAsync(token, new TokenValidationParameters
        {
            ValidIssuer = issuers.Staff.Uri,
            ValidAudience = audience,
            ValidTypes = [type],
            ValidAlgorithms = [SecurityAlgorithms.EcdsaSha256],
            IssuerSigningKeys = issuers.Staff.Keys.Verifying,
            ValidateLifetime = false,
        });
        return result.IsValid ? (JsonWebToken)result.SecurityToken : null;
    }
}
