import { randomBytes } from 'node:crypto';
import { setMaxListeners } from 'node:events';
import { createLoginAttempts } from '../accounts/login-attempts.js';
import { complainAboutRedirectUri } from '../accounts/redirect-uri.js';
import { openCatalogue } from '../catalogue/open-catalogue.js';
import { type Clock, createClock } from '../faults/clock.js';
import { createFaults, type Faults } from '../faults/faults.js';
import { createRequestLimiter } from '../faults/request-limiter.js';
import type { Fixtures } from '../fixtures/fixtures.js';
import { checkHosts, LOOPBACK, ownHosts, urlHost } from '../hosts/own-hosts.js';
import { createJournal, type Journal } from '../inspector/journal.js';
import { createManagement, type Management } from '../management/management.js';
import { openWaysIn } from '../ways-in/ways-in.js';
import type { WaysIn, WaysInOptions } from '../ways-in/ways-in-options.js';
import { playableDuration } from '../web-api/playable-duration.js';
import type { App, Tier } from '../world/apps.js';
import { plantSeed, seededBeginning } from '../world/seed.js';
import {
  createSettings,
  type Links,
  type PlayerSuccessBody,
  type RefreshMode,
  type Settings,
  type SettingValues,
} from '../world/settings.js';
import type { Snapshot, SnapshotOptions } from '../world/snapshots.js';
import type { User } from '../world/users.js';
import { openWorld, type World } from '../world/world.js';
import { type AppContext, createApp } from './app.js';
import { listen, toRequestListener } from './server.js';
import { createSnapshotControl, type SnapshotList } from './snapshot-control.js';

/** How a local Spotify is started. */
export interface LocalSpotifyOptions extends WaysInOptions {
  /** Default: a free one. */
  readonly port?: number;
  /**
   * The address or name on which it listens. Default: 127.0.0.1. On another one, whoever reaches it can sign in as anyone and move
   * the control plane.
   */
  readonly host?: string;
  /** Further names by which the control plane may be called, such as a container's: others are refused. */
  readonly allowedHosts?: readonly string[];
  /** What a refresh does with the refresh token. Default: `keep`, as Spotify does since mid-2026. */
  readonly refreshMode?: RefreshMode;
  /** Whether it obeys RFC 6749, 7636, 8252, 9207 and 9700 to the letter, where the default does as Spotify does. */
  readonly strict?: boolean;
  /** For how many seconds a rotated refresh token may come back with reuse detection. Default: 0. */
  readonly graceSeconds?: number;
  /** How long the body of a request may take to arrive, in milliseconds of real time. Default: 30,000. */
  readonly requestTimeoutMs?: number;
  /** The id of a user for whom `/authorize` answers with a code at once, without pages: for scripts. */
  readonly autoApprove?: string;
  /** Where links and redirects lead: to the host that was asked (the default), here, or to Spotify's hosts. */
  readonly links?: Links;
  /** What a command of the player is answered with. Default: `random-text`, 200 with a text that is no JSON, as Spotify does. */
  readonly playerSuccessBody?: PlayerSuccessBody;
  /** The tier of every app that has none of its own. Default: `extended`. */
  readonly tier?: Tier;
  /** What else the settings are from the start, and after a reset. */
  readonly settings?: Partial<SettingValues>;
  /**
   * What there is from the start and after a reset: users and apps in place of the seed's, and objects of your own in the catalogue. A world
   * that is in the file of `data` already stays as it is until the next reset.
   */
  readonly fixtures?: Fixtures;
  /** Further redirect URIs of the first app. */
  readonly redirectUris?: readonly string[];
  /**
   * A file that keeps the world and the clock: what was answered outlives the process, however it ends. It is made where there is none.
   * Default: none, and the world lives in memory.
   */
  readonly data?: string;
  /** What the clock runs by, in epoch milliseconds. Default: `Date.now`. */
  readonly now?: () => number;
  /** What the shares and jitters of faults are drawn from: with the same seed the same calls are hit. Default: 1. */
  readonly faultSeed?: number;
}

/** A user, as one who signs in needs to know them. */
export type LocalUser = Pick<User, 'id' | 'displayName' | 'email' | 'password' | 'product' | 'country'>;

/** Where a reset goes. */
export interface ResetOptions {
  /** A snapshot or its id. Default: what the local Spotify was started with. */
  readonly to?: Snapshot | string;
}

/** A Spotify that runs here. */
export interface LocalSpotify extends Management, WaysIn {
  /** `http://127.0.0.1:PORT` */
  readonly accountsUrl: string;
  /** `http://127.0.0.1:PORT/v1` */
  readonly apiUrl: string;
  /** `http://127.0.0.1:PORT/_local` */
  readonly controlUrl: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly redirectUris: readonly string[];
  /** Who was there at the start. `userAccounts` says who there is now. */
  readonly users: readonly LocalUser[];
  readonly clock: Clock;
  readonly faults: Faults;
  readonly journal: Journal;
  readonly settings: Settings;
  /** The snapshots there are. */
  readonly snapshots: SnapshotList;
  /**
   * Keeps the world, the settings and the clock as they are now.
   *
   * @throws TypeError when there are 32 already
   */
  snapshot(options?: SnapshotOptions): Snapshot;
  /**
   * Goes back to a snapshot. The journal and the faults stay as they are.
   *
   * @throws TypeError when there is no such snapshot; nothing is changed then
   */
  restore(snapshot: Snapshot | string): void;
  /**
   * Puts everything back to the start: the world, codes, tokens, consents, logins, journal, faults, clock and settings.
   * With `to`, back to a snapshot, with an empty journal and no faults. Snapshots stay.
   */
  reset(options?: ResetOptions): void;
  /** Ends it, connections that are kept alive included. */
  close(): Promise<void>;
  [Symbol.asyncDispose](): Promise<void>;
}

