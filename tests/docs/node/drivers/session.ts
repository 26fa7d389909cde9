import { strict as assert } from 'node:assert';
import { setTimeout } from 'node:timers/promises';
import { createMemoryStore, createSession, type Session, type TokenSet, type TokenStore } from 'spixie';
import { clientId, failsWith, openDatabase, passesItsTests, signIn } from '../steps.js';
import type { Driver } from './driver.js';
import { signedIn } from './journal-queries.js';

/** The snippets about the session. */
export const sessionDrivers: Readonly<Record<string, Driver>> = {
  'docs/guides/session.md # Its events': {
    async drive(exports) {
      const { keepInformed } = exports as { keepInformed(session: Session, show: (sentence: string) => void): () => void };
      const shown: string[] = [];
      const until = async (sentence: RegExp) => {
        for (let turn = 0; turn < 100 && !shown.some((one) => sentence.test(one)); turn++) await setTimeout(10);
        assert.match(shown.join('\n'), sentence);
      };
      const watched = (changes: Partial<TokenSet>) => {
        const session = createSession({ clientId, tokenSet: { ...tokenSet, ...changes } });
        keepInformed(session, (sentence) => shown.push(sentence));
        return session;
      };
      const daysAgo = (days: number) => Date.now() - days * 86_400_000;
      const tokenSet = await signIn();

      const old = watched({ authorizedAt: daysAgo(170) });
      await old.getAccessToken();
      await until(/^Sign in again before .* 20\d\d: /);
      await old.signOut();
      await until(/^Signed out\.$/m);
      const refused = { refreshToken: 'unknown', expiresAt: 0 };
      for (const [authorizedAt, sentence] of [
        [daysAgo(1), /^Please/m],
        [daysAgo(184), /^Six months are over/m],
      ] as const) {
        await failsWith('reauthorization_required', () => watched({ ...refused, authorizedAt }).getAccessToken());
        await until(sentence);
      }
    },
    journal: [[signedIn, 1]],
  },
  'docs/guides/session.md # A store of your own': {
    async drive(exports) {
      const { createTableStore } = exports as { createTableStore(run: object): TokenStore };
      const database = await openDatabase();
      database.exec('CREATE TABLE sessions (key TEXT PRIMARY KEY, record TEXT NOT NULL)');
      const run = async (statement: string, ...values: string[]) => {
        await setTimeout(0);
        if (statement.startsWith('SELECT')) return { rows: database.prepare(statement).all(...values), changed: 0 };
        return { rows: [], changed: Number(database.prepare(statement).run(...values).changes) };
      };
      await passesItsTests({
        createStore: () => createTableStore(run),
        damage: async (key) => void (await run('UPDATE sessions SET record = ? WHERE key = ?', '{"version":', key)),
        lock: false,
        watch: false,
      });
    },
  },
  'docs/guides/session.md # A store of your own (2)': {
    async drive(exports) {
      const { testMyStore } = exports as {
        testMyStore(createStore: () => TokenStore, breakRecord: (key: string) => Promise<void>): void;
      };
      const { lock: _lock, watch: _watch, ...store } = createMemoryStore();
      testMyStore(
        () => store,
        async (key) => {
          const found = await store.get(key);
          await store.compareAndSwap(key, found?.version, { version: 'damaged' });
        },
      );
    },
    prints: /^(?:#|ℹ) pass [2-9]\d\n.*^(?:#|ℹ) fail 0\n/msu,
  },
};
