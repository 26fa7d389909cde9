import { mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createLocalSpotify, type LocalSpotify } from '@spixie/local';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { failsWith } from '../../test-support/fails-with.js';
import { visit } from '../../test-support/sign-in.js';
import { createMemoryStore } from '../session/memory-store.js';
import { createProgramSession, type ProgramSessionOptions } from './program-session.js';

let local: LocalSpotify;
let home: string;
beforeAll(async () => {
  local = await createLocalSpotify({ autoApprove: 'ada' });
});
beforeEach(async () => {
  local.reset();
  home = await mkdtemp(join(tmpdir(), 'spixie-home-'));
  for (const name of ['XDG_CONFIG_HOME', 'APPDATA']) vi.stubEnv(name, home);
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await rm(home, { recursive: true });
});
afterAll(() => local.close());

const createNext = (options: Partial<ProgramSessionOptions> = {}) =>
  createProgramSession({
    clientId: local.clientId,
    accountsUrl: local.accountsUrl,
    redirectUri: 'http://127.0.0.1/callback',
    scopes: ['user-read-private'],
    ...options,
  });
const open = async (url: string) => {
  await fetch(await visit(url));
};

describe('createProgramSession', () => {
  it('keeps the session in a file that only the user can read, and the next program finds it there', async () => {
    const session = createNext();
    expect((await session.getState()).status).toBe('signed_out');
    await session.signInWithBrowser({ open });
    expect(session.state).toMatchObject({ status: 'signed_in', scopes: ['user-read-private'] });
    const folder = join(home, 'spixie');
    const [file = '', ...others] = await readdir(folder);
    expect(others).toEqual([]);
    expect((await stat(join(folder, file))).mode & 0o777).toBe(0o600);
    expect(await createNext().getAccessToken()).toBe(await session.getAccessToken());
  });

  it('keeps it elsewhere when told to', async () => {
    await createNext({ store: createMemoryStore() }).signInWithBrowser({ open });
    expect(await readdir(home)).toEqual([]);
  });

  it('keeps who is signed in when another sign-in fails', async () => {
    const session = createNext();
    await session.signInWithBrowser({ open });
    const token = await session.getAccessToken();
    await failsWith('timeout', /Nobody signed in/, () => session.signInWithBrowser({ open: () => {}, waitMs: 20 }));
    expect(await session.getAccessToken()).toBe(token);
  });

  it('asks for consent again when told to', async () => {
    let address = '';
    await createNext().signInWithBrowser({
      showDialog: true,
      async open(url) {
        address = url;
        await open(url);
      },
    });
    expect(new URL(address).searchParams.get('show_dialog')).toBe('true');
  });
});
