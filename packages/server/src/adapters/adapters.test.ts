import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expressHandler } from '@spixie/server/express';
import { fastifyHook } from '@spixie/server/fastify';
import { answerNode, type Handle } from '@spixie/server/node';
import express from 'express';
import fastify from 'fastify';
import { afterEach, describe, expect, test } from 'vitest';

/** Answers below /auth with what it got. */
const handle: Handle = async (request) => {
  const { pathname, search } = new URL(request.url);
  if (!pathname.startsWith('/auth/')) return undefined;
  const headers = new Headers({ 'x-seen': `${request.method} ${pathname}${search} ${request.headers.get('x-sent')}` });
  headers.append('set-cookie', 'a=1');
  headers.append('set-cookie', 'b=2');
  return new Response(pathname.endsWith('/nothing') ? null : await request.text(), { status: 201, headers });
};

const closing: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

async function listen(listener: RequestListener): Promise<string> {
  const server: Server = createServer(listener).listen(0, '127.0.0.1');
  await once(server, 'listening');
  closing.push(() => server.close());
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const apps: Readonly<Record<string, () => Promise<string>>> = {
  'node:http': () =>
    listen(async (request, response) => {
      if (await answerNode(handle, request, response)) return;
      const chunks = await request.toArray();
      response.end(`own ${Buffer.concat(chunks).toString()}`);
    }),
  Express: () => {
    const app = express().use(expressHandler({ handle }), express.text());
    app.use((req, res) => void res.end(`own ${req.body ?? ''}`));
    return listen(app);
  },
  'Express, mounted on a path': () => {
    const app = express().use('/auth', expressHandler({ handle })).use(express.text());
    app.use((req, res) => void res.end(`own ${req.body ?? ''}`));
    return listen(app);
  },
  Fastify: async () => {
    const app = fastify().addHook('onRequest', fastifyHook({ handle }));
    app.post('/page', async (request) => `own ${request.body}`);
    closing.push(() => app.close());
    return app.listen({ port: 0, host: '127.0.0.1' });
  },
};

describe.each(Object.keys(apps))('in %s', (name) => {
  const send = async (path: string, init?: RequestInit) => fetch(`${await apps[name]?.()}${path}`, init);

  test('a route of the handler gets the request whole, and its answer arrives whole', async () => {
    const body = 'x'.repeat(100_000);
    const response = await send('/auth/a?b=1', {
      method: 'POST',
      body,
      headers: { 'x-sent': 'yes', 'content-type': 'text/plain' },
    });
    expect([response.status, response.headers.get('x-seen')]).toEqual([201, 'POST /auth/a?b=1 yes']);
    expect(response.headers.getSetCookie()).toEqual(['a=1', 'b=2']);
    expect(await response.text()).toBe(body);
  });

  test('an answer without a body ends', async () => {
    expect(await (await send('/auth/nothing')).text()).toBe('');
  });

  test('what is the app’s own reaches it with its body', async () => {
    const response = await send('/page', { method: 'POST', body: 'hello', headers: { 'content-type': 'text/plain' } });
    expect([response.status, await response.text()]).toEqual([200, 'own hello']);
  });
});
