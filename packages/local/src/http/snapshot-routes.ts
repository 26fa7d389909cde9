import { type Context, Hono } from 'hono';
import type { Controlled } from './control-plane.js';
import { ControlRequestError, readFields, readJson } from './control-requests.js';

/** The snapshots in the control plane: taken, listed, gone back to, removed. */
export function snapshotRoutes(local: Controlled): Hono {
  const routes = new Hono();
  const isThere = (id: string): boolean => local.snapshots.list().some((snapshot) => snapshot.id === id);
  const missing = (c: Context, id: string): Response =>
    c.json({ error: `There is no snapshot "${id}". GET ${local.controlUrl}/snapshots lists those there are.` }, 404);

  routes.get('/', (c) => c.json({ snapshots: local.snapshots.list() }));
  routes.post('/', async (c) => {
    const { name } = readFields(await readJson(c), ['name']);
    return c.json(local.snapshot(name === undefined ? {} : { name: name as string }), 201);
  });
  routes.post('/:id/restore', (c) => {
    const id = c.req.param('id');
    if (!isThere(id)) return missing(c, id);
    local.restore(id);
    return c.json({ restored: id });
  });
  routes.delete('/:id', (c) => {
    const id = c.req.param('id');
    if (!local.snapshots.remove(id)) return missing(c, id);
    return c.json({ snapshots: local.snapshots.list() });
  });
  return routes;
}

/** Where a reset goes: the id of a snapshot, or `undefined` for the seed. */
export async function readResetTarget(c: Context): Promise<string | undefined> {
  const { to } = readFields(await readJson(c), ['to']);
  if (to === undefined || typeof to === 'string') return to;
  throw new ControlRequestError('to has to be the id of a snapshot.');
}
