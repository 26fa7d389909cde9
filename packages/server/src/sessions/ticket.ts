import { fromBase64url, toBase64url } from '../sealing/base64url.js';
import { createSealingKey, type SealingKey } from '../sealing/sealed.js';

/** What a browser's cookie holds: which session, and the key to its record. The store has neither in a form that is of use alone. */
export interface Ticket {
  /** 128 random bits. */
  readonly sessionId: string;
  readonly key: SealingKey;
}

const TICKET = /^([\w-]{22})\.([\w-]{43})$/;

/** Creates the ticket of a new session. */
export function createTicket(): Ticket {
  return { sessionId: toBase64url(crypto.getRandomValues(new Uint8Array(16))), key: createSealingKey() };
}

/** The ticket as the value of a cookie. */
export function ticketToText({ sessionId, key }: Ticket): string {
  return `${sessionId}.${toBase64url(key)}`;
}

/** Reads the value of a cookie. Gives `undefined` for what is no ticket. */
export function parseTicket(text: string): Ticket | undefined {
  const [, sessionId, key] = TICKET.exec(text) ?? [];
  return sessionId && key ? { sessionId, key: fromBase64url(key) } : undefined;
}
