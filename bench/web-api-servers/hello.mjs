// What Hono can do with one core if it says hello and does nothing else.
import { serve } from '@hono/node-server';
import { Hono } from 'hono';
import { ready } from '../token-servers/ready.mjs';

const app = new Hono().get('/', (c) => c.text('Hello World'));
serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' }, ({ port }) =>
  ready({ headers: {}, urls: { 'Hono’s hello world': `http://127.0.0.1:${port}/` } }),
);
