// Runs openid-client, a certified relying party, against the issuers. Reads one JSON object from standard input
// ({ staff, agencies, callback, afterSignOut, frontDoorPem, frontDoorKid, agency, agencyPem, agencyKid, userName, password }) and prints one line a check.
import { createPrivateKey, randomUUID, webcrypto } from 'node:crypto';
import { readFileSync } from 'node:fs';
import * as client from 'openid-client';
import { createRemoteJWKSet, jwtVerify, SignJWT, UnsecuredJWT } from 'jose';

const setup = JSON.parse(readFileSync(0, 'utf8'));
const insecure = { execute: [client.allowInsecureRequests] };
const assertionType = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';

const importKey = (pem) => webcrypto.subtle.importKey(
  'pkcs8', createPrivateKey(pem).export({ type: 'pkcs8', format: 'der' }), { name: 'ECDSA', namedCurve: 'P-256' }, true, ['sign']);
const agencyKey = { key: await importKey(setup.agencyPem), kid: setup.agencyKid };
const frontDoorKey = { key: await importKey(setup.frontDoorPem), kid: setup.frontDoorKid };
const strangerKey = await webcrypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, true, ['sign']);

const discoverAgency = (key = agencyKey) => client.discovery(
  new URL(setup.agencies), setup.agency, {}, client.PrivateKeyJwt(key), { ...insecure, algorithm: 'oauth2' });
const discoverStaff = () => client.discovery(new URL(setup.staff), 'front-door', {}, client.PrivateKeyJwt(frontDoorKey), insecure);

let failed = 0;
async function check(name, run) {
  try {
    await run();
    console.log(`ok ${name}`);
  } catch (error) {
    failed++;
    console.log(`not ok ${name}: ${error.code ?? ''} ${error.message} ${error.cause ? JSON.stringify(error.cause) : ''}`);
  }
}

function must(condition, words) {
  if (!condition) throw new Error(words);
}

async function mustFail(promise, code) {
  const error = await promise.then(() => null, (reason) => reason);
  must(error, 'was accepted');
  if (code) must(error.error === code || error.code === code, `failed with ${error.error ?? error.code} instead of ${code}`);
}

async function postAssertion(assertion) {
  const response = await fetch(`${setup.agencies}/token`, {
    method: 'POST',
    body: new URLSearchParams({ grant_type: 'client_credentials', client_assertion_type: assertionType, client_assertion: assertion }),
  });
  return response.status;
}

const assertionClaims = () => ({
  iss: setup.agency, sub: setup.agency, aud: setup.agencies, jti: randomUUID(), exp: Math.floor(Date.now() / 1000) + 30,
});

