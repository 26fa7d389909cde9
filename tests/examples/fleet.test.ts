import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { createControlClient } from '@spixie/local';
import { afterEach, expect, test } from 'vitest';
import { createTestBrowser } from '../../examples/express/testing/test-browser.js';
import { findProgram } from '../../packages/server/test-support/programs.js';

const closers: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});

/** The command, until it says where it is, and what it has said. */
async function startFleet(args: readonly string[]) {
  const script = fileURLToPath(new URL('../../examples/fleet/start.mjs', import.meta.url));
  const child = spawn(process.execPath, [script, ...args], {
    env: { ...process.env, PORT: '0' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(child, 'close');
  const stop = async (): Promise<number | null> => {
    child.kill('SIGTERM');
    return (await ended)[0] as number | null;
  };
  closers.push(stop);
  let printed = '';
  for await (const chunk of child.stdout.setEncoding('utf8')) {
    printed += chunk;
    if (/Ctrl-C/.test(printed)) break;
  }
  const [app = '', local = ''] = ['App', 'Local Spotify'].map((name) => new RegExp(`${name} +(\\S+)`).exec(printed)?.[1]);
  return {
    app,
    local,
    stop,
  };
}

test.each([
  ['Redis', 'REDIS_SERVER_PATH', []],
  ['PostgreSQL', 'POSTGRES_PATH', ['--postgres']],
] as const)(
  'four processes over %s know the same user, and go on when one is ended',
  { timeout: 60_000 },
  async (_, program, args) => {
    // Says what is missing, as all tests do.
    await findProgram(program);
    const { app, local, stop } = await startFleet(args);
    await createControlClient(`${local}/_local`).settings.update({ autoApprove: 'ada' });
    const browser = createTestBrowser(app, () => {});
    const signIn = await browser.get('/auth/sign-in');
    expect((await browser.get((await browser.get(signIn.location)).location)).location).toBe(`${app}/`);

    const ask = async () => {
      const { status, body } = await browser.get('/');
      const read = (pattern: RegExp): string => pattern.exec(body)?.[1] ?? '';
      return {
        status,
        process: Number(read(/>Process (\d) of 4 answers</)),
        who: read(/data-testid="who">([^<]*)</),
        refreshes: Number(read(/data-testid="refreshes">(\d+)</)),
      };
    };
    const askAll = async () => [await ask(), await ask(), await ask(), await ask()];
    const isAda = { status: 200, who: 'Ada Lindqvist is signed in, and Spotify says so.' };

    const all = await askAll();
    expect(all).toMatchObject(Array(4).fill(isAda));
    expect(all.map(({ process: place }) => place).sort()).toEqual([1, 2, 3, 4]);

    await browser.post('/fleet/expire');
    expect(await askAll()).toMatchObject(Array(4).fill(isAda));
    expect((await ask()).refreshes).toBe(1);

    await browser.post('/fleet/end?process=2');
    await expect.poll(async () => (await browser.get('/')).body).toContain('Process 2 is being started again');
    const others = await askAll();
    expect(others).toMatchObject(Array(4).fill(isAda));
    expect(others.map(({ process: place }) => place)).not.toContain(2);
    await expect.poll(async () => (await ask()).process, { timeout: 20_000 }).toBe(2);

    // A page of another origin presses no buttons.
    const attack = await browser.post('/fleet/end?process=1', { origin: 'http://127.0.0.1:1', 'sec-fetch-site': 'same-site' });
    expect(attack.status).toBe(403);
    expect((await browser.post('/auth/sign-out')).status).toBe(303);
    expect((await askAll()).map(({ who }) => who)).toEqual(Array(4).fill('Nobody is signed in.'));
    expect(await stop()).toBe(0);
  },
);
