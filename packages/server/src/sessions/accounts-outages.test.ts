import { createLocalSpotify, type FaultEffect, type LocalSpotify } from '@spixie/local';
import type { SpotifyServer } from '@spixie/server';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { createAppServer, origin, redirectUri, ticketCookie } from '../../test-support/app.js';
import { openVisitor, type Visitor } from '../../test-support/visitor.js';

/** Enough for a busy machine. */
const TIMEOUT_MS = 500;

let local: LocalSpotify;
let server: SpotifyServer;
let visitor: Visitor;
beforeAll(async () => {
  local = await createLocalSpotify({ redirectUris: [redirectUri], autoApprove: 'ada' });
});
afterAll(() => local.close());
beforeEach(async () => {
  local.reset();
  server = createAppServer(local, { timeoutMs: TIMEOUT_MS });
  visitor = openVisitor(server, origin);
  await visitor.signIn();
});

const call = (): Promise<Response> => visitor.ask('/auth/api/me', { headers: { 'x-spixie': '1' } });
const stateNow = async (): Promise<unknown> => (await visitor.ask('/auth/session')).json();

const outages: Readonly<Record<string, FaultEffect>> = {
  'does not take connections': { drop: 'before' },
  'does not answer in time': { delayMs: 2 * TIMEOUT_MS, status: 503 },
  fails: { status: 500 },
  'shows a page of a gateway': { html: true },
  'is to be left alone for a while': { retryAfter: 120 },
};

test.each(Object.keys(outages))('an accounts service that %s ends nobody’s session', async (name) => {
  local.faults.add({ path: '/api/token', effect: outages[name] ?? {} });
  // In its last minute a token is to be renewed, and serves still.
  local.clock.advance({ minutes: 59, seconds: 30 });
  expect((await call()).status).toBe(200);

  local.clock.advance({ hours: 1 });
  const response = await call();
  expect([429, 503]).toContain(response.status);
  expect(Number(response.headers.get('retry-after'))).toBeGreaterThan(0);
  expect(response.headers.getSetCookie()).toEqual([]);
  expect(await response.json()).toMatchObject({
    error: { code: expect.stringMatching(/^(?:network|timeout|server_error|rate_limited)/) },
  });
  const found = await server.getSession(
    new Request(origin, { headers: { cookie: `${ticketCookie}=${visitor.cookies.get(ticketCookie)}` } }),
  );
  await expect(found?.spotify.me.profile()).rejects.toMatchObject({ retryable: true });
  expect(await stateNow()).toMatchObject({ status: 'signed_in' });

  local.faults.clear();
  local.clock.advance({ minutes: 5 });
  expect((await call()).status).toBe(200);
});
