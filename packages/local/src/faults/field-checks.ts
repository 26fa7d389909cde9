import { toEpoch } from './clock.js';

/** A JSON object, none of whose fields is another than these. */
export function checkedObject(value: unknown, name: string, fields?: readonly string[]): Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new TypeError(`${name} has to be an object.`);
  const unknown = fields && Object.keys(value).find((key) => !fields.includes(key));
  if (unknown !== undefined) throw new TypeError(`${name} has no field "${unknown}": use ${fields?.join(', ')}.`);
  return value as Record<string, unknown>;
}

/** Refuses a field that is given and is no text. */
export function checkText(value: unknown, name: string): void {
  if (value !== undefined && typeof value !== 'string') throw new TypeError(`${name} has to be text.`);
}

/** Whether it is a whole number of at least so much. */
export function isWhole(value: unknown, least: number): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= least;
}

/** Refuses a field that is given and is no whole number between these two. */
export function checkWhole(value: unknown, name: string, least: number, most: number = Number.MAX_SAFE_INTEGER): void {
  if (value === undefined || (isWhole(value, least) && value <= most)) return;
  const range = most === Number.MAX_SAFE_INTEGER ? `from ${least}` : `from ${least} to ${most}`;
  throw new TypeError(`${name} has to be a whole number ${range}.`);
}

/** Refuses a field that is given and is no time. */
export function checkTime(value: unknown, name: string): void {
  if (value === undefined) return;
  try {
    if (typeof value !== 'number' && typeof value !== 'string' && !(value instanceof Date)) throw new TypeError('no time');
    toEpoch(value);
  } catch {
    throw new TypeError(`${name} has to be a time: epoch milliseconds, or ISO 8601 text such as "2026-11-20T10:00:00Z".`);
  }
}
