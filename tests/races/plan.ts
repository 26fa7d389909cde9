import fc from 'fast-check';

/** What becomes of one request to the token endpoint. */
export type Fault =
  | 'none'
  /** The connection breaks before Spotify has the request. */
  | 'unsent'
  /** Spotify processes it, and the connection breaks before the answer. */
  | 'lost'
  /** The answer comes after the timeout. */
  | 'slow'
  /** Spotify gets the request only after the timeout, or after its sender's death. */
  | 'late'
  | 'outage'
  | 'rate-limit'
  | 'truncated'
  /** An incident: Spotify says `invalid_grant` of a token that is good. */
  | 'false-invalid-grant';

/** What happens in a schedule besides the steps that follow from it. `who` is the index of a holder, modulo their number. */
export type PlannedEvent =
  | { type: 'rush'; after: 'nearly' | 'hours' }
  | { type: 'call'; who: number }
  /** The Web API refuses the current token, everywhere at once. */
  | { type: 'storm' }
  /** The Web API refuses every token, and the app tries again and again. */
  | { type: 'loop'; who: number }
  | { type: 'invalidate'; who: number }
  | { type: 'sign-out'; who: number }
  | { type: 'sign-in'; who: number }
  | { type: 'crash'; who: number }
  | { type: 'restart'; who: number }
  | { type: 'sleep'; who: number; ms: number }
  | { type: 'revoke' }
  | { type: 'half-a-year' }
  /** The clock of the machine is set. */
  | { type: 'jump'; ms: number }
  /** The store fails for so many calls, before or after it has done what it was asked. */
  | { type: 'store-trouble'; calls: number; when: 'before' | 'after' };

export interface Plan {
  /** Where the clock of each differs, in milliseconds, and whether it subscribes to changes. */
  holders: readonly { watches: boolean; skewMs: number }[];
  refreshMode: 'keep' | 'rotate' | 'rotate-with-reuse-detection';
  graceSeconds: number;
  store: 'atomic' | 'not-atomic';
  /** `freed`: a dead holder's is free at once, as with Web Locks. `leased`: after its lease. `stuck`: never. */
  lock: 'none' | 'freed' | 'leased' | 'stuck';
  events: readonly PlannedEvent[];
  /** Of the requests, in the order in which they are sent. */
  faults: readonly Fault[];
  /** What the scheduler draws from. */
  choices: Uint8Array;
}

const who = fc.nat({ max: 7 });
const event: fc.Arbitrary<PlannedEvent> = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.record({ type: fc.constant('rush' as const), after: fc.constantFrom('nearly' as const, 'hours' as const) }),
  },
  { weight: 6, arbitrary: fc.record({ type: fc.constant('call' as const), who }) },
  { weight: 3, arbitrary: fc.constant({ type: 'storm' as const }) },
  { weight: 2, arbitrary: fc.record({ type: fc.constant('loop' as const), who }) },
  { weight: 1, arbitrary: fc.record({ type: fc.constant('invalidate' as const), who }) },
  { weight: 2, arbitrary: fc.record({ type: fc.constant('sign-out' as const), who }) },
  { weight: 2, arbitrary: fc.record({ type: fc.constant('sign-in' as const), who }) },
  { weight: 3, arbitrary: fc.record({ type: fc.constant('crash' as const), who }) },
  { weight: 2, arbitrary: fc.record({ type: fc.constant('restart' as const), who }) },
  { weight: 1, arbitrary: fc.record({ type: fc.constant('sleep' as const), who, ms: fc.constantFrom(1_000, 60_000, 7_200_000) }) },
  { weight: 1, arbitrary: fc.constant({ type: 'revoke' as const }) },
  { weight: 1, arbitrary: fc.constant({ type: 'half-a-year' as const }) },
  {
    weight: 1,
    arbitrary: fc.record({ type: fc.constant('jump' as const), ms: fc.constantFrom(-86_400_000, -7_200_000, -30_000, 7_200_000) }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      type: fc.constant('store-trouble' as const),
      calls: fc.integer({ min: 1, max: 5 }),
      when: fc.constantFrom('before' as const, 'after' as const),
    }),
  },
);

const faults: fc.Arbitrary<Fault> = fc.oneof(
  { weight: 10, arbitrary: fc.constant<Fault>('none') },
  {
    weight: 8,
    arbitrary: fc.constantFrom<Fault>('unsent', 'lost', 'slow', 'late', 'outage', 'rate-limit', 'truncated'),
  },
  { weight: 1, arbitrary: fc.constant<Fault>('false-invalid-grant') },
);

/** Stores that are not atomic are for browsers, whose locks end with their holder. */
const keeping = fc.oneof(
  { weight: 5, arbitrary: fc.record({ store: fc.constant('atomic' as const), lock: fc.constantFrom('freed', 'leased', 'stuck') }) },
  { weight: 3, arbitrary: fc.constant({ store: 'atomic' as const, lock: 'none' as const }) },
  { weight: 1, arbitrary: fc.constant({ store: 'not-atomic' as const, lock: 'freed' as const }) },
) as fc.Arbitrary<Pick<Plan, 'store' | 'lock'>>;

/** Any schedule. */
export const plan: fc.Arbitrary<Plan> = fc
  .record({
    holders: fc.array(fc.record({ watches: fc.boolean(), skewMs: fc.constantFrom(0, 0, 0, -20_000, 20_000) }), {
      minLength: 1,
      maxLength: 8,
      size: 'max',
    }),
    refreshMode: fc.constantFrom('keep', 'rotate', 'rotate-with-reuse-detection'),
    graceSeconds: fc.constantFrom(0, 0, 30),
    keeping,
    events: fc.array(event, { minLength: 1, maxLength: 10, size: 'max' }),
    // Half of the schedules have a network without a fault, and are held to the exact count.
    faults: fc.oneof(fc.constant<Fault[]>([]), fc.array(faults, { maxLength: 12, size: 'max' })),
    choices: fc.uint8Array({ maxLength: 400, size: 'max' }),
  })
  .map(({ keeping: kept, ...rest }) => ({ ...rest, ...kept }) as Plan);
