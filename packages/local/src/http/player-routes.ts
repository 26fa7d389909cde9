import { type Context, Hono } from 'hono';
import type { DeviceChanges, NewDevice, PlayerControl } from '../management/player-control.js';
import type { UserManagement } from '../management/user-management.js';
import { readFields, readJson } from './control-requests.js';

/** The control plane's routes for what users play on. */
export function playerRoutes(players: PlayerControl, users: UserManagement): Hono {
  const routes = new Hono();
  const idOf = (c: Context): string => c.req.param('id') ?? '';
  const deviceOf = (c: Context): string => c.req.param('deviceId') ?? '';
  const orNotThere =
    (answer: (c: Context) => Response | Promise<Response>) =>
    (c: Context): Response | Promise<Response> => {
      const [id, deviceId] = [idOf(c), c.req.param('deviceId')];
      if (users.get(id) === undefined)
        return c.json({ error: `There is no user "${id}". GET /_local/users lists those there are.` }, 404);
      if (deviceId !== undefined && !players.devices(id).some((device) => device.id === deviceId))
        return c.json({ error: `There is no device "${deviceId}". GET /_local/users/${id}/devices lists those there are.` }, 404);
      return answer(c);
    };

  routes.get(
    '/:id/devices',
    orNotThere((c) => c.json({ devices: players.devices(idOf(c)) })),
  );
  routes.post(
    '/:id/devices',
    orNotThere(async (c) => c.json(players.addDevice(idOf(c), readFields(await readJson(c)) as NewDevice), 201)),
  );
  routes.post(
    '/:id/devices/deactivate',
    orNotThere((c) => c.json({ devices: players.deactivateDevices(idOf(c)) })),
  );
  routes.patch(
    '/:id/devices/:deviceId',
    orNotThere(async (c) => c.json(players.updateDevice(idOf(c), deviceOf(c), readFields(await readJson(c)) as DeviceChanges))),
  );
  routes.delete(
    '/:id/devices/:deviceId',
    orNotThere((c) => c.json({ deleted: players.removeDevice(idOf(c), deviceOf(c)) })),
  );
  routes.post(
    '/:id/devices/:deviceId/activate',
    orNotThere((c) => c.json(players.activateDevice(idOf(c), deviceOf(c)))),
  );
  return routes;
}
