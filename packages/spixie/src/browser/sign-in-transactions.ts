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

const item = 'spixie:sign-ins';
const finishing = 'spixie:finishing';

/** Keeps a sign-in of this tab until its callback. What is too old, or one too many, goes. */
export function keepTransaction(transaction: SignInTransaction): void {
  useWebStorage('sessionStorage', (storage) => {
    const young = readAll(storage).filter(({ begunAt }) => transaction.begunAt - begunAt < lifetimeMs);
    writeAll(storage, [...young.slice(1 - most), transaction]);
  });
}

/**
 * Takes a sign-in out: whoever comes second finds nothing but that somebody came before. Synchronous, so that nobody can come in
 * between. Until {@link endTransaction} it is known that somebody is at it.
 */
export function takeTransaction(state: string | null, now: number): SignInTransaction | NoTransaction {
  return useWebStorage('sessionStorage', (storage) => {
    const all = readAll(storage);
    const taken = all.find((transaction) => transaction.state === state);
    if (!taken) return 'unknown_state';
    // Without its secret.
    writeAll(storage, [...all.filter((other) => other !== taken), { state: taken.state, begunAt: taken.begunAt }]);
    if (!taken.codeVerifier) return 'replayed';
    if (now - taken.begunAt > lifetimeMs) return 'expired';
    storage.setItem(finishing, thisPage());
    return taken as SignInTransaction;
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

/** A sign-in, or what is left of one whose callback came. */
type Kept = Pick<SignInTransaction, 'state' | 'begunAt'> & Partial<SignInTransaction>;

function readAll(storage: Storage): Kept[] {
  try {
    return JSON.parse(storage.getItem(item) ?? '[]');
  } catch {
    return [];
  }
}

function writeAll(storage: Storage, all: readonly Kept[]): void {
  storage.setItem(item, JSON.stringify(all));
}
