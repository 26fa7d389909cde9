// The same page with Auth.js, whose session is in an encrypted cookie: it asks no store at all.

import { encode } from '@auth/core/jwt';
import { ExpressAuth, getSession } from '@auth/express';
import Spotify from '@auth/express/providers/spotify';
import express from 'express';
import { ready } from '../token-servers/ready.mjs';

const cookie = 'authjs.session-token';
const secret = 'a-secret-of-the-comparison-long-enough';
const config = { secret, trustHost: true, providers: [Spotify({ clientId: 'a-client', clientSecret: 'a-secret' })] };
const token = { sub: 'aD4Lq7vXe2', name: 'Ada Lindqvist', accessToken: 'BQ'.padEnd(200, 'x'), refreshToken: 'AQ'.padEnd(131, 'y') };
const headers = { cookie: `${cookie}=${await encode({ token, secret, salt: cookie })}` };

const app = express();
// A pattern, because it looks for the first unnamed part of the path.
app.use(/^\/auth\/(.*)/u, ExpressAuth(config));
app.get('/page', async (req, res) => {
  const { user } = (await getSession(req, config)) ?? {};
  if (!user) return res.sendStatus(401);
  return res.type('html').send(`<h1>Hello, ${user.name}</h1>`);
});
const server = app.listen(0, '127.0.0.1', () => {
  const origin = `http://127.0.0.1:${server.address().port}`;
  ready({
    urls: {
      '@auth/express, a page that asks': { url: `${origin}/page`, headers },
      '@auth/express, GET session': { url: `${origin}/auth/session`, headers },
    },
  });
});
