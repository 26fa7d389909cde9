import { toEpoch } from '../faults/clock.js';
import type { FaultEffect } from '../faults/fault-rule.js';
import { limitContent } from '../faults/limit-body.js';

const JSON_TYPE = 'application/json; charset=utf-8';

/** Whether the effect has an answer of its own, so that the request is not processed. */
export function isFabricated(effect: FaultEffect): boolean {
  const { status, body, html, retryAfter, limitBody, grantError } = effect;
  return [status, body, html, retryAfter, limitBody, grantError].some((field) => field !== undefined);
}

/** The answer that stands in the real one's place. */
export function fabricate(effect: FaultEffect): Response {
  const { content, type, status } = contentOf(effect);
  const headers = new Headers(effect.headers);
  if (type !== undefined && !headers.has('content-type')) headers.set('content-type', type);
  if (effect.retryAfter !== undefined && effect.retryAfter !== null) headers.set('retry-after', retryAfterOf(effect.retryAfter));
  // RFC 6749 §5.2
  if (effect.grantError !== undefined && !headers.has('cache-control')) headers.set('cache-control', 'no-store');
  return new Response(content, { status, headers });
}

interface Content {
  readonly content: string | null;
  readonly type?: string | undefined;
  readonly status: number;
}

function contentOf({ status, body, html, retryAfter, limitBody, grantError }: FaultEffect): Content {
  if (html === true) return { content: errorPage(status ?? 503), type: 'text/html; charset=utf-8', status: status ?? 503 };
  if (grantError !== undefined) {
    const { error, description } = grantError;
    const fields = { error, ...(description !== undefined && { error_description: description }) };
    return { content: JSON.stringify(fields), type: JSON_TYPE, status: status ?? 400 };
  }
  if (body !== undefined) {
    const given = status ?? (retryAfter === undefined ? 200 : 429);
    if (typeof body === 'string') return { content: body, type: 'text/plain; charset=utf-8', status: given };
    return { content: JSON.stringify(body), type: JSON_TYPE, status: given };
  }
  if (limitBody !== undefined || (retryAfter !== undefined && status === undefined)) {
    return { ...limitContent(limitBody ?? 'api'), status: 429 };
  }
  return { content: null, status: status ?? 200 };
}

function retryAfterOf(value: number | string | Date): string {
  // RFC 9110 §10.2.3: seconds, or an HTTP date.
  return typeof value === 'number' ? String(value) : new Date(toEpoch(value)).toUTCString();
}

// What a gateway in front of a service says when the service is gone.
function errorPage(status: number): string {
  return `<!DOCTYPE html>\n<html><head><title>${status} Error</title></head>\n<body><h1>Error: ${status}</h1><p>The service is not available. Try again later.</p></body></html>\n`;
}
