import { hash } from 'node:crypto';
import type { Database } from './database.js';
import type { PlayerReason } from './player-reasons.js';

/** Something that a user plays on. */
export interface Device {
  /** Forty hexadecimal digits, as Spotify's mostly are. */
  id: string;
  name: string;
  /** Such as `Computer`, `Smartphone` or `Speaker`. */
  type: string;
  /** 0 to 100. */
  volumePercent: number;
  supportsVolume: boolean;
  /** Whether it takes no commands from the Web API. */
  restricted: boolean;
  /** Whether what is played there is told to nobody. */
  privateSession: boolean;
  /** Why it refuses every command, which a state of the player cannot bring about by itself; `null` where it does not. */
  refuses: PlayerReason | null;
}

/** What users play on. */
export interface Devices {
  /** In the order in which they came. */
  ofUser(userId: string): Device[];
  find(userId: string, id: string): Device | undefined;
  /** Adds a device behind those there are, or writes what changed of it. */
  save(userId: string, device: Device): void;
  /** Whether there was one. */
  remove(userId: string, id: string): boolean;
}

type Row = Omit<Device, 'supportsVolume' | 'restricted' | 'privateSession'> & {
  supportsVolume: number;
  restricted: number;
  privateSession: number;
};

const columns = `id, name, type, volume_percent AS volumePercent, supports_volume AS supportsVolume, restricted,
  private_session AS privateSession, refuses`;

/** What users play on, over the table. */
export function createDevices(database: Database): Devices {
  const all = database.prepare(`SELECT ${columns} FROM devices WHERE user_id = ? ORDER BY position`);
  const one = database.prepare(`SELECT ${columns} FROM devices WHERE user_id = ? AND id = ?`);
  const save = database.prepare(
    `INSERT INTO devices (user_id, id, name, type, volume_percent, supports_volume, restricted, private_session, refuses, position)
      VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, (SELECT coalesce(max(position), -1) + 1 FROM devices WHERE user_id = ?1))
      ON CONFLICT DO UPDATE SET name = excluded.name, type = excluded.type, volume_percent = excluded.volume_percent,
      supports_volume = excluded.supports_volume, restricted = excluded.restricted, private_session = excluded.private_session,
      refuses = excluded.refuses`,
  );
  const remove = database.prepare('DELETE FROM devices WHERE user_id = ? AND id = ?');
  return {
    ofUser: (userId) => (all.all(userId) as Row[]).map(toDevice),
    find(userId, id) {
      const row = one.get(userId, id) as Row | undefined;
      return row && toDevice(row);
    },
    save(userId, { id, name, type, volumePercent, supportsVolume, restricted, privateSession, refuses }) {
      const flags = [supportsVolume, restricted, privateSession].map(Number);
      save.run(userId, id, name, type, volumePercent, ...flags, refuses);
    },
    remove: (userId, id) => Number(remove.run(userId, id).changes) === 1,
  };
}

/** A device of which nothing more is said than what it is: it does everything. */
export function plainDevice(id: string, name: string, type: string): Device {
  return { id, name, type, volumePercent: 50, supportsVolume: true, restricted: false, privateSession: false, refuses: null };
}

/** An id that a user's so-manyth device has in every world. */
export function deviceId(userId: string, count: number): string {
  return hash('sha1', `device ${count} of ${userId}`, 'hex');
}

function toDevice(row: Row): Device {
  return {
    ...row,
    supportsVolume: row.supportsVolume === 1,
    restricted: row.restricted === 1,
    privateSession: row.privateSession === 1,
  };
}
