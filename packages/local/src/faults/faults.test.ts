import { describe, expect, test } from 'vitest';
import { createFaults as createFaultsBy, type FaultMatcher } from './faults.js';

const call = { method: 'POST', path: '/api/token', grantType: 'refresh_token', clientId: 'app', userId: 'ada' };
const effect = { status: 503 };

let now = 0;
function createFaults(seed = 1): FaultMatcher {
  now = Date.UTC(2026, 10, 20, 10);
  return createFaultsBy({ clock: { now: () => now }, seed });
}

describe('which calls a rule hits', () => {
  test.each([
    ['everything', {}, true],
    ['the method', { method: 'post' }, true],
    ['another method', { method: 'GET' }, false],
    ['the path', { path: '/api/token' }, true],
    ['a part of the path', { path: '/api' }, false],
    ['a wildcard', { path: '/api/*' }, true],
    ['a wildcard in front', { path: '*token' }, true],
    ['a dot is a dot', { path: '/api.token' }, false],
    ['the grant type', { grantType: 'refresh_token' }, true],
    ['another grant type', { grantType: 'authorization_code' }, false],
    ['the app', { clientId: 'app' }, true],
    ['another app', { clientId: 'other' }, false],
    ['the user', { userId: 'ada' }, true],
    ['another user', { userId: 'ben' }, false],
    ['one of two', { path: '/api/token', clientId: 'other' }, false],
  ])('%s', (_, condition, expected) => {
    const faults = createFaults();
    faults.add({ ...condition, effect });
    expect(faults.match(call) !== undefined).toBe(expected);
  });

  test.each([
    ['the second', { nth: 2 }, [2]],
    ['the first and the third', { nth: [1, 3] }, [1, 3]],
    ['the first two', { times: 2 }, [1, 2]],
    ['every second', { every: 2 }, [2, 4]],
    ['every second, once', { every: 2, times: 1 }, [2]],
    ['the third and then one more', { nth: [3, 4, 5], times: 2 }, [3, 4]],
  ])('%s', (_, condition, expected) => {
    const faults = createFaults();
    faults.add({ ...condition, effect });
    const hit = [1, 2, 3, 4, 5].filter(() => faults.match(call) !== undefined);
    expect(hit).toEqual(expected);
    expect(faults.list()).toMatchObject([{ matched: 5, hits: expected.length }]);
  });

  test('calls that do not match are not counted', () => {
    const faults = createFaults();
    faults.add({ path: '/v1/me', nth: 2, effect });
    faults.match({ method: 'GET', path: '/v1/me' });
    faults.match(call);
    expect(faults.match({ method: 'GET', path: '/v1/me' })).toBeDefined();
  });

  test('a preflight only where OPTIONS is named', () => {
    const faults = createFaults();
    faults.add({ times: 1, effect });
    expect(faults.match({ method: 'OPTIONS', path: '/v1/me' })).toBeUndefined();
    faults.add({ method: 'OPTIONS', effect });
    expect(faults.match({ method: 'OPTIONS', path: '/v1/me' })?.id).toBe('fault-2');
  });
});

test('the first rule that hits decides, and all of them count', () => {
  const faults = createFaults();
  const [first, second] = [faults.add({ times: 1, effect }), faults.add({ nth: 2, effect: { status: 500 } })];
  expect(faults.match(call)?.id).toBe(first);
  expect(faults.match(call)).toMatchObject({ id: second, effect: { status: 500 } });
  expect(faults.match(call)).toBeUndefined();
});

