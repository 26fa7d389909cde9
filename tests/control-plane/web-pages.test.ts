import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createLocalSpotify, type LocalSpotify } from '@spixie/local';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { registeredRoutes } from '../../packages/local/src/http/registered-routes.fixture.js';
import { launchChromium } from '../e2e/chromium.js';
import { attack } from './attacks.js';

let local: LocalSpotify;
let attacker: Server;
let browser: Browser;
let faultId: string;

beforeAll(async () => {
  local = await createLocalSpotify();
  attacker = createServer((_, response) =>
    response.setHeader('content-type', 'text/html').end('<!doctype html><title>Nice</title><body>'),
  );
  await new Promise<void>((resolve) => attacker.listen(0, '127.0.0.1', resolve));
  browser = await launchChromium(['--host-resolver-rules=MAP *.example 127.0.0.1']);
});
afterAll(async () => {
  await browser?.close();
  attacker?.close();
  await local?.close();
});
beforeEach(() => {
  local.reset();
  local.clock.freeze();
  faultId = local.faults.add({ path: '/nowhere', effect: { status: 503 } });
});

const routes = registeredRoutes()
  .filter(({ path }) => path.startsWith('/_local'))
  .map(({ method, path }): [string, string] => [method, path.slice('/_local'.length)]);

/** Every route, its parameters filled in with what there is. */
function attackedRoutes(): [string, string][] {
  const known: Record<string, string> = { clientId: local.clientId, userId: 'ada' };
  return routes.map(([method, path]) => [
    method,
    path.replace(/:(\w+)(\{[^}]*\})?/gu, (_, name: string) => {
      if (known[name] !== undefined) return known[name];
      return path.startsWith('/faults') ? faultId : path.startsWith('/apps') ? local.clientId : 'ada';
    }),
  ]);
}

/** All that the control plane tells: what would be different if anything had changed. */
async function everything(): Promise<string[]> {
  const reads = attackedRoutes().filter(([method]) => method === 'GET');
  return Promise.all(reads.map(async ([, path]) => `${path} ${await (await fetch(`${local.controlUrl}${path}`)).text()}`));
}

async function attackFrom(pageUrl: string, controlUrl: string): Promise<string[]> {
  const page = await browser.newPage();
  try {
    await page.goto(pageUrl);
    // The visit itself is no harm.
    local.journal.clear();
    return (await page.evaluate(attack, { controlUrl, routes: attackedRoutes() })).texts.filter((text) => text !== '');
  } finally {
    await page.close();
  }
}

const attackerPort = (): number => (attacker.address() as AddressInfo).port;

test.each([
  ['another port of this machine', () => `http://127.0.0.1:${attackerPort()}/`],
  ['another site', () => `http://evil.example:${attackerPort()}/`],
])(
  'a page of %s can read nothing and change nothing',
  async (_, url) => {
    expect(attackedRoutes().length).toBeGreaterThan(12);
    const before = await everything();
    expect(await attackFrom(url(), local.controlUrl)).toEqual([]);
    expect(await everything()).toEqual(before);
  },
  120_000,
);

test('a page under a name that was bent to 127.0.0.1 reads refusals, and changes nothing', async () => {
  const before = await everything();
  const { port } = new URL(local.controlUrl);
  const own = `http://rebound.example:${port}`;
  // Chromium shields local addresses from a page that came from elsewhere. Older browsers do not: the page is one of this server's own,
  // under the wrong name.
  const texts = await attackFrom(`${own}/page`, `${own}/_local`);
  expect(texts.length).toBeGreaterThan(12);
  for (const text of texts) expect(JSON.parse(text)).toEqual({ error: expect.stringContaining('check the Host header') });
  expect(await everything()).toEqual(before);
}, 120_000);
