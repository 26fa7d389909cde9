import type { ClockPosition, RestorableClock } from '../faults/clock.js';
import type { RestorableSettings, SettingValues } from '../world/settings.js';
import type { Snapshot, SnapshotOptions } from '../world/snapshots.js';
import type { World } from '../world/world.js';

/** The snapshots there are. */
export interface SnapshotList {
  list(): Snapshot[];
  /** Whether there was such a snapshot. */
  remove(id: string): boolean;
}

/** What takes snapshots and goes back to them. */
export interface SnapshotControl extends SnapshotList {
  take(options?: SnapshotOptions): Snapshot;
  restore(snapshot: Snapshot | string): void;
}

interface Beside {
  settings: SettingValues;
  clock: ClockPosition;
}

/** Puts what a snapshot holds together: the world, the settings and the clock. The journal and the faults stay as they are. */
export function createSnapshotControl(parts: {
  world: World;
  settings: RestorableSettings;
  clock: RestorableClock;
  /** Forgets what was counted by a clock that may have been ahead. */
  forgetCounts: () => void;
}): SnapshotControl {
  const { world, settings, clock, forgetCounts } = parts;
  return {
    take(options = {}) {
      const beside: Beside = { settings: settings.get(), clock: clock.position() };
      return world.snapshots.take(options, clock.now(), JSON.stringify(beside));
    },
    restore(snapshot) {
      const id = typeof snapshot === 'string' ? snapshot : snapshot.id;
      const beside = JSON.parse(world.snapshots.restore(id)) as Beside;
      settings.restore(beside.settings);
      clock.restore(beside.clock);
      forgetCounts();
    },
    list: () => world.snapshots.list(),
    remove: (id) => world.snapshots.remove(id),
  };
}
