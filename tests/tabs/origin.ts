import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { createLocalSpotify, type LocalSpotify } from '@spixie/local';
import { build } from 'esbuild';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, vi } from 'vitest';
import { launchChromium } from '../e2e/chromium.js';
import type { PageConfig } from './page.js';

/** A page of our own, and all that it needs. */
export interface Origin {
  readonly local: LocalSpotify;
  readonly browser: Browser;
  readonly origin: string;
  readonly redirectUri: string;
}

/** Starts a local Spotify, Chromium and a page of our own on one origin, once for a test file. */
export function useOrigin(): Origin {
  vi.setConfig({ testTimeout: 60_000 });
  let server: Server;
  let local: LocalSpotify;
  let browser: Browser;
  let origin: string;
  let redirectUri: string;

  beforeAll(async () => {
    server = await listen();
    origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    redirectUri = `${origin}/callback`;
    local = await createLocalSpotify({ redirectUris: [redirectUri], autoApprove: 'ada' });
    await serve(server, { clientId: local.clientId, accountsUrl: local.accountsUrl, redirectUri });
    browser = await launchChromium();
  });
  afterAll(async () => {
    await browser?.close();
    server?.closeAllConnections();
    server?.close();
    await local?.close();
  });

  return {
    get local() {
      return local;
    },
    get browser() {
      return browser;
    },
    get origin() {
      return origin;
    },
    get redirectUri() {
      return redirectUri;
    },
  };
}

async function listen(): Promise<Server> {
  const server = createServer();
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  return server;
}

/** The same page on every path, as a single-page app is served. */
async function serve(server: Server, config: PageConfig): Promise<void> {
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(new URL('page.ts', import.meta.url))],
    bundle: true,
    format: 'iife',
    target: 'es2022',
    write: false,
  });
  const script = outputFiles[0]?.text ?? '';
  const settings = `<script>window.config = ${JSON.stringify(config)};</script>`;
  const page = `<!doctype html><html lang="en"><title>A tab</title><link rel="icon" href="data:,">${settings}<script src="/page.js"></script></html>`;
  server.on('request', ({ url }, response) => {
    const isScript = url === '/page.js';
    response.writeHead(200, { 'content-type': `${isScript ? 'text/javascript' : 'text/html'}; charset=utf-8` });
    response.end(isScript ? script : page);
  });
}
