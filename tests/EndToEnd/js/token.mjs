// An access token for an agency, by what any OAuth client knows: the issuer's metadata (RFC 8414), client_credentials and
// private_key_jwt (RFC 7523, ES256), made with Node's own cryptography.
import { createHash, createPrivateKey, createPublicKey, randomUUID, sign } from 'node:crypto';
import { readFileSync } from 'node:fs';

const encode = (value) => Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)).toString('base64url');

/** RFC 7638 thumbprint: the kid under which the agency's key is registered. */
function thumbprint(key) {
  const { crv, kty, x, y } = createPublicKey(key).export({ format: 'jwk' });
  return createHash('sha256').update(JSON.stringify({ crv, kty, x, y })).digest('base64url');
}

function assertion(key, clientId, audience) {
  const now = Math.floor(Date.now() / 1000);
  const head = encode({ alg: 'ES256', typ: 'JWT', kid: thumbprint(key) });
  const body = encode({ iss: clientId, sub: clientId, aud: audience, jti: randomUUID(), iat: now, exp: now + 50 });
  const signature = sign('sha256', Buffer.from(`${head}.${body}`), { key, dsaEncoding: 'ieee-p1363' });
  return `${head}.${body}.${signature.toString('base64url')}`;
}

/** Asks the issuer for a token with these scopes. */
export async function accessToken({ issuer, clientId, keyFile, scope }) {
  const metadata = await (await fetch(`${issuer}/.well-known/openid-configuration`)).json();
  if (metadata.issuer !== issuer) throw new Error('The metadata is of another issuer.');
  const response = await fetch(metadata.token_endpoint, {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'client_credentials',
      scope,
      client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
      client_assertion: assertion(createPrivateKey(readFileSync(keyFile)), clientId, metadata.issuer),
    }),
  });
  if (!response.ok) throw new Error(`The issuer answered ${response.status}.`);
  return (await response.json()).access_token;
}
