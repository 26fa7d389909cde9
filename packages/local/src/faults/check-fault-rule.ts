import { checkFaultEffect } from './check-fault-effect.js';
import type { FaultRule } from './fault-rule.js';
import { checkedObject, checkText, checkTime, checkWhole, isWhole } from './field-checks.js';

const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'];

const FIELDS: readonly (keyof FaultRule)[] = [
  'method',
  'path',
  'grantType',
  'clientId',
  'userId',
  'from',
  'until',
  'forMs',
  'nth',
  'every',
  'share',
  'seed',
  'times',
  'effect',
];

/**
 * Checks that a value is a rule.
 *
 * @throws TypeError with a sentence that names the field and says what belongs there
 */
export function checkFaultRule(value: unknown): FaultRule {
  const rule: { readonly [Field in keyof FaultRule]?: unknown } = checkedObject(value, 'A fault rule', FIELDS);
  checkText(rule.method, 'method');
  if (rule.method !== undefined && !METHODS.includes(String(rule.method).toUpperCase())) {
    throw new TypeError(`method has to be one of ${METHODS.join(', ')}.`);
  }
  checkPath(rule.path);
  checkText(rule.grantType, 'grantType');
  checkText(rule.clientId, 'clientId');
  checkText(rule.userId, 'userId');
  checkWindow(rule);
  const nth = Array.isArray(rule.nth) ? rule.nth : [rule.nth ?? 1];
  if (nth.length === 0 || nth.length > 1000 || !nth.every((number) => isWhole(number, 1))) {
    throw new TypeError('nth has to be a whole number from 1, or a list of them: which of the matching calls are hit.');
  }
  checkWhole(rule.every, 'every', 1);
  const { share } = rule;
  if (share !== undefined && !(typeof share === 'number' && share >= 0 && share <= 1))
    throw new TypeError('share has to be a number from 0 (none of the matching calls) to 1 (all of them).');
  checkWhole(rule.seed, 'seed', 0, 2 ** 32 - 1);
  checkWhole(rule.times, 'times', 1);
  if (rule.effect === undefined) throw new TypeError('A fault rule needs "effect": what happens, such as { "status": 503 }.');
  checkFaultEffect(rule.effect);
  return structuredClone(rule) as unknown as FaultRule;
}

function checkPath(path: unknown): void {
  checkText(path, 'path');
  if (typeof path !== 'string') return;
  if (!/^[/*]/u.test(path)) throw new TypeError('path has to begin with "/" (or "*"), such as "/api/token" or "/v1/playlists/*".');
  if (path.includes('?')) throw new TypeError('path is compared without the query: leave out "?" and what follows.');
  if (path.length > 1000 || path.split('*').length > 11)
    throw new TypeError('path has to be at most 1000 characters with at most 10 times "*".');
}

function checkWindow({ from, until, forMs }: { readonly [Field in keyof FaultRule]?: unknown }): void {
  checkTime(from, 'from');
  checkTime(until, 'until');
  checkWhole(forMs, 'forMs', 1);
  if (until !== undefined && forMs !== undefined) throw new TypeError('until and forMs both say when it ends: leave out one.');
}
