import type { DeviceChanges, NewDevice, PlayerDevice } from '../management/player-control.js';
import type { ControlCall } from './management-client.js';

/** The part of a control client for what users play on: the same verbs as in process. */
export interface PlayerClient {
  devices(userId: string): Promise<PlayerDevice[]>;
  addDevice(userId: string, device?: NewDevice): Promise<PlayerDevice>;
  updateDevice(userId: string, deviceId: string, changes: DeviceChanges): Promise<PlayerDevice>;
  /** Whether there was such a device. */
  removeDevice(userId: string, deviceId: string): Promise<boolean>;
  activateDevice(userId: string, deviceId: string): Promise<PlayerDevice>;
  deactivateDevices(userId: string): Promise<PlayerDevice[]>;
}

/** What users play on, over HTTP. */
export function createPlayerClient(call: ControlCall): PlayerClient {
  const send = async <Answer>(method: string, path: string, body?: unknown): Promise<Answer> => {
    const { status, answer } = await call<Answer & { error?: string }>(method, path, body);
    if (status === 404) throw new Error(`The control plane refused ${method} ${path}: ${answer.error}`);
    return answer;
  };
  const devicesPath = (userId: string): string => `/users/${encodeURIComponent(userId)}/devices`;
  const devicePath = (userId: string, deviceId: string): string => `${devicesPath(userId)}/${encodeURIComponent(deviceId)}`;
  return {
    devices: async (userId) => (await send<{ devices: PlayerDevice[] }>('GET', devicesPath(userId))).devices,
    addDevice: (userId, device = {}) => send('POST', devicesPath(userId), device),
    updateDevice: (userId, deviceId, changes) => send('PATCH', devicePath(userId, deviceId), changes),
    removeDevice: async (userId, deviceId) => (await call('DELETE', devicePath(userId, deviceId))).status !== 404,
    activateDevice: (userId, deviceId) => send('POST', `${devicePath(userId, deviceId)}/activate`),
    deactivateDevices: async (userId) =>
      (await send<{ devices: PlayerDevice[] }>('POST', `${devicesPath(userId)}/deactivate`)).devices,
  };
}
