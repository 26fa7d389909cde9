import { tellError, tellEvent } from './events/server-event.js';
import { createCookies } from './http/cookies.js';
import type { CheckedOptions } from './options/check-options.js';
import type { SpotifyServerOptions } from './options/options.js';
import type { RouteContext } from './routes/route.js';
import { createTransactions } from './routes/transactions.js';
import { deriveKey } from './sealing/derived-key.js';
import type { SealingKey } from './sealing/sealed.js';
import { guardStore } from './sessions/guarded-store.js';
import { createJobKeys } from './sessions/job-keys.js';
import { createSessions } from './sessions/sessions.js';
import { parseTicket, ticketToText } from './sessions/ticket.js';

const DAY = 86_400_000;
const TICKET = 'spixie';

/** Puts together what the routes work with. */
export async function createContext(
  options: SpotifyServerOptions,
  { origin, secrets, places }: CheckedOptions,
  gate: NonNullable<SpotifyServerOptions['gate']>,
): Promise<RouteContext> {
  const { clientId, clientSecret, accountsUrl, fetch, timeoutMs, apiUrl, onEvent, now = Date.now } = options;
  const { lifetimeDays = 180, idleDays = 30, mostOpen = 10_000, storeTimeoutMs = 2_000 } = options;
  const tokenRequests = { clientId, clientSecret, accountsUrl, fetch, timeoutMs, now };
  const cookies = createCookies(origin);
  const keys = (await Promise.all(secrets.map((secret) => deriveKey(secret, 'sign-in')))) as [SealingKey, ...SealingKey[]];
  const jobKeys = await Promise.all(
    (options.offlineJobs?.keys ?? []).map(async ({ id, secret }) => ({ id, key: await deriveKey(secret, 'jobs') })),
  );
  const store = guardStore(options.store, {
    timeoutMs: storeTimeoutMs,
    onFailure(operation, cause) {
      tellEvent(onEvent, { type: 'store_failed', operation });
      tellError(options.onError, cause);
    },
  });
  const sessions = createSessions({
    ...tokenRequests,
    store,
    apiUrl,
    gate,
    jobKeys: createJobKeys(jobKeys),
    lifetimeMs: lifetimeDays * DAY,
    idleMs: idleDays * DAY,
    mostOpen,
    onEvent,
  });
  const context: RouteContext = {
    options,
    tokenRequests,
    origin,
    places,
    cookies,
    transactions: createTransactions({ cookies, keys, now }),
    sessions,
    now,
    onEvent,
    readTicket(request) {
      const text = cookies.read(request).get(cookies.nameOf(TICKET));
      return { ticket: text === undefined ? undefined : parseTicket(text), isThere: text !== undefined };
    },
    setTicket: (ticket) => cookies.set(TICKET, ticketToText(ticket), lifetimeDays * 86_400),
    clearTicket: () => cookies.clear(TICKET),
    async openSession(request) {
      const { ticket, isThere } = context.readTicket(request);
      if (isThere && !ticket) tellEvent(onEvent, { type: 'ticket_refused', reason: 'malformed' });
      const found = ticket && (await sessions.open(ticket));
      return { found, cookies: isThere && !found ? [context.clearTicket()] : [] };
    },
  };
  return context;
}