/** A browser that keeps cookies, Secure ones too, and fills in the sign-in form. */
function browser() {
  const cookies = new Map();
  const send = async (url, init = {}) => {
    const response = await fetch(url, {
      ...init, redirect: 'manual', headers: { ...init.headers, cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; ') },
    });
    for (const line of response.headers.getSetCookie()) {
      const [name, value] = line.split(';')[0].split(/=(.*)/s);
      cookies.set(name, value);
    }
    return response;
  };
  return {
    send,
    pagesShown: 0,
    async signIn(url) {
      let response = await send(url);
      let location = new URL(response.headers.get('location'), url);
      if (location.pathname !== '/staff/sign-in') return location;
      this.pagesShown++;
      const page = await (await send(location)).text();
      const form = new URLSearchParams({ 'user-name': setup.userName, password: setup.password });
      for (const [, name, value] of page.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)"/g)) form.set(name, value);
      response = await send(new URL('/staff/sign-in', url), { method: 'POST', body: form });
      return new URL(response.headers.get('location'), url);
    },
  };
}

async function begin(config, more = {}) {
  const verifier = client.randomPKCECodeVerifier();
  const [state, nonce] = [client.randomState(), client.randomNonce()];
  const parameters = {
    redirect_uri: setup.callback, scope: 'openid profile hub offline_access', state, nonce,
    code_challenge: await client.calculatePKCECodeChallenge(verifier), code_challenge_method: 'S256', ...more,
  };
  return { verifier, state, nonce, url: await client.buildAuthorizationUrlWithPAR(config, parameters) };
}

const redeem = (config, landed, { verifier, state, nonce }, more = {}) => client.authorizationCodeGrant(
  config, landed, { pkceCodeVerifier: verifier, expectedState: state, expectedNonce: nonce, idTokenExpected: true, ...more });

await check('discovery', async () => {
  const staff = (await discoverStaff()).serverMetadata();
  must(staff.issuer === setup.staff && staff.require_pushed_authorization_requests === true, 'staff metadata');
  must((await discoverAgency()).serverMetadata().issuer === setup.agencies, 'agencies metadata');
});

await check('client credentials, verified by jose', async () => {
  const config = await discoverAgency();
  const tokens = await client.clientCredentialsGrant(config, { scope: 'contacts.submit' });
  const keys = createRemoteJWKSet(new URL(config.serverMetadata().jwks_uri));
  const { payload, protectedHeader } = await jwtVerify(tokens.access_token, keys, {
    issuer: setup.agencies, audience: 'mash-hub', typ: 'at+jwt', algorithms: ['ES256'],
  });
  must(payload.sub === setup.agency && payload.scope === 'contacts.submit' && payload.key_id === setup.agencyKid, 'claims');
  must(protectedHeader.kid, 'kid');
});

await check('unknown scope', async () => mustFail(client.clientCredentialsGrant(await discoverAgency(), { scope: 'everything' }), 'invalid_scope'));
await check('wrong key', async () => mustFail(
  client.clientCredentialsGrant(await discoverAgency({ key: strangerKey.privateKey, kid: setup.agencyKid }), {}), 'invalid_client'));
await check('client secret', async () => mustFail(client.clientCredentialsGrant(
  await client.discovery(new URL(setup.agencies), setup.agency, 'a secret', client.ClientSecretPost('a secret'), { ...insecure, algorithm: 'oauth2' }), {}), 'invalid_client'));

await check('assertion replay', async () => {
  const assertion = await new SignJWT(assertionClaims()).setProtectedHeader({ alg: 'ES256', kid: setup.agencyKid }).sign(agencyKey.key);
  must(await postAssertion(assertion) === 200, 'first use');
  must(await postAssertion(assertion) === 401, 'second use');
});

await check('HS256 and alg none assertions', async () => {
  const hmac = await new SignJWT(assertionClaims()).setProtectedHeader({ alg: 'HS256', kid: setup.agencyKid }).sign(new TextEncoder().encode(setup.agencyKid.padEnd(32, '.')));
  must(await postAssertion(hmac) === 401, 'HS256');
  must(await postAssertion(new UnsecuredJWT(assertionClaims()).encode()) === 401, 'none');
});

await check('code flow with pushed request, PKCE, nonce, iss, refresh', async () => {
  const config = await discoverStaff();
  const started = await begin(config);
  const tokens = await redeem(config, await browser().signIn(started.url), started, { maxAge: 300 });
  const claims = tokens.claims();
  must(claims.sub && claims.auth_time && claims.at_hash && claims.sid && !claims.name, 'id token claims');
  const fresh = await client.refreshTokenGrant(config, tokens.refresh_token);
  must(fresh.claims().sub === claims.sub && fresh.refresh_token !== tokens.refresh_token, 'refresh');
  await client.tokenRevocation(config, fresh.refresh_token);
  await mustFail(client.refreshTokenGrant(config, fresh.refresh_token), 'invalid_grant');
});

await check('code replay', async () => {
  const config = await discoverStaff();
  const started = await begin(config);
  const landed = await browser().signIn(started.url);
  const tokens = await redeem(config, landed, started);
  await mustFail(redeem(config, landed, started), 'invalid_grant');
  await mustFail(client.refreshTokenGrant(config, tokens.refresh_token), 'invalid_grant');
});

await check('wrong verifier', async () => {
  const config = await discoverStaff();
  const started = await begin(config);
  const landed = await browser().signIn(started.url);
  await mustFail(redeem(config, landed, { ...started, verifier: client.randomPKCECodeVerifier() }), 'invalid_grant');
});

await check('wrong nonce', async () => {
  const config = await discoverStaff();
  const started = await begin(config);
  await mustFail(redeem(config, await browser().signIn(started.url), { ...started, nonce: 'another' }));
});

await check('tampered iss', async () => {
  const config = await discoverStaff();
  const started = await begin(config);
  const landed = await browser().signIn(started.url);
  landed.searchParams.set('iss', setup.agencies);
  await mustFail(redeem(config, landed, started));
});

await check('plain PKCE', async () => {
  const verifier = client.randomPKCECodeVerifier();
  await mustFail(begin(await discoverStaff(), { code_challenge: verifier, code_challenge_method: 'plain' }), 'invalid_request');
});

await check('unregistered redirect_uri: 400, no redirect', async () => {
  const config = await discoverStaff();
  await mustFail(begin(config, { redirect_uri: 'http://attacker.example/' }), 'invalid_request');
  const direct = client.buildAuthorizationUrl(config, { redirect_uri: 'http://attacker.example/', scope: 'openid', code_challenge: 'x'.repeat(43), code_challenge_method: 'S256' });
  const response = await browser().send(direct);
  must(response.status === 400 && !response.headers.get('location'), `${response.status}`);
});

await check('prompt=none', async () => {
  const config = await discoverStaff();
  const visitor = browser();
  const started = await begin(config, { prompt: 'none' });
  await mustFail(redeem(config, await visitor.signIn(started.url), started), 'login_required');
  await visitor.signIn((await begin(config)).url);
  const silent = await begin(config, { prompt: 'none' });
  must((await redeem(config, await visitor.signIn(silent.url), silent)).claims().sub, 'silent sign-in');
});

await check('max_age asks for a new sign-in', async () => {
  const config = await discoverStaff();
  const visitor = browser();
  const first = await begin(config);
  const before = (await redeem(config, await visitor.signIn(first.url), first)).claims();
  const second = await begin(config, { max_age: '0' });
  const after = (await redeem(config, await visitor.signIn(second.url), second, { maxAge: 60 })).claims();
  must(visitor.pagesShown === 2, 'the page was not shown again');
  must(after.auth_time >= before.auth_time, 'a new sign-in');
});

await check('end session', async () => {
  const config = await discoverStaff();
  const visitor = browser();
  const started = await begin(config);
  const tokens = await redeem(config, await visitor.signIn(started.url), started);
  const away = client.buildEndSessionUrl(config, { id_token_hint: tokens.id_token, post_logout_redirect_uri: 'http://attacker.example/' });
  must((await visitor.send(away)).status === 400, 'another address');
  const url = client.buildEndSessionUrl(config, { id_token_hint: tokens.id_token, post_logout_redirect_uri: setup.afterSignOut, state: 's1' });
  const response = await visitor.send(url);
  must(response.status === 303 && response.headers.get('location') === `${setup.afterSignOut}?state=s1`, response.headers.get('location'));
  await mustFail(client.refreshTokenGrant(config, tokens.refresh_token), 'invalid_grant');
  const silent = await begin(config, { prompt: 'none' });
  await mustFail(redeem(config, await visitor.signIn(silent.url), silent), 'login_required');
});

process.exit(failed === 0 ? 0 : 1);
