/** What a rule does to the call that it hits. */
export interface FaultEffect {
  /** Answers with this status in place of the real answer. */
  readonly status?: number;
  /** Headers set on the answer, whichever it is. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Answers with this body in place of the real one: a string as it is, anything else as JSON. */
  readonly body?: unknown;
  /** Waits so many real milliseconds first. Alone, the real answer follows. */
  readonly delayMs?: number;
  /**
   * Breaks the connection: `before` the request was processed, or `after` (a token was rotated, and the answer is lost). With
   * `truncate`, `after` breaks it in the middle of the body.
   */
  readonly drop?: 'before' | 'after';
  /** Processes the request for real and cuts the answer's body: to so many bytes, or `true` to half of them. */
  readonly truncate?: true | number;
  /** Answers with an HTML error page, as a gateway does. The status is 503 unless given. */
  readonly html?: true;
}

/** A fault: which calls, and what happens to them. Every condition that is given has to hold. */
export interface FaultRule {
  readonly method?: string;
  /** The path without the query, with `*` for any stretch of characters: `/v1/playlists/*`. */
  readonly path?: string;
  /** The `grant_type` of a token request. */
  readonly grantType?: string;
  readonly clientId?: string;
  /** Which of the matching calls are hit, counted from 1. Default: all. */
  readonly nth?: number | readonly number[];
  /** How many calls are hit at most. Default: no end. */
  readonly times?: number;
  readonly effect: FaultEffect;
}

const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'];
const BODILESS = [204, 205, 304];

/**
 * Checks that a value is a rule.
 *
 * @throws TypeError with a sentence that names the field and says what belongs there
 */
export function checkFaultRule(value: unknown): FaultRule {
  const rule = record(value, 'A fault rule', ['method', 'path', 'grantType', 'clientId', 'nth', 'times', 'effect']);
  text(rule, 'method');
  if (rule['method'] !== undefined && !METHODS.includes(String(rule['method']).toUpperCase())) {
    throw new TypeError(`method has to be one of ${METHODS.join(', ')}.`);
  }
  text(rule, 'path');
  if (rule['path'] !== undefined && !/^[/*]/u.test(String(rule['path']))) {
    throw new TypeError('path has to begin with "/" (or "*"), such as "/api/token" or "/v1/playlists/*".');
  }
  if (String(rule['path'] ?? '').includes('?'))
    throw new TypeError('path is compared without the query: leave out "?" and what follows.');
  text(rule, 'grantType');
  text(rule, 'clientId');
  const nth = Array.isArray(rule['nth']) ? rule['nth'] : [rule['nth'] ?? 1];
  if (nth.length === 0 || !nth.every((number) => isWhole(number, 1))) {
    throw new TypeError('nth has to be a whole number from 1, or a list of them: which of the matching calls are hit.');
  }
  if (rule['times'] !== undefined && !isWhole(rule['times'], 1)) throw new TypeError('times has to be a whole number from 1.');
  if (rule['effect'] === undefined) throw new TypeError('A fault rule needs "effect": what happens, such as { "status": 503 }.');
  checkEffect(rule['effect']);
  return structuredClone(rule) as unknown as FaultRule;
}

function checkEffect(value: unknown): void {
  const effect = record(value, '"effect"', ['status', 'headers', 'body', 'delayMs', 'drop', 'truncate', 'html']);
  if (Object.keys(effect).length === 0) throw new TypeError('"effect" is empty: say what happens, such as { "status": 503 }.');
  const status = effect['status'];
  if (status !== undefined && !(isWhole(status, 200) && status <= 599))
    throw new TypeError('status has to be a whole number from 200 to 599.');
  if (typeof status === 'number' && BODILESS.includes(status) && (effect['body'] !== undefined || effect['html'] !== undefined)) {
    throw new TypeError(`An answer with status ${status} has no body: leave out body and html.`);
  }
  if (effect['headers'] !== undefined) checkHeaders(effect['headers']);
  const delay = effect['delayMs'];
  if (delay !== undefined && !(isWhole(delay, 0) && delay <= 600_000))
    throw new TypeError('delayMs has to be a whole number from 0 to 600000.');
  if (effect['drop'] !== undefined && effect['drop'] !== 'before' && effect['drop'] !== 'after') {
    throw new TypeError('drop has to be "before" or "after": whether the request is processed first.');
  }
  if (effect['truncate'] !== undefined && effect['truncate'] !== true && !isWhole(effect['truncate'], 0)) {
    throw new TypeError('truncate has to be true or the number of bytes that are kept.');
  }
  if (effect['html'] !== undefined && effect['html'] !== true) throw new TypeError('html has to be true, or left out.');
  if (effect['html'] === true && effect['body'] !== undefined)
    throw new TypeError('html brings its own body: leave out one of html and body.');
}

function checkHeaders(value: unknown): void {
  const entries = Object.entries(record(value, 'headers'));
  try {
    if (entries.some(([, header]) => typeof header !== 'string')) throw new TypeError('no text');
    new Headers(entries as [string, string][]);
  } catch {
    throw new TypeError('headers has to be an object of header names and their values as text.');
  }
}

function record(value: unknown, name: string, fields?: readonly string[]): Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new TypeError(`${name} has to be an object.`);
  const unknown = fields && Object.keys(value).find((key) => !fields.includes(key));
  if (unknown !== undefined) throw new TypeError(`${name} has no field "${unknown}": use ${fields?.join(', ')}.`);
  return value as Record<string, unknown>;
}

function text(rule: Record<string, unknown>, field: string): void {
  if (rule[field] !== undefined && typeof rule[field] !== 'string') throw new TypeError(`${field} has to be text.`);
}

function isWhole(value: unknown, least: number): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= least;
}
