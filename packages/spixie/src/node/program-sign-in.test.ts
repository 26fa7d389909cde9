import { request } from 'node:http';
import { type AddressInfo, connect, createServer } from 'node:net';
import { networkInterfaces } from 'node:os';
import { text } from 'node:stream/consumers';
import { setTimeout } from 'node:timers/promises';
import { createLocalSpotify, type LocalSpotify } from '@spixie/local';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
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
async function browse(url: string): Promise<{ url: string; status: number; page: string }> {
  const response = await fetch(await visit(url));
  return { url: response.url, status: response.status, page: await response.text() };
}

/** Signs in, and gives what `open` gave besides. */
async function startWith<Shown>(open: (url: string) => Promise<Shown>, options: Partial<ProgramSignInOptions> = {}) {
  let shown: Promise<Shown> | undefined;
  const result = await start({
    ...options,
    open(url) {
      shown = open(url);
      return shown;
    },
  }).catch((error: unknown) => error);
  return { result, shown: await (shown as Promise<Shown>) };
}

/** The callback's URL as the sign-in wants it, with other parameters. */
function callbackOf(url: string, parameters: Record<string, string>): string {
  const { searchParams } = new URL(url);
  const query = new URLSearchParams({ state: searchParams.get('state') ?? '', ...parameters });
  return `${searchParams.get('redirect_uri')}?${query}`;
}

/** Sends a request that no browser would send, and gives its status. */
function send(callback: string, options: { method?: string; path?: string; host?: string }): Promise<number | undefined> {
  const { hostname, port, pathname, search, host } = new URL(callback);
  return new Promise((resolve, reject) => {
    const sent = request(
      {
        host: hostname,
        port,
        method: options.method ?? 'GET',
        path: options.path ?? pathname + search,
        headers: { host: options.host ?? host },
      },
      (response) => {
        response.resume();
        resolve(response.statusCode);
      },
    );
    sent.once('error', reject).end();
  });
}