/**
 * Starts a Spotify on 127.0.0.1: accounts service and Web API on one origin, over state that lives in memory or in a file.
 *
 * @throws TypeError when an option is none; FixturesError when the fixtures have mistakes; DataFileError when the file of `data` cannot be used; Error with the code `EADDRINUSE` when the port is taken
 */
export async function createLocalSpotify(options: LocalSpotifyOptions = {}): Promise<LocalSpotify> {
  const {
    port: wantedPort = 0,
    host = LOOPBACK,
    allowedHosts = [],
    refreshMode = 'keep',
    playerSuccessBody = 'random-text',
    strict = false,
    graceSeconds = 0,
    requestTimeoutMs = 30_000,
    autoApprove = null,
    tier = 'extended',
    links = 'as-asked',
    settings: further = {},
    fixtures,
    redirectUris = [],
    data,
    now = Date.now,
    faultSeed = 1,
  } = options;
  checkHosts(host, allowedHosts);
  for (const uri of redirectUris) {
    const complaint = complainAboutRedirectUri(uri);
    if (complaint !== undefined) throw new TypeError(`The redirect URI "${uri}" cannot be registered. ${complaint.hint}`);
  }
  const initial = { refreshMode, strict, graceSeconds, requestTimeoutMs, autoApprove, playerSuccessBody, tier, links, ...further };
  const common = await openCatalogue();
  // Loaded here, because a start without fixtures needs nothing of it.
  const prepared =
    fixtures === undefined ? undefined : await (await import('../fixtures/prepare.js')).prepareFixtures(fixtures, common);
  const { beginning = seededBeginning, catalogue = common } = prepared ?? {};
  const plant = (empty: World): void => {
    plantSeed(empty, catalogue, beginning, now());
    registerFurther(empty, beginning.apps[0], redirectUris);
  };
  const world = await openWorld(plant, data).catch((error: unknown) => {
    prepared?.close();
    throw error;
  });
  const end = (): void => {
    world.close();
    prepared?.close();
  };
  // In a world that was kept in a file the app may be gone, have another secret, or fewer redirect URIs.
  const app = world.apps.find(beginning.apps[0].clientId) ?? world.apps.all()[0] ?? beginning.apps[0];
  const settings = orEnd(end, () => {
    registerFurther(world, app, redirectUris);
    return createSettings(initial, (id) => world.users.find(id) !== undefined);
  });
  // In memory nobody comes back to read where the clock stood.
  const clock = createClock(now, data === undefined ? {} : { position: world.clock.read(), onMove: world.clock.write });
  const management = createManagement(world, clock, settings, playableDuration(catalogue, world));
  const [faults, journal] = [createFaults({ clock, seed: faultSeed }), createJournal()];
  const [limiter, loginAttempts] = [createRequestLimiter(), createLoginAttempts()];
  const forgetCounts = (): void => {
    limiter.reset();
    loginAttempts.reset();
  };
  const snapshots = createSnapshotControl({ world, settings, clock, forgetCounts });
  const closing = new AbortController();
  // One for each request that a fault delays: more than ten are no leak, of which Node would warn.
  setMaxListeners(0, closing.signal);
  const server = await listen(wantedPort, host).catch((error: unknown) => {
    end();
    throw error;
  });
  const waysIn = await openWaysIn(options).catch(async (error: unknown) => {
    await server.close();
    end();
    throw error;
  });

  const { port } = server;
  const accountsUrl = `http://${urlHost(host)}:${port}`;
  const urls = { accountsUrl, apiUrl: `${accountsUrl}/v1`, controlUrl: `${accountsUrl}/_local` };
  const context: AppContext = {
    world,
    catalogue,
    clock,
    settings,
    management,
    faults,
    limiter,
    loginAttempts,
    journal,
    hosts: ownHosts({ host, port, allowedHosts }),
    formKey: randomBytes(32),
    closing: closing.signal,
    ...urls,
  };
  let closed: Promise<void> | undefined;
  const close = (): Promise<void> => {
    closing.abort();
    closed ??= Promise.all([server.close(), waysIn.close()]).then(end);
    return closed;
  };
  const local: LocalSpotify = {
    ...urls,
    ...waysIn.urls,
    clientId: app.clientId,
    clientSecret: app.clientSecret,
    redirectUris: world.apps.redirectUris(app.clientId),
    users: world.users
      .all()
      .map(({ id, displayName, email, password, product, country }) => ({ id, displayName, email, password, product, country })),
    clock,
    faults,
    journal,
    settings,
    ...management,
    snapshots: { list: snapshots.list, remove: snapshots.remove },
    snapshot: snapshots.take,
    restore: snapshots.restore,
    reset({ to } = {}) {
      if (to === undefined) {
        clock.reset();
        settings.reset();
        forgetCounts();
        world.reset();
      } else snapshots.restore(to);
      faults.clear();
      journal.clear();
    },
    close,
    [Symbol.asyncDispose]: close,
  };
  const listener = toRequestListener(createApp(context, local));
  server.answerWith(listener);
  waysIn.answerWith(listener);
  return local;
}

function orEnd<Result>(end: () => void, work: () => Result): Result {
  try {
    return work();
  } catch (error) {
    end();
    throw error;
  }
}

function registerFurther({ apps }: World, { clientId }: App, redirectUris: readonly string[]): void {
  const known = apps.redirectUris(clientId);
  const further = redirectUris.filter((uri) => !known.includes(uri));
  if (further.length > 0 && apps.find(clientId)) apps.setRedirectUris(clientId, [...known, ...further]);
}
