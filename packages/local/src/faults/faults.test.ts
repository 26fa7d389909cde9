import { describe, expect, test } from 'vitest';
import { createFaults } from './faults.js';

const call = { method: 'POST', path: '/api/token', grantType: 'refresh_token', clientId: 'app' };
const effect = { status: 503 };

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
  expect(faults.match(call)).toEqual({ id: second, effect: { status: 500 } });
  expect(faults.match(call)).toBeUndefined();
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
  ['times 0', { times: 0, effect }, 'times has to be'],
  ['a status that is none', { effect: { status: 99 } }, 'status has to be'],
  ['a body that cannot be', { effect: { status: 204, body: 'x' } }, 'has no body'],
  ['a header that is none', { effect: { headers: { 'a b': 'x' } } }, 'headers has to be'],
  ['a header that is no text', { effect: { headers: { a: 1 } } }, 'headers has to be'],
  ['a negative delay', { effect: { delayMs: -1 } }, 'delayMs has to be'],
  ['a drop that is none', { effect: { drop: 'now' } }, '"before" or "after"'],
  ['a cut that is none', { effect: { truncate: false } }, 'truncate has to be'],
  ['html with a body', { effect: { html: true, body: 'x' } }, 'leave out one'],
  ['html that is no true', { effect: { html: 'yes' } }, 'html has to be'],
])('says what is wrong with %s', (_, rule, words) => {
  const faults = createFaults();
  expect(() => faults.add(rule as never)).toThrow(TypeError);
  expect(() => faults.add(rule as never)).toThrow(words);
  expect(faults.list()).toEqual([]);
});
