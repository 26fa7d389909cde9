import fc from 'fast-check';
import { value } from './values.js';

/** A fault rule that may hit what is sent. Some are none: the control plane says so. */
export interface LiveRule {
  readonly effect: { readonly status?: number; readonly drop?: string };
}

const milliseconds = fc.nat({ max: 30 });

const effect: fc.Arbitrary<object> = fc
  .record(
    {
      status: fc.oneof(fc.constantFrom(200, 204, 304, 404, 418, 429, 500, 503), fc.integer({ min: 200, max: 599 })),
      headers: fc.constantFrom({ 'x-from-a-rule': 'yes' }, { 'content-type': 'text/plain' }, { 'content-encoding': 'identity' }),
      body: fc.constantFrom<unknown>('', 'plain', null, 0, false, [], { error: 'x' }, 'x'.repeat(100_000)),
      retryAfter: fc.constantFrom<unknown>(0, 5, 86_400, null, '2026-11-21T00:00:00Z'),
      limitBody: fc.constantFrom('api', 'quota', 'text', 'empty'),
      grantError: fc.constantFrom({ error: 'invalid_grant' }, { error: 'x', description: '' }),
      cors: fc.constant(false),
      delayMs: milliseconds,
      jitterMs: milliseconds,
      bodyDelayMs: milliseconds,
      drop: fc.constantFrom('before', 'after'),
      truncate: fc.constantFrom<unknown>(true, 0, 1, 10, 100_000),
      html: fc.constant(true),
    },
    { requiredKeys: [] },
  )
  .chain((all) => some(all, 3));

/** Rules for anything that is asked of the accounts service, the pages and the Web API. */
export const liveRule: fc.Arbitrary<LiveRule> = fc
  .record({
    path: fc.constantFrom('*', '/*', '/v1/*', '/v1/me*', '/api/token', '/authorize', '/en/login', '/dashboard*', '/account/*'),
    method: fc.constantFrom('GET', 'POST', 'HEAD'),
    grantType: fc.oneof(fc.constantFrom('refresh_token', 'client_credentials'), value),
    userId: fc.constantFrom('ada', 'nobody'),
    nth: fc.oneof(fc.integer({ min: 1, max: 4 }), fc.array(fc.integer({ min: 1, max: 8 }), { minLength: 1, maxLength: 3 })),
    every: fc.integer({ min: 1, max: 3 }),
    share: fc.constantFrom(0, 0.3, 0.7, 1),
    times: fc.integer({ min: 1, max: 5 }),
    forMs: fc.integer({ min: 1, max: 100_000 }),
  })
  .chain((conditions) => fc.record({ conditions: some(conditions, 2), effect }))
  .map(({ conditions, effect: what }) => ({ ...conditions, effect: what }));

// With all of them at once hardly one would be a rule, or hit anything.
function some(all: object, most: number): fc.Arbitrary<object> {
  return fc.subarray(Object.entries(all), { maxLength: most }).map((chosen) => Object.fromEntries(chosen) as object);
}
