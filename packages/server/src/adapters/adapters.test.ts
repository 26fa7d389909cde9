import { once } from 'node:events';
import { createServer, request as openRequest, type RequestListener, type Server, type ServerResponse } from 'node:http';
import { connect, createServer as createHttp2Server } from 'node:http2';
import { createRequire } from 'node:module';
import { type AddressInfo, connect as connectTo } from 'node:net';
import { serve } from '@hono/node-server';
import { expressHandler } from '@spixie/server/express';
import { fastifyHook } from '@spixie/server/fastify';
import { answerNode, type Handle } from '@spixie/server/node';
import express from 'express';
import fastify from 'fastify';
import { Hono } from 'hono';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { sendRaw } from '../../test-support/send-raw.js';

// Its types are those of 5, near enough.
const express4 = createRequire(import.meta.url)('express-4') as typeof express;

/** What happens to the request that is under way. */
let told: string[] = [];
let release: () => void = () => {};
afterEach(() => {
  told = [];
  release();
});

/** Answers below /auth with what it got. */
const handle: Handle = async (request) => {
  const { pathname, search } = new URL(request.url);
  if (!pathname.startsWith('/auth/')) return undefined;
  request.signal.addEventListener('abort', () => told.push('aborted'));
  if (pathname === '/auth/upload') told.push('begun');
  if (pathname === '/auth/mistake') throw new Error('a mistake');
  if (pathname === '/auth/slowly') return slowAnswer();
  const headers = new Headers({ 'x-seen': `${request.method} ${pathname}${search} ${request.headers.get('x-sent')}` });
  headers.append('set-cookie', 'a=1');
  headers.append('set-cookie', 'b=2');
  return new Response(pathname.endsWith('/nothing') ? null : await request.text(), { status: 201, headers });
};

/** Says one thing at once, and another when it is released. */
function slowAnswer(): Response {
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  const parts = ['first', 'second'];
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      if (parts.length === 1) await released;
      const part = parts.shift();
      if (part === undefined) controller.close();
      else controller.enqueue(new TextEncoder().encode(part));
    },
    cancel: () => void told.push('cancelled'),
  });
  return new Response(body);
}

const closing: (() => unknown)[] = [];
afterAll(async () => {
  for (const close of closing) await close();
});

