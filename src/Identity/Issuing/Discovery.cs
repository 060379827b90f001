using Mash.Identity.Agencies;
using Mash.Identity.Staff;

namespace Mash.Identity.Issuing;

/// <summary>What an issuer says of itself (OpenID Connect Discovery, RFC 8414). It names only what is spoken.</summary>
internal static class Discovery
{
    /// <param name="issuer">The issuer of agencies' tokens.</param>
    /// <param name="tlsAddress">Where it takes client certificates; null where it does not.</param>
    public static Dictionary<string, object> Agencies(Issuer issuer, Uri? tlsAddress)
    {
        var document = new Dictionary<string, object>
        {
            ["issuer"] = issuer.Uri,
            ["token_endpoint"] = issuer.TokenEndpoint,
            ["jwks_uri"] = issuer.JwksUri,
            ["grant_types_supported"] = new[] { "client_credentials" },
            ["response_types_supported"] = Array.Empty<string>(),
            ["token_endpoint_auth_methods_supported"] = new[] { "private_key_jwt" },
            ["token_endpoint_auth_signing_alg_values_supported"] = new[] { "ES256" },
            ["tls_client_certificate_bound_access_tokens"] = tlsAddress is not null,
        };
        if (tlsAddress is not null)
            document["mtls_endpoint_aliases"] = new Dictionary<string, string> { ["token_endpoint"] = new Uri(tlsAddress, AgencyTokenEndpoint.Path).ToString() };
        return document;
    }

    public static Dictionary<string, object> Staff(Issuer issuer) => new()
    {
        ["issuer"] = issuer.Uri,
        ["authorization_endpoint"] = issuer.AuthorizeEndpoint,
        ["pushed_authorization_request_endpoint"] = issuer.PushedRequestEndpoint,
        ["require_pushed_authorization_requests"] = true,
        ["token_endpoint"] = issuer.TokenEndpoint,
        ["revocation_endpoint"] = issuer.RevocationEndpoint,
        ["end_session_endpoint"] = issuer.EndSessionEndpoint,
        ["jwks_uri"] = issuer.JwksUri,
        ["scopes_supported"] = Scopes.Staff,
        ["response_types_supported"] = new[] { "code" },
        ["response_modes_supported"] = new[] { "query" },
        ["grant_types_supported"] = new[] { "authorization_code", "refresh_token", "client_credentials" },
        ["subject_types_supported"] = new[] { "public" },
        ["id_token_signing_alg_values_supported"] = new[] { "ES256" },
        ["code_challenge_methods_supported"] = new[] { "S256" },
        ["prompt_values_supported"] = new[] { "none", "login" },
        ["acr_values_supported"] = AuthenticationContext.All,
        ["claims_supported"] = new[] { "sub", "auth_time", "acr", "amr", "sid", "nonce", "at_hash", "azp" },
        ["authorization_response_iss_parameter_supported"] = true,
        ["request_parameter_supported"] = false,
        ["request_uri_parameter_supported"] = false,
        ["claims_parameter_supported"] = false,
        ["token_endpoint_auth_methods_supported"] = new[] { "private_key_jwt" },
        ["token_endpoint_auth_signing_alg_values_supported"] = new[] { "ES256" },
        ["revocation_endpoint_auth_methods_supported"] = new[] { "private_key_jwt" },
        ["revocation_endpoint_auth_signing_alg_values_supported"] = new[] { "ES256" },
    };
}
