import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createLocalSpotify, type LocalSpotify, type RefreshMode } from '@spixie/local';
import { createAuthorizationRequest, createSession, exchangeCode, readCallback, type Session } from 'spixie';
import { createFileStore } from 'spixie/node';
import { test as base, vi } from 'vitest';
import { type Holder, type HolderOptions, startHolders } from './holders.js';

/** A user who is signed in, the folder of the session, and the Spotify that counts. */
export interface Desk {
  readonly local: LocalSpotify;
  /** The test's own view of the session. */
  readonly session: Session;
  start(count: number, options?: Partial<HolderOptions>): Promise<Holder[]>;
  /** Makes the access token one that has expired, and nothing else of the session. */
  expire(): Promise<void>;
  /** What all programs answer who want a token at the same moment, 1,000 times each. */
  callAll(holders: readonly Holder[]): Promise<string[]>[];
  /** What programs added to the history in the folder, in order. */
  readHistory(): Promise<string[]>;
  /** The program that has the session's lock. */
  findOwner(holders: readonly Holder[]): Promise<Holder>;
}

/** Vitest's `test` with a desk. */
export const test = base.extend<{ refreshMode: RefreshMode; desk: Desk }>({
  refreshMode: 'keep',
  desk: async ({ refreshMode }, use) => {
    const local = await createLocalSpotify({ autoApprove: 'ada', refreshMode });
    const directory = await mkdtemp(join(tmpdir(), 'spixie-processes-'));
    const { clientId, accountsUrl } = local;
    const session = createSession({ clientId, accountsUrl, store: createFileStore({ directory }) });
    await session.signIn(await signIn(local));
    const started: Holder[] = [];
    await use({
      local,
      session,
      async start(count, options) {
        const holders = await startHolders(count, { clientId, accountsUrl, directory, ...options });
        started.push(...holders);
        return holders;
      },
      async expire() {
        const tokenSet = await session.getTokenSet();
        await session.signIn({ ...tokenSet, issuedAt: Date.now() - 3_700_000, expiresAt: Date.now() - 100_000 });
      },
      callAll(holders) {
        const at = Date.now() + 100;
        return holders.map((holder) => holder.call({ callers: 1000, at }));
      },
      async readHistory() {
        const { version = '' } = (await createFileStore({ directory }).get('history')) ?? {};
        return version.trim().split(' ');
      },
      findOwner: (holders) =>
        vi.waitFor(async () => {
          const file = (await readdir(directory)).find((name) => name.endsWith('.lock')) ?? 'none';
          const { pid } = JSON.parse(await readFile(join(directory, file), 'utf8'));
          return holders.find((holder) => holder.pid === pid)!;
        }, 10_000),
    });
    await Promise.all(started.map((holder) => holder.end()));
    await local.close();
    await rm(directory, { recursive: true });
  },
});

async function signIn({ clientId, accountsUrl }: LocalSpotify) {
  const request = await createAuthorizationRequest({ clientId, accountsUrl, redirectUri: 'myapp://callback' });
  const callback = (await fetch(request.url, { redirect: 'manual' })).headers.get('location');
  return exchangeCode({ clientId, accountsUrl, ...request, code: readCallback(callback ?? '', request) });
}
