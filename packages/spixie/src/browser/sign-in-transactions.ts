import { useWebStorage } from './web-storage.js';

/** A sign-in under way: what the callback needs of the page that began it. */
export interface SignInTransaction {
  state: string;
  codeVerifier: string;
  redirectUri: string;
  /** Where the user was: path, query and fragment. */
  returnTo: string;
  scopes: readonly string[];
  /** Epoch milliseconds. */
  begunAt: number;
}

/** Why there is no sign-in for a callback. */
export type NoTransaction =
  /** It began in another tab, or nobody began it. */
  | 'unknown_state'
  /** It began more than ten minutes ago. */
  | 'expired'
  /** Its callback came before. */
  | 'replayed';

/** How long a sign-in may take, and how many may be under way in a tab. */
const lifetimeMs = 10 * 60_000;
const most = 5;

const prefix = 'spixie:sign-in:';
const finishing = 'spixie:finishing';

/** Keeps a sign-in of this tab until its callback. What is too old, or one too many, goes. */
export function keepTransaction(transaction: SignInTransaction): void {
  useWebStorage('sessionStorage', (storage) => {
    const others = Object.keys(storage)
      .filter((key) => key.startsWith(prefix))
      .map((key) => ({ key, begunAt: read(storage, key).begunAt ?? 0 }))
      .sort((one, other) => other.begunAt - one.begunAt);
    for (const [index, { key, begunAt }] of others.entries()) {
      if (index >= most - 1 || transaction.begunAt - begunAt > lifetimeMs) storage.removeItem(key);
    }
    storage.setItem(prefix + transaction.state, JSON.stringify(transaction));
  });
}

/**
 * Takes a sign-in out: whoever comes second finds nothing but that somebody came before. Synchronous, so that nobody can come in
 * between. Until {@link endTransaction} it is known that somebody is at it.
 */
export function takeTransaction(state: string, now: number): SignInTransaction | NoTransaction {
  return useWebStorage('sessionStorage', (storage) => {
    const key = prefix + state;
    const transaction = read(storage, key);
    const { begunAt, codeVerifier } = transaction;
    if (!begunAt) return 'unknown_state';
    // Without its secret.
    storage.setItem(key, JSON.stringify({ begunAt }));
    if (!codeVerifier) return 'replayed';
    if (now - begunAt > lifetimeMs) return 'expired';
    storage.setItem(finishing, thisPage());
    return transaction as SignInTransaction;
  });
}

/**
 * Ends what was taken out.
 *
 * @returns whether there was anything, from before this page was loaded: then a reload came in between
 */
export function endTransaction(): boolean {
  try {
    return useWebStorage('sessionStorage', (storage) => {
      const page = storage.getItem(finishing);
      storage.removeItem(finishing);
      return page !== null && page !== thisPage();
    });
  } catch {
    // Where a page can keep nothing, nothing was begun.
    return false;
  }
}

/** Tells this load of the page from the one before. */
const thisPage = () => String(performance.timeOrigin);

function read(storage: Storage, key: string): Partial<SignInTransaction> {
  try {
    return JSON.parse(storage.getItem(key) ?? '') ?? {};
  } catch {
    return {};
  }
}