async function listen(listener: RequestListener | Server): Promise<string> {
  const server = typeof listener === 'function' ? createServer(listener) : listener;
  await once(server.listen(0, '127.0.0.1'), 'listening');
  closing.push(() => server.close());
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

function fail(response: ServerResponse): void {
  told.push('failed');
  response.writeHead(500).end();
}

function expressApp(framework: typeof express, path = '/') {
  const app = framework();
  app.disable('x-powered-by');
  app.use(path, expressHandler({ handle, basePath: '/auth' }));
  app.use(framework.text());
  app.use((req, res) => void res.end(`own ${req.body ?? ''}`));
  // Else it writes the mistake to the console.
  app.use(((_error, _req, res, _next) => fail(res)) as express.ErrorRequestHandler);
  return app;
}

const apps: Readonly<Record<string, () => Promise<string>>> = {
  'node:http': () =>
    listen((request, response) => {
      const answerByApp = async () => response.end(`own ${Buffer.concat(await request.toArray())}`);
      answerNode(handle, request, response).then(
        (answered) => void (answered || answerByApp()),
        () => fail(response),
      );
    }),
  'Express 5': () => listen(expressApp(express)),
  'Express 5, mounted on a path': () => listen(expressApp(express, '/auth')),
  'Express 4': () => listen(expressApp(express4)),
  'Express 5, in an app that is mounted itself and trusts proxies': () => {
    const outer = express().use('/auth', expressApp(express)).use(express.text());
    outer.set('trust proxy', true);
    outer.use((req, res) => void res.end(`own ${req.body}`));
    return listen(outer);
  },
  Fastify: async () => {
    const app = fastify().addHook('onRequest', fastifyHook({ handle, basePath: '/auth' }));
    app.post('/page', async (request) => `own ${request.body}`);
    closing.push(() => app.close());
    return app.listen({ port: 0, host: '127.0.0.1' });
  },
  Hono: async () => {
    const app = new Hono();
    app.use(async (c, next) => (await handle(c.req.raw)) ?? next());
    app.post('/page', async (c) => c.text(`own ${await c.req.text()}`));
    app.onError((_error, c) => c.text('', 500));
    const server = serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' });
    closing.push(() => server.close());
    if (!server.listening) await once(server, 'listening');
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  },
};

describe.each(Object.keys(apps))('in %s', (name) => {
  let url: string;
  beforeAll(async () => {
    url = (await apps[name]?.()) ?? '';
  });
  const send = (path: string, init?: RequestInit) => fetch(`${url}${path}`, init);

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

  test('an answer arrives as it comes, and not when it is complete', async () => {
    const reader = (await send('/auth/slowly')).body?.getReader();
    const read = async () => new TextDecoder().decode((await reader?.read())?.value);
    expect(await read()).toBe('first');
    release();
    expect(await read()).toBe('second');
  });

  test('who goes away in the middle of an answer ends what it comes from', async () => {
    const controller = new AbortController();
    await (await send('/auth/slowly', { signal: controller.signal })).body?.getReader().read();
    controller.abort();
    await expect.poll(() => told).toContain('cancelled');
  });

  test('who goes away in the middle of a request aborts it, and the next one is answered', async () => {
    const request = openRequest(`${url}/auth/upload`, { method: 'POST', headers: { 'content-length': '10' } });
    request.on('error', () => {}).write('half');
    await expect.poll(() => told).toContain('begun');
    request.destroy();
    await expect.poll(() => told).toContain('aborted');
    expect((await send('/auth/nothing')).status).toBe(201);
    expect(told).not.toContain('failed');
  });

  const sendLines = async (...lines: string[]) => sendRaw(url, lines);

  test('a method that fetch does not know is answered, and not as another one', async () => {
    const answer = await sendLines('TRACE /auth/a HTTP/1.1', 'Host: app.example', 'Connection: close');
    expect(answer).toMatch(/^HTTP\/1\.1 (?!500)/);
    expect(answer).not.toMatch(/^x-seen: (?!TRACE)/im);
  });

  test.each(['evil.example/auth/a?', 'evil.example/auth/a#', 'a@b', 'a\\auth\\a', '[', 'a b', ''])(
    'a Host changes no path, however odd: %j',
    async (host) => {
      const answer = await sendLines('GET /auth/b?c=1 HTTP/1.1', `Host: ${host}`, 'X-Sent: yes', 'Connection: close');
      // Hono's server refuses them.
      expect(answer).toMatch(name === 'Hono' && host ? /^HTTP\/1\.1 400 / : /^x-seen: GET \/auth\/b\?c=1 yes\r$/im);
    },
  );

  test('a mistake is the framework’s to tell, and the next request is answered', async () => {
    expect((await send('/auth/mistake')).status).toBe(500);
    expect((await send('/auth/nothing')).status).toBe(201);
  });
});

describe.each(Object.entries({ 'Express 5': express, 'Express 4': express4 }))(
  'in %s, behind what has read the body',
  (_, framework) => {
    let url: string;
    beforeAll(async () => {
      const parsers = [
        framework.json(),
        framework.text(),
        framework.urlencoded({ extended: true }),
        framework.raw({ type: 'image/*' }),
      ];
      url = await listen(framework().use(...parsers, expressHandler({ handle, basePath: '/auth' })));
    });

    test.each([
      ['JSON', 'application/json; charset=utf-8', '{ "uris": ["a", "b"] }', '{"uris":["a","b"]}'],
      ['text', 'text/plain', 'hello', 'hello'],
      ['bytes', 'image/jpeg', 'ffd8', 'ffd8'],
      ['what no parser takes', 'application/octet-stream', 'left alone', 'left alone'],
      ['the fields of a form', 'application/x-www-form-urlencoded', 'a=1', ''],
      ['nothing', 'application/json', '', ''],
    ])('%s arrives', async (_kind, type, body, seen) => {
      const response = await fetch(`${url}/auth/a`, { method: 'PUT', body, headers: { 'content-type': type } });
      expect([response.status, await response.text()]).toEqual([201, seen]);
    });
  },
);

test('in Fastify, after it has read the body, JSON arrives', async () => {
  const app = fastify().addHook('preHandler', fastifyHook({ handle }));
  app.put('/auth/a', async () => 'own');
  const url = await app.listen({ port: 0, host: '127.0.0.1' });
  const init = { method: 'PUT', body: '{ "ids": [] }', headers: { 'content-type': 'application/json' } };
  const response = await fetch(`${url}/auth/a`, init);
  expect([response.status, await response.text()]).toEqual([201, '{"ids":[]}']);
  await app.close();
});

test('over HTTP/2 a request arrives, and its answer', async () => {
  const server = createHttp2Server((request, response) => void answerNode(handle, request, response));
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const client = connect(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  const stream = client.request({ ':method': 'POST', ':path': '/auth/a?b=1', 'x-sent': 'yes' });
  stream.end('hello');
  const [headers] = await once(stream, 'response');
  expect([headers[':status'], headers['x-seen'], headers['set-cookie']]).toEqual([201, 'POST /auth/a?b=1 yes', ['a=1', 'b=2']]);
  expect(Buffer.concat(await stream.toArray()).toString()).toBe('hello');
  client.close();
  server.close();
});

test('a page of the app takes no request of the handler’s, and the handler’s routes are found however they are written', async () => {
  const asked: string[] = [];
  const answering = {
    basePath: '/auth',
    handle: (request: Request) => {
      asked.push(new URL(request.url).pathname);
      return handle(request);
    },
  };
  const url = await listen(express().use(expressHandler(answering), (_req, res) => void res.end('own')));
  expect(await (await fetch(`${url}/page?from=/auth`)).text()).toBe('own');
  expect(asked).toEqual([]);
  const { port } = new URL(url);
  const raw = connectTo(Number(port), '127.0.0.1', () =>
    raw.write('GET /page/../auth/a HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n'),
  );
  expect(Buffer.concat(await raw.toArray()).toString()).toContain('201 Created');
  expect(asked).toEqual(['/auth/a']);
});
