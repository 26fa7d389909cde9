import type { FaultEffect } from './fault-rule.js';
import { checkedObject, checkTime, checkWhole, isWhole } from './field-checks.js';
import { limitBodies } from './limit-body.js';

const BODILESS = [204, 205, 304];
const LONGEST_DELAY = 600_000;

const FIELDS: readonly (keyof FaultEffect)[] = [
  'status',
  'headers',
  'body',
  'retryAfter',
  'limitBody',
  'grantError',
  'cors',
  'delayMs',
  'jitterMs',
  'bodyDelayMs',
  'drop',
  'truncate',
  'html',
];

type Unchecked = { readonly [Field in keyof FaultEffect]?: unknown };

/** Checks that a value says what happens to a call. */
export function checkFaultEffect(value: unknown): void {
  const effect: Unchecked = checkedObject(value, '"effect"', FIELDS);
  if (Object.keys(effect).length === 0) throw new TypeError('"effect" is empty: say what happens, such as { "status": 503 }.');
  checkWhole(effect.status, 'status', 200, 599);
  if (effect.headers !== undefined) checkHeaders(effect.headers);
  checkRetryAfter(effect.retryAfter);
  if (effect.limitBody !== undefined && !(limitBodies as readonly unknown[]).includes(effect.limitBody))
    throw new TypeError(`limitBody has to be one of ${limitBodies.join(', ')}.`);
  if (effect.grantError !== undefined) checkGrantError(effect.grantError);
  if (effect.cors !== undefined && effect.cors !== false) throw new TypeError('cors has to be false, or left out.');
  checkWhole(effect.delayMs, 'delayMs', 0, LONGEST_DELAY);
  checkWhole(effect.jitterMs, 'jitterMs', 0, LONGEST_DELAY);
  checkWhole(effect.bodyDelayMs, 'bodyDelayMs', 0, LONGEST_DELAY);
  if (effect.drop !== undefined && effect.drop !== 'before' && effect.drop !== 'after') {
    throw new TypeError('drop has to be "before" or "after": whether the request is processed first.');
  }
  if (effect.truncate !== undefined && effect.truncate !== true && !isWhole(effect.truncate, 0)) {
    throw new TypeError('truncate has to be true or the number of bytes that are kept.');
  }
  if (effect.html !== undefined && effect.html !== true) throw new TypeError('html has to be true, or left out.');
  checkOneBody(effect);
}

// Each of these makes a body. Of two, one would be ignored without a word.
function checkOneBody(effect: Unchecked): void {
  const bodies = (['body', 'html', 'limitBody', 'grantError'] as const).filter((field) => effect[field] !== undefined);
  const [first, second] = bodies;
  if (second !== undefined) throw new TypeError(`${second} brings its own body: leave out one of ${second} and ${first}.`);
  if (effect.limitBody !== undefined && effect.status !== undefined && effect.status !== 429)
    throw new TypeError('limitBody is the body of a 429: leave out status or limitBody.');
  if (first !== undefined && BODILESS.includes(effect.status as number))
    throw new TypeError(`An answer with status ${String(effect.status)} has no body: leave out ${first}.`);
}

function checkRetryAfter(value: unknown): void {
  if (value === undefined || value === null) return;
  if (typeof value === 'number') checkWhole(value, 'retryAfter', 0);
  else checkTime(value, 'retryAfter, where it is no whole number of seconds and not null,');
}

function checkGrantError(value: unknown): void {
  const { error, description } = checkedObject(value, 'grantError', ['error', 'description']);
  if (typeof error !== 'string' || error === '') throw new TypeError('grantError needs "error", such as "invalid_grant".');
  if (description !== undefined && typeof description !== 'string') throw new TypeError('grantError.description has to be text.');
}

function checkHeaders(value: unknown): void {
  const entries = Object.entries(checkedObject(value, 'headers'));
  try {
    if (entries.some(([, header]) => typeof header !== 'string')) throw new TypeError('no text');
    new Headers(entries as [string, string][]);
  } catch {
    throw new TypeError('headers has to be an object of header names and their values as text.');
  }
  // These say where a message ends: with them an answer could hang a client in ways that nobody asked for.
  const framing = entries.find(([name]) => /^(?:content-length|transfer-encoding|connection|trailer|upgrade)$/iu.test(name));
  if (framing !== undefined)
    throw new TypeError(`headers cannot set "${framing[0]}": use truncate, drop or bodyDelayMs for broken answers.`);
}
