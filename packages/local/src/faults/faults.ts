import { pathPattern } from '../inspector/path-pattern.js';
import { checkFaultRule, type FaultEffect, type FaultRule } from './fault-rule.js';

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
}

/** The faults in force, as the server uses them. */
export interface FaultMatcher extends Faults {
  /** Counts a call, and says what happens to it. */
  match(call: FaultCall): { id: string; effect: FaultEffect } | undefined;
}

/** An empty list of faults. */
export function createFaults(): FaultMatcher {
  let active: { id: string; rule: FaultRule; path: RegExp | undefined; matched: number; hits: number }[] = [];
  let count = 0;
  return {
    add(rule) {
      const checked = checkFaultRule(rule);
      count += 1;
      const id = `fault-${count}`;
      active.push({
        id,
        rule: checked,
        path: checked.path === undefined ? undefined : pathPattern(checked.path),
        matched: 0,
        hits: 0,
      });
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
      let hit: (typeof active)[number] | undefined;
      for (const fault of active) {
        if (!meets(call, fault.rule, fault.path)) continue;
        fault.matched += 1;
        if (hit === undefined && isDue(fault.rule, fault.matched, fault.hits)) hit = fault;
      }
      if (hit === undefined) return undefined;
      hit.hits += 1;
      return { id: hit.id, effect: hit.rule.effect };
    },
  };
}

function meets(call: FaultCall, rule: FaultRule, path: RegExp | undefined): boolean {
  // A browser's preflight is not the call that somebody had in mind, unless they say so.
  if (rule.method === undefined ? call.method === 'OPTIONS' : rule.method.toUpperCase() !== call.method) return false;
  if (path !== undefined && !path.test(call.path)) return false;
  if (rule.grantType !== undefined && rule.grantType !== call.grantType) return false;
  return rule.clientId === undefined || rule.clientId === call.clientId;
}

function isDue(rule: FaultRule, matched: number, hits: number): boolean {
  if (rule.times !== undefined && hits >= rule.times) return false;
  if (rule.nth === undefined) return true;
  return typeof rule.nth === 'number' ? rule.nth === matched : rule.nth.includes(matched);
}
