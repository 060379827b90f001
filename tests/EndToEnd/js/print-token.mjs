// Prints an access token. Arguments: issuer, client id, key file (PEM), scopes.
import { accessToken } from './token.mjs';

const [issuer, clientId, keyFile, scope] = process.argv.slice(2);
process.stdout.write(await accessToken({ issuer, clientId, keyFile, scope }));
