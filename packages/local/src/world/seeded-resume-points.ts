import type { World } from './world.js';

/** What this part of the seed needs of the catalogue: ids by their place in it, counted from 0. */
export interface SpokenCatalogue {
  idsAt(kind: 'episode' | 'chapter', indices: readonly number[]): readonly string[];
}

const MINUTE = 60_000;

// An episode that is half heard and one that was played to its end; of a book, the first chapter and a bit of the second.
const points = [
  { kind: 'episode', index: 0, positionMs: 12 * MINUTE, fullyPlayed: false },
  { kind: 'episode', index: 1, positionMs: 0, fullyPlayed: true },
  { kind: 'chapter', index: 0, positionMs: 0, fullyPlayed: true },
  { kind: 'chapter', index: 1, positionMs: 3 * MINUTE, fullyPlayed: false },
] as const;

/** Writes how far Ada has come in what she listens to. */
export function plantResumePoints(world: World, catalogue: SpokenCatalogue, present: ReadonlySet<string>): void {
  if (!present.has('ada')) return;
  for (const { kind, index, ...point } of points) {
    const [id] = catalogue.idsAt(kind, [index]);
    if (id !== undefined) world.resumePoints.save('ada', id, point);
  }
}
