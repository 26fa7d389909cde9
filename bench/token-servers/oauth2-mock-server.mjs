// It looks nothing up: each token is a JSON Web Token that it signs.
import { OAuth2Server } from 'oauth2-mock-server';
import { ready } from './ready.mjs';

const server = new OAuth2Server();
await server.issuer.keys.generate('RS256');
await server.start(0, '127.0.0.1');
const credentials = { clientId: 'bench', clientSecret: 'a secret for the bench', refreshToken: 'any' };
ready({ tokenUrl: `http://127.0.0.1:${server.address().port}/token`, ...credentials });
