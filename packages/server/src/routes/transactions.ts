import type { AuthorizationRequest } from 'spixie';
import type { Cookies } from '../http/cookies.js';
import { toBase64url } from '../sealing/base64url.js';
import { type SealingKey, seal, unsealText } from '../sealing/sealed.js';

/** A sign-in that has begun in this browser. */
export interface Transaction extends Pick<AuthorizationRequest, 'state' | 'codeVerifier'> {
  returnTo: string;
  scopes: readonly string[];
  /** Epoch milliseconds. */
  begunAt: number;
}

/** The sign-ins that have begun in a browser: each in a cookie of its own, so that several tabs can sign in at once. */
export interface Transactions {
  /** The `Set-Cookie`s that keep one more. */
  keep(request: Request, transaction: Transaction): Promise<string[]>;
  /** The sign-in with this state, if it began in this browser within ten minutes, and the `Set-Cookie`s that end it. */
  take(request: Request, state: string): Promise<{ transaction: Transaction | undefined; cookies: string[] }>;
}

export interface TransactionsOptions {
  cookies: Cookies;
  /** The first one seals, all of them open. */
  keys: readonly [SealingKey, ...SealingKey[]];
  now: () => number;
}

const LIFETIME_MS = 600_000;
// Each is some 600 bytes, and goes along with every request until its end. All in all they are fewer than what a server takes.
const MOST = 5;
const MOST_CHARACTERS = 6_000;
const PREFIX = 'spixie-sign-in.';

export function createTransactions({ cookies, keys, now }: TransactionsOptions): Transactions {
  /** The beginning stands in front, so that the oldest can be told without a key. */
  const nameOf = async (begunAt: number, state: string): Promise<string> =>
    `${PREFIX}${begunAt.toString(36)}.${await digestOf(state)}`;

  const namesIn = (request: Request): string[] => {
    const prefix = cookies.nameOf(PREFIX);
    const own = cookies.nameOf('').length;
    return [...cookies.read(request).keys()].filter((name) => name.startsWith(prefix)).map((name) => name.slice(own));
  };

  const open = async (sealed: string, digest: string): Promise<Transaction | undefined> => {
    for (const key of keys) {
      const text = await unsealText(sealed, key, { use: 'transaction', of: digest });
      const transaction = text && (JSON.parse(text) as Transaction);
      if (transaction && transaction.begunAt > now() - LIFETIME_MS) return transaction;
    }
    return undefined;
  };

  return {
    async keep(request, transaction) {
      const { state, begunAt } = transaction;
      const sealed = await seal(JSON.stringify(transaction), keys[0], { use: 'transaction', of: await digestOf(state) });
      const others = namesIn(request).sort((one, other) => begunAtOf(other) - begunAtOf(one));
      const present = cookies.read(request);
      let characters = sealed.length;
      const tooMany = others.filter((name, place) => {
        characters += present.get(cookies.nameOf(name))?.length ?? 0;
        return place >= MOST - 1 || characters > MOST_CHARACTERS || begunAtOf(name) < now() - LIFETIME_MS;
      });
      return [cookies.set(await nameOf(begunAt, state), sealed, LIFETIME_MS / 1000), ...tooMany.map((name) => cookies.clear(name))];
    },
    async take(request, state) {
      const digest = await digestOf(state);
      const name = namesIn(request).find((one) => one.endsWith(`.${digest}`));
      if (!name) return { transaction: undefined, cookies: [] };
      const transaction = await open(cookies.read(request).get(cookies.nameOf(name)) ?? '', digest);
      return { transaction, cookies: [cookies.clear(name)] };
    },
  };
}

function begunAtOf(name: string): number {
  // What another app at this host has called so has no beginning: it goes first.
  return Number.parseInt(name.slice(PREFIX.length), 36) || 0;
}

async function digestOf(state: string): Promise<string> {
  const bytes = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(state));
  return toBase64url(new Uint8Array(bytes).slice(0, 12));
}
