import { randomBytes } from 'node:crypto';
import type { Clock } from '../faults/clock.js';
import { type Device, plainDevice } from '../world/devices.js';
import { anchored } from '../world/listening.js';
import { activeDeviceId, type Playback } from '../world/playback.js';
import { type DurationOf, settlePlayback } from '../world/settle-playback.js';
import type { World } from '../world/world.js';
import { checkDeviceFields } from './device-fields.js';
import { throwMistakes } from './field-mistakes.js';

/** A device, and whether it is the active one. */
export interface PlayerDevice extends Device {
  active: boolean;
}

/** What a device is made of. What is left out is drawn, or as most devices have it. */
export type NewDevice = Partial<Device>;

/** What may change of a device: everything but the id. */
export type DeviceChanges = Omit<NewDevice, 'id'>;

/** What users play on. Each verb throws a TypeError with a sentence where it cannot be done; nothing is changed then. */
export interface PlayerControl {
  devices(userId: string): PlayerDevice[];
  addDevice(userId: string, device?: NewDevice): PlayerDevice;
  updateDevice(userId: string, deviceId: string, changes: DeviceChanges): PlayerDevice;
  /** Removes a device, as when Spotify is closed there: what plays on it stops. Says whether there was one. */
  removeDevice(userId: string, deviceId: string): boolean;
  /** Makes a device the active one, as when the user takes it in hand. What plays goes on there. */
  activateDevice(userId: string, deviceId: string): PlayerDevice;
  /** Leaves no device active: what plays pauses. */
  deactivateDevices(userId: string): PlayerDevice[];
}

/** How many devices a user has at most. */
export const MOST_DEVICES = 50;

/** What the users of a world play on. */
export function createPlayerControl(world: World, clock: Clock, durationOf: DurationOf): PlayerControl {
  const { devices, players, users } = world;
  const checkUser = (userId: string): void => {
    if (users.find(userId) === undefined) throw new TypeError(`There is no user "${userId}": ask for the list of users.`);
  };
  const list = (userId: string): PlayerDevice[] => {
    checkUser(userId);
    const active = activeDeviceId(settled(userId), clock.now());
    return devices.ofUser(userId).map((device) => ({ ...device, active: device.id === active }));
  };
  const known = (userId: string, deviceId: string): PlayerDevice => {
    const device = list(userId).find(({ id }) => id === deviceId);
    if (device === undefined) throw new TypeError(`There is no device "${deviceId}": ask for the list of devices.`);
    return device;
  };
  const settled = (userId: string): Playback => world.transaction(() => settlePlayback(world, userId, clock.now(), durationOf));
  const stop = (userId: string): void => {
    const now = clock.now();
    players.save(userId, { ...anchored(settled(userId), now), isPlaying: false, deviceId: null, changedAt: now });
  };
  return {
    devices: list,
    addDevice(userId, given = {}) {
      const before = list(userId);
      throwMistakes(checkDeviceFields(given), 'The device');
      const { id = randomBytes(20).toString('hex'), name = 'Device', type = 'Computer' } = given;
      if (before.some((device) => device.id === id)) throw new TypeError(`id is taken: there is a device "${id}" already.`);
      if (before.length >= MOST_DEVICES)
        throw new TypeError(`There are ${MOST_DEVICES} devices, which is as many as fit: remove some.`);
      devices.save(userId, { ...plainDevice(id, name, type), ...set(given) });
      return known(userId, id);
    },
    updateDevice(userId, deviceId, changes) {
      const { active: _, ...before } = known(userId, deviceId);
      if ('id' in changes) throw new TypeError('id cannot be changed: add another device.');
      throwMistakes(checkDeviceFields(changes), 'The device');
      devices.save(userId, { ...before, ...set(changes) });
      return known(userId, deviceId);
    },
    removeDevice(userId, deviceId) {
      const device = list(userId).find(({ id }) => id === deviceId);
      if (device === undefined) return false;
      if (device.active) stop(userId);
      return devices.remove(userId, deviceId);
    },
    activateDevice(userId, deviceId) {
      known(userId, deviceId);
      players.save(userId, { ...settled(userId), deviceId, usedAt: clock.now() });
      return known(userId, deviceId);
    },
    deactivateDevices(userId) {
      checkUser(userId);
      stop(userId);
      return list(userId);
    },
  };
}

function set<Fields extends object>(fields: Fields): Fields {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Fields;
}
