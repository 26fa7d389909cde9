import type { LimitBody } from './limit-body.js';
import type { Quota, RateLimit } from './rate-limit.js';
import { createRollingWindow, type RollingWindow } from './rolling-window.js';

const SECOND = 1000;
const DAY = 86_400_000;
const MOST_APPS = 1000;

/** What an app is told that sent too many requests. */
export interface LimitRefusal {
  readonly retryAfterSeconds: number;
  readonly body: LimitBody;
  readonly withoutCors: boolean;
  readonly reason: string;
}

/** The limits of the moment. */
export interface RequestLimits {
  readonly rateLimit: RateLimit | null;
  readonly quota: Quota | null;
}

/** Counts the requests of each app. */
export interface RequestLimiter {
  /** Counts a request, unless it is one too many: then says so. What is refused does not count. */
  take(clientId: string, limits: RequestLimits, now: number): LimitRefusal | undefined;
  /** Forgets what was counted. */
  reset(): void;
}

interface Counted {
  readonly rate: RollingWindow;
  readonly quota: RollingWindow;
  /** The time for which the app was shut out. */
  shutOut: { readonly since: number; readonly until: number } | undefined;
}

/** Counts from nothing. */
export function createRequestLimiter(): RequestLimiter {
  const apps = new Map<string, Counted>();
  const countedOf = (clientId: string): Counted => {
    const known = apps.get(clientId);
    if (known !== undefined) return known;
    // Apps come and go in long tests: of too many the one that came first is forgotten.
    if (apps.size >= MOST_APPS) apps.delete(apps.keys().next().value ?? '');
    const counted: Counted = { rate: createRollingWindow(), quota: createRollingWindow(), shutOut: undefined };
    apps.set(clientId, counted);
    return counted;
  };
  return {
    take(clientId, { rateLimit, quota }, now) {
      const counted = countedOf(clientId);
      const refusal =
        (rateLimit && refusedByRate(counted, rateLimit, now)) ?? (quota && refusedByQuota(counted, quota, now)) ?? undefined;
      if (refusal !== undefined) return refusal;
      if (rateLimit) counted.rate.add(now);
      if (quota) counted.quota.add(now);
      return undefined;
    },
    reset: () => apps.clear(),
  };
}

function refusedByRate(counted: Counted, limit: RateLimit, now: number): LimitRefusal | undefined {
  const { requests, perSeconds = 30, retryAfterSeconds, body = 'api', cors } = limit;
  const refuse = (until: number): LimitRefusal => ({
    retryAfterSeconds: secondsUntil(until, now),
    body,
    withoutCors: cors === false,
    reason: `The rate limit of ${requests} requests in ${perSeconds} seconds is used up`,
  });
  const { shutOut } = counted;
  if (shutOut && retryAfterSeconds !== undefined && now >= shutOut.since && now < shutOut.until) return refuse(shutOut.until);
  counted.shutOut = undefined;
  const roomAt = counted.rate.roomAt(requests, perSeconds * SECOND, now);
  if (roomAt <= now) return undefined;
  if (retryAfterSeconds === undefined) return refuse(roomAt);
  counted.shutOut = { since: now, until: now + retryAfterSeconds * SECOND };
  return refuse(counted.shutOut.until);
}

function refusedByQuota(counted: Counted, { requests, perDays = 1 }: Quota, now: number): LimitRefusal | undefined {
  const roomAt = counted.quota.roomAt(requests, perDays * DAY, now);
  if (roomAt <= now) return undefined;
  return {
    retryAfterSeconds: secondsUntil(roomAt, now),
    body: 'quota',
    withoutCors: false,
    reason: `The quota of ${requests} requests in ${perDays} ${perDays === 1 ? 'day' : 'days'} is used up`,
  };
}

// Rounded up: whoever waits exactly so long is let in.
function secondsUntil(time: number, now: number): number {
  return Math.ceil((time - now) / SECOND);
}
