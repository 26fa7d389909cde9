import type { MiddlewareHandler } from 'hono';
import type { Clock } from '../faults/clock.js';
import type { Exchange, ExchangeEnvironment } from '../inspector/exchange.js';
import type { JournalWriter } from '../inspector/journal.js';
import type { JournalEntry } from '../inspector/journal-entry.js';
import { type RedactedFields, redactJson, redactParameters, redactText } from '../inspector/redaction.js';
import type { Settings } from '../world/settings.js';
import { BodyTooLargeError, BodyTooSlowError, readBody } from './request-body.js';

const FORM_LIMIT = 65_536;
// The Web API takes pictures of up to 256 KB, in base64.
const WEB_API_LIMIT = 524_288;

/** What is recorded, by which time, and how long a body may take. */
export interface RecordContext {
  readonly clock: Clock;
  readonly journal: JournalWriter;
  readonly settings: Settings;
}

/** Reads the body once for everyone, and writes each request into the journal when it has been answered. */
export function recordExchange({ clock, journal, settings }: RecordContext): MiddlewareHandler<ExchangeEnvironment> {
  return async (c, next) => {
    const at = clock.now();
    const path = c.req.path;
    const type = c.req.header('content-type') ?? '';
    const isForm = /^application\/x-www-form-urlencoded\s*(?:;|$)/iu.test(type);
    const record = (exchange: Exchange, status: number): void => {
      journal.append(toEntry(exchange, { at, method: c.req.method, path: redactText(path), url: c.req.url, status, type, isForm }));
    };
    let body: string;
    try {
      const limit = path.startsWith('/v1/') ? WEB_API_LIMIT : FORM_LIMIT;
      body = await readBody(c.env.incoming, limit, settings.get().requestTimeoutMs);
    } catch (error) {
      const [status, reason] = unreadable(error);
      record({ ...newExchange('', false), decision: 'refused', reason }, status);
      // The rest of the body is not read: the connection cannot be used again.
      return c.text(reason, status, { connection: 'close' });
    }
    const exchange = newExchange(body, isForm);
    c.set('exchange', exchange);
    await next();
    record(exchange, exchange.dropped ? 0 : c.res.status);
    return undefined;
  };
}

function unreadable(error: unknown): [400 | 408 | 413, string] {
  if (error instanceof BodyTooLargeError) return [413, error.message];
  if (error instanceof BodyTooSlowError) return [408, error.message];
  return [400, 'The body broke off before its end.'];
}

function newExchange(body: string, isForm: boolean): Exchange {
  return { body, form: new URLSearchParams(isForm ? body : ''), dropped: false, deviations: [] };
}

interface Answered {
  at: number;
  method: string;
  path: string;
  url: string;
  status: number;
  type: string;
  isForm: boolean;
}

function toEntry(exchange: Exchange, { at, method, path, url, status, type, isForm }: Answered): Omit<JournalEntry, 'id'> {
  const { clientId, userId, grantType, grantId, fault, reason } = exchange;
  const body = isForm ? redactParameters(exchange.form) : jsonFields(exchange.body, type);
  return {
    at,
    method,
    path,
    query: queryOf(url),
    ...(body && Object.keys(body).length > 0 && { body }),
    status,
    ...(clientId !== undefined && { clientId: redactText(clientId) }),
    ...(userId !== undefined && { userId }),
    ...(grantType !== undefined && { grantType: redactText(grantType) }),
    ...(grantId !== undefined && { grantId }),
    ...(fault !== undefined && { fault }),
    decision: exchange.decision ?? 'not_found',
    ...(reason !== undefined && { reason: redactText(reason) }),
    deviations: exchange.deviations.map(redactText),
  };
}

function queryOf(url: string): RedactedFields {
  const start = url.indexOf('?');
  return start === -1 ? {} : redactParameters(new URLSearchParams(url.slice(start)));
}

function jsonFields(body: string, type: string): RedactedFields | undefined {
  if (body === '' || !/^application\/(?:\w+\+)?json\b/iu.test(type)) return undefined;
  try {
    return redactJson(JSON.parse(body));
  } catch {
    return undefined;
  }
}
