import { createLocalSpotify, type LocalSpotify, type RefreshMode } from '@spixie/local';
import { createSpotifyServer, type SpotifyServerOptions } from '@spixie/server';
import { openVisitor } from '../../packages/server/test-support/visitor.js';
import type { FleetClock } from './fleet.js';
import { nameTokenRequests } from './name-token-requests.mjs';
import { openStore, type StoreAddress } from './open-store.mjs';

const origin = 'http://127.0.0.1:3000';
const redirectUri = `${origin}/auth/callback`;
/** As many as the local Spotify has room for. */
const MOST_USERS = 1000;
const AT_ONCE = 50;

/** A browser that is signed in, as its cookie. */
export interface Seat {
  readonly number: number;
  readonly sessionId: string;
  readonly userId: string;
  readonly accountId: string;
  readonly cookie: string;
}

/** A local Spotify with so many users, whose clock runs as ever until it has to be fast. */
export async function startSpotify(
  users: number,
  refreshMode: RefreshMode,
): Promise<{ local: LocalSpotify; beFast(clock: FleetClock): void }> {
  let clock: FleetClock = { fastFrom: Infinity, speed: 1 };
  const local = await createLocalSpotify({
    refreshMode,
    redirectUris: [redirectUri],
    now: () => Date.now() + Math.max(0, Date.now() - clock.fastFrom) * (clock.speed - 1),
    fixtures: { users: Array.from({ length: Math.min(users, MOST_USERS) }, (_, number) => ({ id: `user-${number}` })) },
  });
  return {
    local,
    beFast(next) {
      clock = next;
    },
  };
}

/** What all processes of the app are set up with. */
export function appOptions({ clientId, clientSecret, accountsUrl, apiUrl }: LocalSpotify) {
  return {
    clientId,
    clientSecret,
    accountsUrl,
    apiUrl,
    redirectUri,
    secret: 'a-secret-of-tests-that-is-long-enough',
    scopes: ['user-read-private'],
    proxy: ['GET /me'],
    offlineJobs: { keys: [{ id: 'k1', secret: 'the-first-secret-of-jobs-long-enough' }] },
    // On a machine that is busy neither is an outage yet.
    timeoutMs: 60_000,
    storeTimeoutMs: 20_000,
  } satisfies Omit<SpotifyServerOptions, 'store'>;
}

/** Signs so many browsers in, from the link to the callback, each user in turn. */
export async function takeSeats(count: number, local: LocalSpotify, address: StoreAddress): Promise<Seat[]> {
  const { store, close } = await openStore(address, local.clock.now, local.clientId);
  const users = local.userAccounts.list();
  let approved: Promise<unknown> = Promise.resolve();
  const signIn = async (number: number): Promise<Seat> => {
    const { id, accountId } = users[number % users.length]!;
    const server = createSpotifyServer({
      ...appOptions(local),
      store,
      now: local.clock.now,
      fetch: nameTokenRequests(`seat-${number}`, local.clock.now),
    });
    const visitor = openVisitor(server, origin);
    const location = (await visitor.ask('/auth/sign-in')).headers.get('location') ?? '';
    // One by one: the setting says of everybody who they are.
    const approval = approved.then(() => {
      local.settings.update({ autoApprove: id });
      return fetch(location, { redirect: 'manual' });
    });
    approved = approval;
    const back = new URL((await approval).headers.get('location') ?? '');
    const end = await visitor.ask(`${back.pathname}${back.search}`, { headers: { 'sec-fetch-site': 'cross-site' } });
    const [[name, value] = []] = visitor.cookies;
    if (value === undefined) throw new Error(`The sign-in ended at ${end.headers.get('location')}.`);
    return { number, sessionId: value.slice(0, value.indexOf('.')), userId: id, accountId, cookie: `${name}=${value}` };
  };
  const seats: Seat[] = [];
  for (let number = 0; number < count; number += AT_ONCE) {
    const some = Array.from({ length: Math.min(AT_ONCE, count - number) }, (_, place) => signIn(number + place));
    seats.push(...(await Promise.all(some)));
  }
  await close();
  return seats;
}
