import type { ClockPosition } from '../faults/clock.js';
import type { Database } from './database.js';

/** Where the clock stood, so that a world that is opened again goes on in its own time. */
export interface KeptClock {
  read(): ClockPosition | undefined;
  write(position: ClockPosition): void;
}

/** The table of the clock: not one of the world's, because a reset and a snapshot move the clock themselves. */
export const clockSchema =
  'CREATE TABLE clock (one INTEGER PRIMARY KEY CHECK (one = 1), "offset" INTEGER NOT NULL, frozen_at INTEGER);';

/** Where the clock stood, over its table. */
export function createKeptClock(database: Database): KeptClock {
  const read = database.prepare('SELECT "offset", frozen_at AS frozenAt FROM clock');
  const write = database.prepare('INSERT OR REPLACE INTO clock (one, "offset", frozen_at) VALUES (1, ?, ?)');
  return {
    read: () => read.get() as ClockPosition | undefined,
    write({ offset, frozenAt }) {
      write.run(offset, frozenAt);
    },
  };
}
