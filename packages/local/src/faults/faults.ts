import { checkFaultRule } from './check-fault-rule.js';
import { type Clock, toEpoch } from './clock.js';
import type { FaultEffect, FaultRule } from './fault-rule.js';
import { type PathPattern, pathPattern } from './path-pattern.js';
import { createRandom } from './random.js';

/** A rule that is in force. */
export interface ActiveFault {
  readonly id: string;
  readonly rule: FaultRule;
  /** How many calls met its conditions. */
  readonly matched: number;
  /** How many of them it hit. */
  readonly hits: number;
}

/** The faults in force. The first rule that hits a call decides what happens to it; every rule counts the calls that it matches. */
export interface Faults {
  /** Adds a rule behind the others and gives its id. */
  add(rule: FaultRule): string;
  list(): ActiveFault[];
  /** Whether there was such a rule. */
  remove(id: string): boolean;
  clear(): void;
}

/** What of a call is compared with the rules. */
export interface FaultCall {
  readonly method: string;
  readonly path: string;
  readonly grantType?: string | undefined;
  readonly clientId?: string | undefined;
  readonly userId?: string | undefined;
}

/** A rule that hits a call. */
export interface FaultHit {
  readonly id: string;
  readonly effect: FaultEffect;
  /** How long to wait first: the rule's delay and what was drawn of its jitter. */
  readonly delayMs: number;
}

/** The faults in force, as the server uses them. */
export interface FaultMatcher extends Faults {
  readonly isEmpty: boolean;
  /** Counts a call, and says what happens to it. */
  match(call: FaultCall): FaultHit | undefined;
}

/** What the faults go by. */
export interface FaultsOptions {
  readonly clock: Pick<Clock, 'now'>;
  /** What is drawn from where a rule has no seed of its own. */
  readonly seed?: number;
}

interface Fault {
  readonly id: string;
  readonly rule: FaultRule;
  readonly path: PathPattern | undefined;
  readonly from: number;
  readonly until: number;
  /** One number for each call that matches, whatever becomes of it: so that other conditions do not shift what is drawn. */
  drawShare(): number;
  drawJitter(): number;
  matched: number;
  hits: number;
}

const MOST_RULES = 1000;

/** An empty list of faults. */
export function createFaults({ clock, seed = 1 }: FaultsOptions): FaultMatcher {
  let active: Fault[] = [];
  let count = 0;
  return {
    get isEmpty() {
      return active.length === 0;
    },
    add(rule) {
      const checked = checkFaultRule(rule);
      if (active.length >= MOST_RULES)
        throw new TypeError(`There are ${MOST_RULES} fault rules already: remove some, or clear them, before you add another.`);
      count += 1;
      const id = `fault-${count}`;
      active.push(activate(id, checked, clock.now(), checked.seed ?? seed + count));
      return id;
    },
    list: () => active.map(({ id, rule, matched, hits }) => ({ id, rule, matched, hits })),
    remove(id) {
      const before = active.length;
      active = active.filter((fault) => fault.id !== id);
      return active.length < before;
    },
    clear() {
      active = [];
    },
    match(call) {
      const now = clock.now();
      let hit: Fault | undefined;
      for (const fault of active) {
        if (now < fault.from || now >= fault.until || !meets(call, fault)) continue;
        fault.matched += 1;
        const drawn = fault.drawShare();
        if (hit === undefined && isDue(fault, drawn)) hit = fault;
      }
      if (hit === undefined) return undefined;
      hit.hits += 1;
      const { delayMs = 0, jitterMs = 0 } = hit.rule.effect;
      return { id: hit.id, effect: hit.rule.effect, delayMs: delayMs + Math.floor(hit.drawJitter() * (jitterMs + 1)) };
    },
  };
}

function activate(id: string, rule: FaultRule, now: number, seed: number): Fault {
  const from = rule.from === undefined ? undefined : toEpoch(rule.from);
  const until = rule.until === undefined ? Number.POSITIVE_INFINITY : toEpoch(rule.until);
  const [share, jitter] = [createRandom(seed), createRandom(seed ^ 0x5f3759df)];
  return {
    id,
    rule,
    path: rule.path === undefined ? undefined : pathPattern(rule.path),
    from: from ?? Number.NEGATIVE_INFINITY,
    until: rule.forMs === undefined ? until : (from ?? now) + rule.forMs,
    drawShare: () => share.fraction(),
    drawJitter: () => jitter.fraction(),
    matched: 0,
    hits: 0,
  };
}

function meets(call: FaultCall, { rule, path }: Fault): boolean {
  // A browser's preflight is not the call that somebody had in mind, unless they say so.
  if (rule.method === undefined ? call.method === 'OPTIONS' : rule.method.toUpperCase() !== call.method) return false;
  if (path !== undefined && !path.test(call.path)) return false;
  // Nothing but a token request has an answer in which such an error could stand.
  if (rule.effect.grantError !== undefined && call.path !== '/api/token') return false;
  if (rule.grantType !== undefined && rule.grantType !== call.grantType) return false;
  if (rule.userId !== undefined && rule.userId !== call.userId) return false;
  return rule.clientId === undefined || rule.clientId === call.clientId;
}

function isDue({ rule, matched, hits }: Fault, drawn: number): boolean {
  if (rule.times !== undefined && hits >= rule.times) return false;
  if (rule.every !== undefined && matched % rule.every !== 0) return false;
  if (rule.share !== undefined && drawn >= rule.share) return false;
  if (rule.nth === undefined) return true;
  return typeof rule.nth === 'number' ? rule.nth === matched : rule.nth.includes(matched);
}
