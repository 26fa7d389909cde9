// A page that asks nobody who is signed in: what Express takes by itself.
import express from 'express';
import { ready } from '../token-servers/ready.mjs';

const app = express();
app.get('/page', (_req, res) => res.type('html').send('<h1>Hello, Ada Lindqvist</h1>'));
const server = app.listen(0, '127.0.0.1', () =>
  ready({ urls: { 'Express, a page': { url: `http://127.0.0.1:${server.address().port}/page`, headers: {} } } }),
);
