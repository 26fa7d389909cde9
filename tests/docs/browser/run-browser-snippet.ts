import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createLocalSpotify, type LocalSpotify } from '@spixie/local';
import { routeSpotify } from '@spixie/local/playwright';
import { answerNode, type Handle } from '@spixie/server/node';
import type { Browser, Page } from 'playwright-core';
import { watch } from '../../e2e/watch.js';
import { compileSnippet } from '../compile-snippet.js';
import type { Snippet } from '../snippets.js';

/** A page that has loaded a snippet. */
export interface SnippetPage {
  readonly page: Page;
  readonly appUrl: string;
  readonly local: LocalSpotify;
  /** Lets a handler of `@spixie/server` answer first what the page asks its own server for. */
  serveBy(handle: Handle): void;
  /** Calls what the snippet exports, and gives what came of it. */
  call(name: string): Promise<unknown>;
  /** Calls what leaves the page. */
  leave(name: string): Promise<void>;
}

/** What became of a snippet in a page. */
export interface RanInPage {
  /** Its functions that nobody called. */
  readonly unused: readonly string[];
  /** Errors of the console, and secrets where nobody may see them. */
  readonly complaints: readonly string[];
}

/**
 * Runs a snippet in a page of Chromium, served on a port of its own. What it sends to Spotify goes to a local Spotify.
 *
 * @param use what the page's user does
 */
export async function runBrowserSnippet(
  snippet: Snippet,
  browser: Browser,
  use: (page: SnippetPage) => Promise<void>,
): Promise<RanInPage> {
  const server = await listen();
  const { port } = server.address() as AddressInfo;
  const appUrl = `http://127.0.0.1:${port}/`;
  const redirectUri = `${appUrl}callback`;
  const local = await createLocalSpotify({ redirectUris: [redirectUri] });
  const context = await browser.newContext({ locale: 'en-GB' });
  try {
    const { code, exports } = await compileSnippet(snippet, { clientId: local.clientId, port });
    const serveBy = serve(server, code);
    context.setDefaultTimeout(10_000);
    // Every request reaches the local Spotify or nobody.
    await context.route(
      ({ hostname }) => hostname !== '127.0.0.1',
      (route) => route.abort(),
    );
    // The route that is added last is asked first.
    await routeSpotify(context, local);
    const watching = watch(context, redirectUri);
    const page = await context.newPage();
    await page.goto(appUrl);
    const functions: string[] = await page.evaluate('Object.keys(snippet).filter((name) => typeof snippet[name] === "function")');
    // A component is used by the elements of the snippet itself: nobody can call it.
    const isComponent = (name: string) => snippet.language === 'tsx' && new RegExp(`<${name}\\b`).test(snippet.code);
    const unused = new Set([...exports, ...functions].filter((name) => !isComponent(name)));
    const run = (name: string, script: string) => {
      unused.delete(name);
      return page.evaluate(script);
    };
    const call = (name: string) => run(name, `snippet.${name}()`);
    // The page does not live to see it come to an end.
    const leave = async (name: string) => void (await run(name, `void snippet.${name}()`));
    await use({ page, appUrl, local, serveBy, call, leave });
    return { unused: [...unused], complaints: await watching.complaints() };
  } finally {
    await context.close();
    server.closeAllConnections();
    server.close();
    await local.close();
  }
}

async function listen(): Promise<Server> {
  const server = createServer();
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  return server;
}

/** The same page on every path, as a single-page app is served; what it gives back lets a handler answer first. */
function serve(server: Server, code: string): (handle: Handle) => void {
  let first: Handle = async () => undefined;
  const load = '<script type="module">import * as snippet from "/snippet.js"; window.snippet = snippet;</script>';
  const page = `<!doctype html><html lang="en"><title>A page</title><link rel="icon" href="data:,">${load}<h1>A page</h1><div id="root"></div></html>`;
  server.on('request', async (request, response) => {
    if (await answerNode(first, request, response)) return;
    const isScript = request.url === '/snippet.js';
    const type = isScript ? 'text/javascript' : 'text/html';
    response.writeHead(200, { 'content-type': `${type}; charset=utf-8`, 'cache-control': 'no-store' }).end(isScript ? code : page);
  });
  return (handle) => {
    first = handle;
  };
}
