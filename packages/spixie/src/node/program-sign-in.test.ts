import { createServer } from 'node:net';
import { createLocalSpotify, type LocalSpotify } from '@spixie/local';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { failsWith } from '../../test-support/fails-with.js';
import { visit } from '../../test-support/sign-in.js';
import { type ProgramSignInOptions, signInFromProgram } from './program-sign-in.js';

let local: LocalSpotify;
beforeAll(async () => {
  local = await createLocalSpotify({ autoApprove: 'ada' });
});
beforeEach(() => local.reset());
afterAll(() => local.close());

const start = (options: Partial<ProgramSignInOptions>) =>
  signInFromProgram({
    clientId: local.clientId,
    accountsUrl: local.accountsUrl,
    redirectUri: 'http://127.0.0.1/callback',
    waitMs: 10_000,
    ...options,
  });

/** Answers a sign-in as the user's browser does, and gives what the browser shows in the end. */
async function browse(url: string): Promise<Response> {
  return fetch(await visit(url));
}

describe('signInFromProgram', () => {
  it('listens on a free port before the browser is opened, and gives the token set', async () => {
    let shown: Response | undefined;
    const tokenSet = await start({
      open: async (url) => {
        const { hostname, port, pathname } = new URL(new URL(url).searchParams.get('redirect_uri') ?? '');
        expect({ hostname, pathname }).toEqual({ hostname: '127.0.0.1', pathname: '/callback' });
        expect(Number(port)).toBeGreaterThan(0);
        shown = await browse(url);
      },
    });
    expect(tokenSet.refreshToken).toMatch(/^AQ/);
    expect(shown?.status).toBe(200);
    expect(await shown?.text()).toContain('You are signed in');
    // What the browser keeps in its history is free of the code.
    expect(new URL(shown?.url ?? '').search).toBe('');
    await expect(fetch(shown?.url ?? '')).rejects.toThrow();
  });

  it('listens on [::1] as well', async () => {
    expect(await start({ redirectUri: 'http://[::1]/callback', open: browse })).toHaveProperty('accessToken');
  });

  it('answers 404 to everything else, and goes on waiting', async () => {
    const statuses: number[] = [];
    await start({
      open: async (url) => {
        const callback = await visit(url);
        const { origin } = new URL(callback);
        for (const path of ['/favicon.ico', '/', '/callback/', '/callback/more', '/Callback'])
          statuses.push((await fetch(origin + path)).status);
        statuses.push((await fetch(callback, { method: 'POST' })).status, (await fetch(callback, { method: 'HEAD' })).status);
        await fetch(callback);
      },
    });
    expect(statuses).toEqual([404, 404, 404, 404, 404, 404, 404]);
    expect(local.journal.count({ path: '/api/token' })).toBe(1);
  });

  it('refuses a callback that does not answer it, and goes on waiting', async () => {
    const pages: string[] = [];
    await start({
      open: async (url) => {
        const callback = new URL(await visit(url));
        for (const query of ['', '?code=forged', '?code=forged&state=forged', '?error=access_denied&state=forged']) {
          const response = await fetch(callback.origin + callback.pathname + query);
          pages.push(`${response.status} ${/<h1[^>]*>(.*?)</.exec(await response.text())?.[1]}`);
        }
        await fetch(callback);
      },
    });
    expect(pages).toEqual(Array(4).fill('400 Not this sign-in'));
    expect(local.journal.count({ path: '/api/token' })).toBe(1);
  });

  it('exchanges the code once, however often the callback comes', async () => {
    const tokenSet = await start({
      open: async (url) => {
        const callback = await visit(url);
        await Promise.all([fetch(callback), fetch(callback).catch(() => {}), fetch(callback).catch(() => {})]);
      },
    });
    expect(tokenSet).toHaveProperty('accessToken');
    expect(local.journal.count({ path: '/api/token' })).toBe(1);
  });

  it('tells a page and the caller that the user declined', async () => {
    let page = '';
    await failsWith('access_denied', /The user said no/, () =>
      start({
        open: async (url) => {
          const { searchParams } = new URL(url);
          const callback = `${searchParams.get('redirect_uri')}?${new URLSearchParams({ error: 'access_denied', state: searchParams.get('state') ?? '' })}`;
          page = await (await fetch(callback)).text();
        },
      }),
    );
    expect(page).toContain('You did not sign in');
  });

  it('tells a page and the caller that the exchange failed', async () => {
    let page = '';
    local.faults.add({ path: '/api/token', effect: { html: true } });
    await failsWith('server_error', /503/, () => start({ open: async (url) => (page = await (await browse(url)).text()) }));
    expect(page).toContain('The sign-in failed');
  });

  it('takes the callback that the user pasted, and asks again for what is none', async () => {
    const attempts: number[] = [];
    let callback = '';
    const tokenSet = await start({
      open: async (url) => {
        callback = await visit(url);
      },
      askForCallback: async ({ attempt }) => {
        attempts.push(attempt);
        return ['', 'https://example.com/', `  ${callback}\n`][attempt - 1] ?? '';
      },
    });
    expect(attempts).toEqual([1, 2, 3]);
    expect(tokenSet).toHaveProperty('accessToken');
  });

  it('ends the question when the callback arrives by itself', async () => {
    let asked: AbortSignal | undefined;
    await start({
      open: (url) => {
        setTimeout(() => browse(url), 50);
      },
      askForCallback: ({ signal }) => {
        asked = signal;
        return new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)));
      },
    });
    expect(asked?.aborted).toBe(true);
  });

  it('says that the port is in use', async () => {
    const taken = createServer();
    await new Promise<void>((resolve) => taken.listen(0, '127.0.0.1', resolve));
    const { port } = taken.address() as { port: number };
    await failsWith('port_in_use', new RegExp(`Port ${port} of 127\\.0\\.0\\.1 is in use\\. .*another port\\.$`), () =>
      start({ redirectUri: `http://127.0.0.1:${port}/callback` }),
    );
    await new Promise((resolve) => taken.close(resolve));
  });

  it.each([
    ['https://example.com/callback', /only on http:\/\/127\.0\.0\.1/],
    ['myapp://callback', /only on http:\/\/127\.0\.0\.1/],
    ['http://localhost:8080/callback', /localhost, which Spotify refuses/],
  ])('refuses to listen for %s', async (redirectUri, sentence) => {
    await failsWith('invalid_redirect_uri', sentence, () => start({ redirectUri }));
  });

  it('ends when nobody comes, and when its caller wants it to', async () => {
    await failsWith('timeout', /Nobody signed in within 50 ms/, () => start({ open: () => {}, waitMs: 50 }));
    await failsWith('aborted', /cancelled/, () => start({ open: () => {}, signal: AbortSignal.timeout(30) }));
    await failsWith('aborted', /cancelled/, () => start({ open: () => {}, signal: AbortSignal.abort() }));
  });

  it('answers only to its own name, so that no page of another site can reach it', async () => {
    const { request } = await import('node:http');
    let status: number | undefined;
    await start({
      open: async (url) => {
        const callback = new URL(await visit(url));
        status = await new Promise((resolve) => {
          const { hostname, port, pathname, search } = callback;
          request({ host: hostname, port, path: pathname + search, headers: { host: `evil.example:${port}` } }, (response) => {
            response.resume();
            resolve(response.statusCode);
          }).end();
        });
        await fetch(callback);
      },
    });
    expect(status).toBe(404);
  });
});