describe('a share of the calls', () => {
  const hitsOf = (faults: FaultMatcher): string =>
    Array.from({ length: 200 }, () => (faults.match(call) === undefined ? '-' : 'x')).join('');
  const drawn = (rule: object, seed?: number): string => {
    const faults = createFaults(seed);
    faults.add({ effect, ...rule });
    return hitsOf(faults);
  };

  test('is about as large as it says, and the same each time', () => {
    const hits = drawn({ share: 0.25 });
    expect(hits.replaceAll('-', '').length).toBeGreaterThan(30);
    expect(hits.replaceAll('-', '').length).toBeLessThan(70);
    expect(drawn({ share: 0.25 })).toBe(hits);
    expect([drawn({ share: 0 }), drawn({ share: 1 })]).toEqual(['-'.repeat(200), 'x'.repeat(200)]);
  });

  test('is drawn from the seed of the rule, or else of the instance', () => {
    const hits = drawn({ share: 0.5, seed: 7 });
    expect(drawn({ share: 0.5, seed: 7 }, 99)).toBe(hits);
    expect(drawn({ share: 0.5, seed: 8 })).not.toBe(hits);
    expect(drawn({ share: 0.5 }, 1)).not.toBe(drawn({ share: 0.5 }, 2));
  });

  test('two rules without a seed do not hit the same calls', () => {
    const faults = createFaults();
    faults.add({ share: 0.5, effect: { status: 500 } });
    faults.add({ share: 0.5, effect: { status: 502 } });
    const hits = Array.from({ length: 100 }, () => faults.match(call)?.effect.status);
    expect(new Set(hits)).toEqual(new Set([500, 502, undefined]));
  });
});

test('a jitter is drawn anew for each call, and the same in the next run', () => {
  const delays = (): (number | undefined)[] => {
    const faults = createFaults();
    faults.add({ effect: { delayMs: 100, jitterMs: 50 } });
    return Array.from({ length: 50 }, () => faults.match(call)?.delayMs);
  };
  const first = delays();
  expect(Math.min(...first.map(Number))).toBeGreaterThanOrEqual(100);
  expect(Math.max(...first.map(Number))).toBeLessThanOrEqual(150);
  expect(new Set(first).size).toBeGreaterThan(10);
  expect(delays()).toEqual(first);
});

describe('an incident', () => {
  test('begins and ends by the clock', () => {
    const faults = createFaults();
    faults.add({ from: '2026-11-20T11:00:00Z', until: new Date('2026-11-20T12:00:00Z'), effect });
    const at = (minutes: number): boolean => {
      now = Date.UTC(2026, 10, 20, 10, minutes);
      return faults.match(call) !== undefined;
    };
    expect([at(59), at(60), at(119), at(120)]).toEqual([false, true, true, false]);
    expect(faults.list()[0]?.matched).toBe(2);
  });

  test('takes so long, from now or from its beginning', () => {
    const faults = createFaults();
    faults.add({ forMs: 1000, effect });
    faults.add({ from: now + 5000, forMs: 1000, effect: { status: 500 } });
    const start = now;
    const at = (milliseconds: number): number | undefined => {
      now = start + milliseconds;
      return faults.match(call)?.effect.status;
    };
    expect([at(0), at(999), at(1000), at(5000), at(5999), at(6000)]).toEqual([503, 503, undefined, 500, 500, undefined]);
  });
});

test('an error of the token endpoint is no answer to anything else', () => {
  const faults = createFaults();
  faults.add({ effect: { grantError: { error: 'invalid_grant' } } });
  expect(faults.match({ method: 'GET', path: '/v1/me' })).toBeUndefined();
  expect(faults.match(call)).toBeDefined();
});

test('there are only so many rules', () => {
  const faults = createFaults();
  for (let count = 0; count < 1000; count += 1) faults.add({ effect });
  expect(() => faults.add({ effect })).toThrow('1000 fault rules already');
});

test('rules are listed, removed and cleared', () => {
  const faults = createFaults();
  const id = faults.add({ effect });
  faults.add({ path: '/v1/*', effect });
  expect(faults.list().map((fault) => fault.rule.path)).toEqual([undefined, '/v1/*']);
  expect([faults.remove(id), faults.remove(id)]).toEqual([true, false]);
  faults.clear();
  expect(faults.list()).toEqual([]);
});

test('a rule is kept as it was given', () => {
  const faults = createFaults();
  const rule = { path: '/v1/me', effect: { status: 503 } };
  faults.add(rule);
  rule.path = '/changed';
  expect(faults.list()[0]?.rule.path).toBe('/v1/me');
});

