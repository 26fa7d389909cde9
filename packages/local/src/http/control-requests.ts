import type { Context } from 'hono';
import type { TokenFilter } from '../world/grants.js';
import { BodyTooLargeError, BodyTooSlowError, readBody } from './request-body.js';

const BODY_LIMIT = 1_048_576;

/** A request to the control plane that cannot be understood. The message is what the caller gets to read. */
export class ControlRequestError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'ControlRequestError';
  }
}

/** The JSON of a body; an empty body is an empty object. */
export async function readJson(c: Context): Promise<unknown> {
  try {
    const text = await readBody(c.env.incoming, BODY_LIMIT);
    return text.trim() === '' ? {} : JSON.parse(text);
  } catch (error) {
    if (error instanceof BodyTooLargeError || error instanceof BodyTooSlowError) throw new ControlRequestError(error.message);
    throw new ControlRequestError('The body is no JSON. Send an object, such as { "advance": { "months": 6 } }.');
  }
}

/** The fields of a JSON object, of which no other than these may be there. */
export function readFields(value: unknown, fields?: readonly string[]): Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new ControlRequestError('The body has to be a JSON object.');
  const unknown = fields && Object.keys(value).find((name) => !fields.includes(name));
  if (unknown !== undefined) throw new ControlRequestError(`There is no field "${unknown}": use ${fields?.join(', ')}.`);
  return value as Record<string, unknown>;
}

/** Whose tokens are meant. */
export function readTokenFilter(
  value: unknown,
  fields: readonly (keyof TokenFilter)[] = ['userId', 'clientId', 'grantId'],
): TokenFilter {
  const given = readFields(value, fields);
  for (const name of fields) {
    if (given[name] !== undefined && typeof given[name] !== 'string') throw new ControlRequestError(`${name} has to be text.`);
  }
  return given;
}
