import { describe, expect, test } from 'vitest';
import type { RateLimit } from './rate-limit.js';
import { createRequestLimiter } from './request-limiter.js';
import { createRollingWindow } from './rolling-window.js';

/** Takes at each of these times, and gives the seconds to wait, 0 where it passed. */
function waits(rateLimit: RateLimit, times: readonly number[]): number[] {
  const limiter = createRequestLimiter();
  return times.map((time) => limiter.take('app', { rateLimit, quota: null }, time)?.retryAfterSeconds ?? 0);
}

describe('a window that rolls', () => {
  test('lets so many pass, and says when there is room for the next one', () => {
    expect(waits({ requests: 2 }, [0, 10_000, 10_001, 29_999, 30_000, 30_001, 40_000])).toEqual([0, 0, 20, 1, 0, 10, 0]);
  });

  test('what is refused does not count', () => {
    expect(waits({ requests: 1, perSeconds: 10 }, [0, 1, 2, 9999, 10_000])).toEqual([0, 10, 10, 1, 0]);
  });

  test('a clock that is set back frees it', () => {
    expect(waits({ requests: 1 }, [50_000, 50_001, 10_000, 10_001])).toEqual([0, 30, 0, 30]);
  });

  test('keeps no more than the window', () => {
    const window = createRollingWindow();
    for (let time = 0; time < 10_000; time += 1) {
      expect(window.roomAt(5, 5, time)).toBe(time);
      window.add(time);
    }
    expect(window.roomAt(5, 5, 9999)).toBe(10_000);
  });
});

test('an app that is shut out waits for so long, however the window looks', () => {
  expect(waits({ requests: 1, perSeconds: 1, retryAfterSeconds: 100 }, [0, 500, 50_500, 100_499, 100_500])).toEqual([
    0, 100, 50, 1, 0,
  ]);
  expect(waits({ requests: 1, perSeconds: 1, retryAfterSeconds: 100 }, [5000, 5001, 0])).toEqual([0, 100, 0]);
});

test('each app has a window of its own', () => {
  const limiter = createRequestLimiter();
  const limits = { rateLimit: { requests: 1 }, quota: null };
  expect(['a', 'b', 'a'].map((app) => limiter.take(app, limits, 0)?.retryAfterSeconds)).toEqual([undefined, undefined, 30]);
  limiter.reset();
  expect(limiter.take('a', limits, 0)).toBeUndefined();
});

test('a quota is for days, and what the rate limit refuses does not use it up', () => {
  const limiter = createRequestLimiter();
  const limits = { rateLimit: { requests: 1, perSeconds: 1 }, quota: { requests: 2 } };
  const take = (time: number): unknown => {
    const refusal = limiter.take('app', limits, time);
    return refusal && [refusal.body, refusal.retryAfterSeconds];
  };
  expect([take(0), take(1), take(1000), take(2000), take(86_399_999), take(86_400_000)]).toEqual([
    undefined,
    ['api', 1],
    undefined,
    ['quota', 86_398],
    ['quota', 1],
    undefined,
  ]);
});