test.each([
  ['nothing', undefined, 'has to be an object'],
  ['a list', [], 'has to be an object'],
  ['no effect', { path: '/v1/me' }, 'needs "effect"'],
  ['an empty effect', { effect: {} }, '"effect" is empty'],
  ['an unknown field', { url: '/v1/me', effect }, 'no field "url"'],
  ['an unknown effect', { effect: { code: 503 } }, 'no field "code"'],
  ['a method that is none', { method: 'FETCH', effect }, 'method has to be one of'],
  ['a path without a slash', { path: 'v1/me', effect }, 'path has to begin with'],
  ['a path with a query', { path: '/v1/me?x', effect }, 'without the query'],
  ['a client id that is no text', { clientId: 5, effect }, 'clientId has to be text'],
  ['nth from 0', { nth: 0, effect }, 'nth has to be'],
  ['nth without a number', { nth: [], effect }, 'nth has to be'],
  ['a user that is no text', { userId: 5, effect }, 'userId has to be text'],
  ['a time that is none', { from: 'noon', effect }, 'from has to be a time'],
  ['an end that is none', { until: {}, effect }, 'until has to be a time'],
  ['an incident of no length', { forMs: 0, effect }, 'forMs has to be a whole number from 1'],
  ['two ends', { until: 5, forMs: 5, effect }, 'leave out one'],
  ['every 0', { every: 0, effect }, 'every has to be'],
  ['a share above all', { share: 1.5, effect }, 'share has to be a number from 0'],
  ['a seed that is none', { seed: -1, effect }, 'seed has to be'],
  ['a path of stars only', { path: '/*a'.repeat(20), effect }, 'at most 10 times'],
  ['times 0', { times: 0, effect }, 'times has to be'],
  ['a status that is none', { effect: { status: 99 } }, 'status has to be'],
  ['a body that cannot be', { effect: { status: 204, body: 'x' } }, 'has no body'],
  ['a header that is none', { effect: { headers: { 'a b': 'x' } } }, 'headers has to be'],
  ['a header that is no text', { effect: { headers: { a: 1 } } }, 'headers has to be'],
  ['a negative delay', { effect: { delayMs: -1 } }, 'delayMs has to be'],
  ['a drop that is none', { effect: { drop: 'now' } }, '"before" or "after"'],
  ['a cut that is none', { effect: { truncate: false } }, 'truncate has to be'],
  ['html with a body', { effect: { html: true, body: 'x' } }, 'leave out one'],
  ['two bodies', { effect: { grantError: { error: 'x' }, limitBody: 'api' } }, 'leave out one'],
  ['a limit with another status', { effect: { status: 503, limitBody: 'api' } }, 'the body of a 429'],
  ['a limit of another kind', { effect: { limitBody: 'html' } }, 'limitBody has to be one of api, quota, text, empty'],
  ['a Retry-After that is none', { effect: { retryAfter: 'soon' } }, 'retryAfter, where it is no whole number'],
  ['a negative Retry-After', { effect: { retryAfter: -1 } }, 'retryAfter has to be a whole number from 0'],
  ['a token error without one', { effect: { grantError: {} } }, 'grantError needs "error"'],
  ['a token error with more', { effect: { grantError: { error: 'x', hint: 'y' } } }, 'no field "hint"'],
  ['cors that is no false', { effect: { cors: true } }, 'cors has to be false'],
  ['a jitter that is none', { effect: { jitterMs: 0.5 } }, 'jitterMs has to be'],
  ['a body that takes too long', { effect: { bodyDelayMs: 1e9 } }, 'from 0 to 600000'],
  ['a header that says where the body ends', { effect: { headers: { 'Content-Length': '1' } } }, 'cannot set "Content-Length"'],
  ['html that is no true', { effect: { html: 'yes' } }, 'html has to be'],
])('says what is wrong with %s', (_, rule, words) => {
  const faults = createFaults();
  expect(() => faults.add(rule as never)).toThrow(TypeError);
  expect(() => faults.add(rule as never)).toThrow(words);
  expect(faults.list()).toEqual([]);
});