describe('signInFromProgram', () => {
  it('listens on a free port before the browser is opened, and gives the token set', async () => {
    const { result, shown } = await startWith(async (url) => {
      const { hostname, port, pathname } = new URL(new URL(url).searchParams.get('redirect_uri') ?? '');
      expect({ hostname, pathname }).toEqual({ hostname: '127.0.0.1', pathname: '/callback' });
      expect(Number(port)).toBeGreaterThan(0);
      return browse(url);
    });
    expect(result).toMatchObject({ refreshToken: expect.stringMatching(/^AQ/) });
    expect(shown.status).toBe(200);
    expect(shown.page).toContain('You are signed in');
    // What the browser keeps in its history is free of the code.
    expect(new URL(shown.url).search).toBe('');
    await expect(fetch(shown.url)).rejects.toThrow();
  });

  it('listens on the port that was registered, and on [::1] as well', async () => {
    const free = createServer();
    await new Promise<void>((resolve) => free.listen(0, '127.0.0.1', resolve));
    const { port } = free.address() as AddressInfo;
    await new Promise((resolve) => free.close(resolve));
    for (const redirectUri of [`http://127.0.0.1:${port}/callback`, 'http://[::1]/callback']) {
      const { result, shown } = await startWith(browse, { redirectUri });
      expect(result).toHaveProperty('accessToken');
      expect(shown.url).toContain(redirectUri.replace('/callback', ''));
    }
  });

  it.each(['http://127.0.0.1/callback', 'http://[::1]/callback'])(
    'cannot be reached by another address than %s',
    async (redirectUri) => {
      const external = Object.values(networkInterfaces()).flatMap((all) => all ?? []);
      const addresses = external.filter(({ internal, scopeid }) => !internal && !scopeid).map(({ address }) => address);
      addresses.push(redirectUri.includes('[') ? '127.0.0.1' : '::1');
      // All of 127.0.0.0/8 leads to this machine on Linux, as every address would for a server that listens on all of them.
      if (process.platform === 'linux') addresses.push('127.0.0.2');
      const reached: string[] = [];
      await startWith(
        async (url) => {
          const callback = await visit(url);
          for (const address of addresses) {
            await new Promise<void>((resolve) => {
              const socket = connect(Number(new URL(callback).port), address);
              socket.setTimeout(500, () => socket.destroy());
              socket
                .once('connect', () => reached.push(address))
                .once('error', () => {})
                .once('close', () => resolve());
              socket.once('connect', () => socket.destroy());
            });
          }
          await fetch(callback);
        },
        { redirectUri },
      );
      expect(addresses.length).toBeGreaterThan(0);
      expect(reached).toEqual([]);
    },
  );

  it('answers 404 to everything else, and goes on waiting', async () => {
    const { result, shown } = await startWith(async (url) => {
      const callback = await visit(url);
      const { pathname, search, port } = new URL(callback);
      const statuses: (number | undefined)[] = [];
      for (const path of [
        '/favicon.ico',
        '/',
        '/callback/',
        '/callback/more',
        '/Callback',
        `/${pathname}${search}`,
        `/.${pathname}${search}`,
      ])
        statuses.push(await send(callback, { path }));
      for (const method of ['POST', 'HEAD', 'PUT', 'OPTIONS']) statuses.push(await send(callback, { method }));
      // No page of another site can reach it by a name of its own that leads here.
      for (const host of [`evil.example:${port}`, `localhost:${port}`, '127.0.0.1', `127.0.0.1:${port}.evil.example`])
        statuses.push(await send(callback, { host }));
      await fetch(callback);
      return statuses;
    });
    expect(shown).toEqual(Array(15).fill(404));
    expect(result).toHaveProperty('accessToken');
    expect(local.journal.count({ path: '/api/token' })).toBe(1);
  });

  it('refuses a callback that does not answer it, and goes on waiting', async () => {
    const { result, shown } = await startWith(async (url) => {
      const callback = new URL(await visit(url));
      const pages: string[] = [];
      for (const query of ['', '?code=forged', '?code=forged&state=forged', '?error=access_denied&state=forged']) {
        const response = await fetch(callback.origin + callback.pathname + query);
        pages.push(`${response.status} ${/<h1[^>]*>(.*?)</.exec(await response.text())?.[1]}`);
      }
      await fetch(callback);
      return pages;
    });
    expect(shown).toEqual(Array(4).fill('400 Not this sign-in'));
    expect(result).toHaveProperty('accessToken');
    expect(local.journal.count({ path: '/api/token' })).toBe(1);
  });

  it('exchanges the code once and shows the same page, however often the callback comes', async () => {
    local.faults.add({ path: '/api/token', effect: { delayMs: 100 } });
    const { result, shown } = await startWith(async (url) => {
      const callback = await visit(url);
      const forged = setTimeout(30).then(() => fetch(callbackOf(url, { state: 'forged', code: 'forged' })));
      const [first, second, other] = await Promise.all([fetch(callback), fetch(callback, { redirect: 'manual' }), forged]);
      return [await first.text(), second.status, other.status];
    });
    expect(result).toHaveProperty('accessToken');
    expect(shown).toEqual([expect.stringContaining('You are signed in'), 303, 400]);
    expect(local.journal.count({ path: '/api/token' })).toBe(1);
  });

  it('tells a page and the caller that the user declined', async () => {
    const { result, shown } = await startWith(async (url) => (await fetch(callbackOf(url, { error: 'access_denied' }))).text());
    await failsWith('access_denied', /The user said no/, () => Promise.reject(result));
    expect(shown).toContain('You did not sign in');
  });

  it('tells a page and the caller that the exchange failed', async () => {
    local.faults.add({ path: '/api/token', effect: { html: true } });
    const { result, shown } = await startWith(browse);
    await failsWith('server_error', /503/, () => Promise.reject(result));
    expect(shown.page).toContain('The sign-in failed');
  });

  it('closes every connection at the end, those that say nothing and those that are kept alive', async () => {
    const { result, shown } = await startWith(async (url) => {
      const callback = await visit(url);
      const { hostname, port, host } = new URL(callback);
      const sockets = ['', `GET / HTTP/1.1\r\nhost: ${host}\r\nconnection: keep-alive\r\n\r\n`, 'GET /cal'].map((sent) => {
        const socket = connect(Number(port), hostname);
        socket.on('error', () => {}).write(sent);
        return text(socket).catch(() => 'closed');
      });
      await Promise.all([browse(url), setTimeout(50)]);
      return { closed: Promise.all(sockets) };
    });
    expect(result).toHaveProperty('accessToken');
    expect(await shown.closed).toHaveLength(3);
  });

  it('takes the callback that the user pasted, and asks again for what is none', async () => {
    const attempts: number[] = [];
    let callback = '';
    const tokenSet = await start({
      open: async (url) => {
        callback = await visit(url);
      },
      askForCallback: async ({ attempt, portInUse }) => {
        expect(portInUse).toBeUndefined();
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
        setTimeout(50).then(() => browse(url));
      },
      askForCallback: ({ signal }) => {
        asked = signal;
        return new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)));
      },
    });
    expect(asked?.aborted).toBe(true);
  });

  it('ends in time although an empty input answers its question again and again', async () => {
    await failsWith('timeout', /Nobody signed in within 50 ms/, () =>
      start({ open: () => {}, waitMs: 50, askForCallback: async () => '' }),
    );
  });

  it('says that the port is in use, and needs none for a callback that is pasted', async () => {
    const taken = createServer();
    await new Promise<void>((resolve) => taken.listen(0, '127.0.0.1', resolve));
    const { port } = taken.address() as AddressInfo;
    const redirectUri = `http://127.0.0.1:${port}/callback`;
    const sentence = new RegExp(`Port ${port} of 127\\.0\\.0\\.1 is in use\\. .*another port\\.$`);
    const opened: string[] = [];
    await failsWith('port_in_use', sentence, () => start({ redirectUri, open: (url) => opened.push(url) }));
    expect(opened).toEqual([]);

    let callback = '';
    const told: (string | undefined)[] = [];
    const tokenSet = await start({
      redirectUri,
      async open(url, { portInUse }) {
        told.push(portInUse?.message);
        callback = await visit(url);
      },
      async askForCallback({ portInUse }) {
        told.push(portInUse?.message);
        return callback;
      },
    });
    expect(tokenSet).toHaveProperty('accessToken');
    expect(callback).toContain(`${redirectUri}?`);
    expect(told).toEqual([expect.stringMatching(sentence), expect.stringMatching(sentence)]);
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
    // A browser's own process can last as long as its window.
    await failsWith('timeout', /within 50 ms/, () => start({ open: () => new Promise(() => {}), waitMs: 50 }));
    const opened: string[] = [];
    await failsWith('aborted', /cancelled/, () => start({ open: (url) => opened.push(url), signal: AbortSignal.abort() }));
    expect(opened).toEqual([]);
  });

  it('ends when the browser is back, however long that takes and whatever it does then', async () => {
    const tokenSet = await start({
      waitMs: Number.POSITIVE_INFINITY,
      open(url) {
        browse(url);
        return new Promise(() => {});
      },
    });
    expect(tokenSet).toHaveProperty('accessToken');
  });

  it('waits for the exchange of a user who came in time', async () => {
    local.faults.add({ path: '/api/token', effect: { delayMs: 2_000 } });
    expect(await start({ open: browse, waitMs: 1_500 })).toHaveProperty('accessToken');
  });

  it('aborts an exchange that is under way, and says so to the browser', async () => {
    local.faults.add({ path: '/api/token', effect: { delayMs: 10_000 } });
    const caller = new AbortController();
    const exchanging = vi.waitFor(() => expect(local.faults.list()[0]?.hits).toBe(1), 10_000);
    exchanging.then(() => caller.abort());
    const { result, shown } = await startWith(browse, { signal: caller.signal });
    await failsWith('aborted', /cancelled|aborted/, () => Promise.reject(result));
    expect(shown.page).toContain('The sign-in failed');
  });

  it('gives the error of a browser that cannot be opened, and listens no more', async () => {
    let address = '';
    const broken = start({
      open(url) {
        address = new URL(url).searchParams.get('redirect_uri') ?? '';
        throw new RangeError('no browser');
      },
    });
    await expect(broken).rejects.toThrow('no browser');
    await expect(fetch(address)).rejects.toThrow();
  });

  it.runIf(process.platform === 'linux')('writes the address to stderr where there is no browser', async () => {
    const written = vi.spyOn(process.stderr, 'write').mockImplementation((chunk) => {
      const [url] = /^http\S+\/authorize\S+$/m.exec(String(chunk)) ?? [];
      if (url) browse(url);
      return true;
    });
    vi.stubEnv('DISPLAY', undefined);
    vi.stubEnv('WAYLAND_DISPLAY', undefined);
    try {
      expect(await start({})).toHaveProperty('accessToken');
      expect(written.mock.calls.map(([chunk]) => chunk)).toEqual([
        expect.stringMatching(/^Open this address in a browser:\n\nhttp/),
      ]);
    } finally {
      written.mockRestore();
      vi.unstubAllEnvs();
    }
  });
});
