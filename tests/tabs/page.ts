// What runs in each tab: a session, and what the tests ask it to do. Bundled for Chromium by tabs.ts.
import type { SessionEvent, SessionState, TokenStore } from 'spixie';
import { createMemoryStore } from 'spixie';
import {
  type BrowserSession,
  createBrowserSession,
  createIndexedDbStore,
  createWebStorageStore,
  type SignInOptions,
} from 'spixie/browser';
import { testTokenStore } from 'spixie/testing';

/** Where a session is kept. */
export type StoreName = 'indexedDB' | 'localStorage' | 'sessionStorage' | 'memory';

/** What the server tells the page. */
export interface PageConfig {
  clientId: string;
  accountsUrl: string;
  redirectUri: string;
}

/** How something ended that may throw: no error goes through Chromium as what it is. */
export type Ended = { value: unknown } | { code: string; reason?: string | undefined; message: string };

declare global {
  interface Window {
    config: PageConfig;
    app: typeof app;
  }
}

let session: BrowserSession;
let end: (() => void) | undefined;
let skewMs = 0;
const events: SessionEvent['type'][] = [];
const changes: string[] = [];

const stores: Readonly<Record<StoreName, () => TokenStore>> = {
  indexedDB: () => createIndexedDbStore(),
  localStorage: () => createWebStorageStore({ storage: 'localStorage' }),
  sessionStorage: () => createWebStorageStore({ storage: 'sessionStorage' }),
  memory: () => createMemoryStore(),
};

const ended = async (run: () => unknown): Promise<Ended> => {
  try {
    return { value: (await run()) ?? null };
  } catch (error) {
    const { code, reason, message } = error as { code: string; reason?: string; message: string };
    return { code, reason, message };
  }
};

const app = {
  /** Creates the session of this tab. */
  start({ store, ...options }: { store: StoreName; redirectUri?: string; sessionKey?: string }): void {
    session = createBrowserSession({
      ...window.config,
      scopes: ['user-read-private'],
      store: stores[store](),
      now: () => Date.now() + skewMs,
      ...options,
    });
  },
  subscribe(): void {
    end = session.subscribe(({ type }) => events.push(type));
  },
  unsubscribe: (): void => end?.(),
  events: () => events,
  state: (): SessionState => session.state,
  getState: () => ended(() => session.getState()),
  /** What the tab sees of time, beyond the machine's. */
  advance(milliseconds: number): void {
    skewMs += milliseconds;
  },
  beginSignIn: (options?: SignInOptions) => ended(() => session.beginSignIn(options)),
  handleCallback: () => ended(() => session.handleCallback()),
  /** So many callers at the same moment. */
  handleCallbackTimes: (times: number) => Promise.all(Array.from({ length: times }, () => ended(() => session.handleCallback()))),
  signOut: () => ended(() => session.signOut()),
  /** How many callers got a token, which tokens there were, and what the others got. None of them is shown: they are secrets. */
  async getAccessTokens(times: number, at = 0) {
    await new Promise((resolve) => setTimeout(resolve, Math.max(0, at - Date.now())));
    const answers = await Promise.all(Array.from({ length: times }, () => ended(() => session.getAccessToken())));
    const tokens = answers.flatMap((answer) => ('value' in answer ? [String(answer.value)] : []));
    const codes = answers.flatMap((answer) => ('code' in answer ? [answer.code] : []));
    const digests = await Promise.all([...new Set(tokens)].map(digest));
    return { served: tokens.length, digests, codes: [...new Set(codes)] };
  },

  /** Counts up in a store as often as it says it was written, and gives how often that was. */
  async countUp({ store, key, times, locked }: { store: StoreName; key: string; times: number; locked: boolean }) {
    const held = stores[store]();
    let written = 0;
    for (let turn = 0; turn < times; turn++) {
      const release = locked ? await held.lock?.acquire(key, { waitMs: 60_000, leaseMs: 60_000 }) : undefined;
      const seen = (await held.get(key)) as { version: string; sum: number } | undefined;
      const next = { version: crypto.randomUUID(), sum: (seen?.sum ?? 0) + 1 };
      if (await held.compareAndSwap(key, seen?.version, next)) written++;
      await release?.();
    }
    return written;
  },
  sumOf: async (store: StoreName, key: string) => ((await stores[store]().get(key)) as { sum?: number } | undefined)?.sum,

  read: (store: StoreName, key: string) => ended(() => stores[store]().get(key)),
  write: (store: StoreName, key: string, expected: string | undefined, version: string) =>
    ended(() => stores[store]().compareAndSwap(key, expected, { version })),
  isAtomic: (store: StoreName) => stores[store]().atomic,
  hasLock: (store: StoreName) => stores[store]().lock !== undefined,
  /** Waits for the lock of a store for so long; keeps it for the rest of the page's life. */
  acquire: async (store: StoreName, key: string, waitMs: number) =>
    (await stores[store]().lock?.acquire(key, { waitMs, leaseMs: 1_000 })) !== undefined,
  watch(store: StoreName, key: string): void {
    end = stores[store]().watch?.(key, () => changes.push(key));
  },
  changes: () => changes,

  /** Runs one test of the suite that every store must pass. */
  async runStoreTest(store: StoreName, wanted: string) {
    let run: (() => Promise<void>) | undefined;
    testTokenStore({
      test: (name, test) => {
        if (name === wanted) run = test;
      },
      createStore: stores[store],
      damage: (key) => damage(store, key),
      atomic: stores[store]().atomic,
    });
    return ended(() => run?.());
  },
  damage: (store: StoreName, key: string) => damage(store, key),
};

async function digest(text: string): Promise<string> {
  const bytes = new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text)));
  return Array.from(bytes.slice(0, 8), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** As a full disk would, or another program of the same origin. */
async function damage(store: StoreName, key: string): Promise<void> {
  if (store === 'localStorage' || store === 'sessionStorage')
    return window[store].setItem(`spixie:${key}`, '{"version":"1","trunc');
  await new Promise<void>((resolve, reject) => {
    const request = indexedDB.open('spixie');
    request.onerror = () => reject(request.error);
    request.onsuccess = () => {
      const database = request.result;
      const transaction = database.transaction('sessions', 'readwrite');
      transaction.objectStore('sessions').put(new Map([['version', 1n]]), key);
      transaction.oncomplete = () => {
        database.close();
        resolve();
      };
    };
  });
}

window.app = app;
