// npm oidc-provider (certified by the OpenID Foundation) as an outside staff authority. Reads one JSON object from standard input
// ({ port, frontDoor, jwks }) and prints "ready" when it listens. Everybody signs in: the name that is typed is the subject, any password does.
import { generateKeyPairSync } from 'node:crypto';
import { readFileSync } from 'node:fs';
import Provider, { errors } from 'oidc-provider';

const setup = JSON.parse(readFileSync(0, 'utf8'));
const issuer = `http://localhost:${setup.port}`;
const hub = 'urn:mash:hub';
const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });

const provider = new Provider(issuer, {
  jwks: { keys: [{ ...privateKey.export({ format: 'jwk' }), use: 'sig', alg: 'RS256', kid: 'outside-1' }] },
  clients: [{
    client_id: 'mash-front-door',
    token_endpoint_auth_method: 'private_key_jwt',
    token_endpoint_auth_signing_alg: 'ES256',
    jwks: setup.jwks,
    grant_types: ['authorization_code', 'refresh_token', 'client_credentials'],
    response_types: ['code'],
    redirect_uris: [`${setup.frontDoor}/signin-mash`],
    post_logout_redirect_uris: [`${setup.frontDoor}/signed-out`],
  }],
  findAccount: (context, id) => ({ accountId: id, claims: () => ({ sub: id, name: `Person ${id}` }) }),
  claims: { openid: ['sub', 'auth_time', 'acr'], profile: ['name'] },
  scopes: ['openid', 'offline_access'],
  conformIdTokenClaims: false,
  cookies: { keys: ['for tests only'] },
  pkce: { required: () => true },
  // Its own words for how somebody signed in; the hub is told what they mean.
  extraTokenClaims: (context, token) => token.kind === 'AccessToken'
    ? { display: `Person ${token.accountId}`, loa: setup.loa, auth_time: Math.floor(Date.now() / 1000) }
    : undefined,
  issueRefreshToken: async () => true,
  features: {
    devInteractions: { enabled: true },
    clientCredentials: { enabled: true },
    pushedAuthorizationRequests: { enabled: setup.pushed },
    rpInitiatedLogout: { enabled: true },
    resourceIndicators: {
      enabled: true,
      defaultResource: () => undefined,
      getResourceServerInfo: (context, resource) => {
        if (resource !== hub) throw new errors.InvalidTarget();
        return { scope: 'case.work front.sessions', audience: hub, accessTokenFormat: 'jwt', accessTokenTTL: 600, jwt: { sign: { alg: 'RS256' } } };
      },
      useGrantedResource: () => true,
    },
  },
});
provider.on('server_error', (context, error) => console.error('server_error', error.message, error.error_description ?? ''));
provider.on('grant.error', (context, error) => console.error('grant.error', error.message, error.error_description ?? ''));
provider.on('authorization.error', (context, error) => console.error('authorization.error', error.message, error.error_description ?? ''));
provider.listen(setup.port, 'localhost', () => console.log('ready'));
