import { Hono } from 'hono';
import type { Duration } from '../faults/duration.js';
import type { FaultRule } from '../faults/fault-rule.js';
import type { OwnHosts } from '../hosts/own-hosts.js';
import type { SettingValues } from '../world/settings.js';
import { guardControlPlane } from './control-guard.js';
import { ControlRequestError, readFields, readJson } from './control-requests.js';
import { readJournalQuery } from './journal-requests.js';
import type { LocalSpotify } from './local-spotify.js';
import { infoOf } from './local-spotify-info.js';
import { managementRoutes } from './management-routes.js';
import { readResetTarget, snapshotRoutes } from './snapshot-routes.js';

/** What of the local Spotify the control plane moves: the same as in process. */
export type Controlled = Omit<LocalSpotify, 'close' | typeof Symbol.asyncDispose>;

const LONGEST_WAIT = 30_000;
const JOURNAL_PAGE = 1000;

/** The control plane under `/_local`, JSON in and out. */
export function controlRoutes(local: Controlled, hosts: OwnHosts): Hono {
  const routes = new Hono();
  routes.use(guardControlPlane(hosts));
  routes.onError((error, c) => {
    if (error instanceof ControlRequestError || error instanceof TypeError) return c.json({ error: error.message }, 400);
    throw error;
  });

  routes.get('/', (c) => c.json(infoOf(local)));

  routes.get('/clock', (c) => c.json(clockState(local)));
  routes.post('/clock', async (c) => {
    const { set, advance, frozen } = readFields(await readJson(c), ['set', 'advance', 'frozen']);
    if (frozen !== undefined && typeof frozen !== 'boolean') throw new ControlRequestError('frozen has to be true or false.');
    if (set !== undefined) local.clock.set(set as number | string);
    if (advance !== undefined) local.clock.advance(advance as Duration);
    if (frozen === true) local.clock.freeze();
    if (frozen === false) local.clock.resume();
    return c.json(clockState(local));
  });

  routes.get('/settings', (c) => c.json(local.settings.get()));
  routes.patch('/settings', async (c) => c.json(local.settings.update(readFields(await readJson(c)) as Partial<SettingValues>)));

  routes.get('/faults', (c) => c.json({ faults: local.faults.list() }));
  routes.post('/faults', async (c) => c.json({ id: local.faults.add((await readJson(c)) as FaultRule) }, 201));
  routes.delete('/faults', (c) => {
    local.faults.clear();
    return c.json({ faults: [] });
  });
  routes.delete('/faults/:id', (c) => {
    const id = c.req.param('id');
    if (!local.faults.remove(id))
      return c.json({ error: `There is no fault "${id}". GET ${local.controlUrl}/faults lists those there are.` }, 404);
    return c.json({ faults: local.faults.list() });
  });

  routes.get('/journal', async (c) => {
    const { query, waitMs, waitCount = 1, limit = JOURNAL_PAGE } = readJournalQuery(new URL(c.req.url).searchParams);
    if (waitMs !== undefined) {
      const wait = { timeoutMs: Math.min(waitMs, LONGEST_WAIT), count: waitCount, signal: c.req.raw.signal };
      // The answer is the list either way: whoever waits sees whether something came.
      await local.journal.waitFor(query, wait).catch(() => undefined);
    }
    const entries = local.journal.entries(query, { limit });
    const [count, last] = [local.journal.count(query), entries.at(-1)];
    const next = count > entries.length ? (last?.id ?? query.after ?? 0) : null;
    return c.json({ count, dropped: local.journal.dropped, entries, next });
  });
  routes.get('/journal/summary', (c) => c.json(local.journal.summary(readJournalQuery(new URL(c.req.url).searchParams).query)));
  routes.delete('/journal', (c) => {
    local.journal.clear();
    return c.json({ count: 0, dropped: 0, entries: [], next: null });
  });

  routes.route('/', managementRoutes(local));

  routes.route('/snapshots', snapshotRoutes(local));
  routes.post('/reset', async (c) => {
    const to = await readResetTarget(c);
    local.reset(to === undefined ? {} : { to });
    return c.json({ reset: true });
  });

  routes.all('/*', (c) => c.json({ error: `The control plane has no ${c.req.method} ${c.req.path}.` }, 404));
  return routes;
}

function clockState({ clock }: Controlled): { now: number; iso: string; frozen: boolean } {
  const now = clock.now();
  return { now, iso: new Date(now).toISOString(), frozen: clock.frozen };
}
