import type { Exchange } from '../inspector/exchange.js';
import { WebApiError } from './web-api-error.js';

/**
 * The fields of a body in JSON. Without a body there are none.
 *
 * @throws WebApiError 400 where it is no JSON, or no object
 */
export function readJsonBody({ body }: Exchange): Readonly<Record<string, unknown>> {
  if (body.trim() === '') return {};
  const value = parse(body);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new WebApiError(400, 'Malformed json');
  return value as Readonly<Record<string, unknown>>;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new WebApiError(400, 'Malformed json');
  }
}
