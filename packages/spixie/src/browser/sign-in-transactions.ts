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

/** How long a sign-in may take, and how many may be under way in a tab. */
const lifetimeMs = 10 * 60_000;
const most = 5;

const prefix = 'spixie:sign-in:';

/** Keeps a sign-in of this tab until its callback. What is too old, or one too many, goes. */
export function keepTransaction(storage: Storage, transaction: SignInTransaction, now: number): void {
  const others = Object.keys(storage)
    .filter((key) => key.startsWith(prefix))
    .map((key) => ({ key, begunAt: read(storage, key)?.begunAt ?? 0 }))
    .sort((one, other) => other.begunAt - one.begunAt);
  for (const [index, { key, begunAt }] of others.entries()) {
    if (index >= most - 1 || now - begunAt > lifetimeMs) storage.removeItem(key);
  }
  storage.setItem(prefix + transaction.state, JSON.stringify(transaction));
}

/** Takes a sign-in out: whoever comes second finds nothing. Synchronous, so that nobody can come in between. */
export function takeTransaction(storage: Storage, state: string, now: number): SignInTransaction | undefined {
  const key = prefix + state;
  const transaction = read(storage, key);
  storage.removeItem(key);
  return transaction && now - transaction.begunAt <= lifetimeMs ? transaction : undefined;
}

function read(storage: Storage, key: string): SignInTransaction | undefined {
  try {
    return JSON.parse(storage.getItem(key) ?? '') ?? undefined;
  } catch {
    return undefined;
  }
}
