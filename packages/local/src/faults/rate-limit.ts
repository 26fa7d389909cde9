import { checkedObject, checkWhole } from './field-checks.js';
import { type LimitBody, limitBodies } from './limit-body.js';

/** How many requests to the Web API an app may send within a window that rolls with the clock. */
export interface RateLimit {
  readonly requests: number;
  /** How long the window is. Default: 30, as Spotify's documentation says. */
  readonly perSeconds?: number;
  /**
   * Shuts the app out for so long, once it sent too many, and says so in `Retry-After`. Without it, `Retry-After` is when the window
   * has room again.
   */
  readonly retryAfterSeconds?: number;
  /** The body of its 429. Default: `api`. */
  readonly body?: LimitBody;
  /** `false`: its 429s have no CORS headers, as was seen since July 2026. */
  readonly cors?: false;
}

/** How many requests an app may send in some days: the quota of Development Mode, whose 429 says `QUOTA_EXCEEDED`. */
export interface Quota {
  readonly requests: number;
  /** Default: 1. */
  readonly perDays?: number;
}

// Each request of a window is remembered by its time.
const MOST_REQUESTS = 100_000;

/** Says what is wrong with a rate limit, if something is. */
export function complainAboutRateLimit(value: unknown): string | undefined {
  return complaintOf(value, () => {
    const limit = checkedObject(value, 'rateLimit, where it is not null for none,', [
      'requests',
      'perSeconds',
      'retryAfterSeconds',
      'body',
      'cors',
    ]);
    checkRequests(limit['requests'], 'rateLimit');
    checkWhole(limit['perSeconds'], 'rateLimit.perSeconds', 1, 86_400);
    checkWhole(limit['retryAfterSeconds'], 'rateLimit.retryAfterSeconds', 1, 31_536_000);
    if (limit['body'] !== undefined && !(limitBodies as readonly unknown[]).includes(limit['body']))
      throw new TypeError(`rateLimit.body has to be one of ${limitBodies.join(', ')}.`);
    if (limit['cors'] !== undefined && limit['cors'] !== false) throw new TypeError('rateLimit.cors has to be false, or left out.');
  });
}

/** Says what is wrong with a quota, if something is. */
export function complainAboutQuota(value: unknown): string | undefined {
  return complaintOf(value, () => {
    const quota = checkedObject(value, 'quota, where it is not null for none,', ['requests', 'perDays']);
    checkRequests(quota['requests'], 'quota');
    checkWhole(quota['perDays'], 'quota.perDays', 1, 366);
  });
}

function checkRequests(value: unknown, name: string): void {
  if (value === undefined) throw new TypeError(`${name} needs "requests": how many pass, such as { "requests": 100 }.`);
  checkWhole(value, `${name}.requests`, 1, MOST_REQUESTS);
}

function complaintOf(value: unknown, check: () => void): string | undefined {
  if (value === null) return undefined;
  try {
    check();
    return undefined;
  } catch (error) {
    if (error instanceof TypeError) return error.message;
    throw error;
  }
}
