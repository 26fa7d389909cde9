import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { createLocalSpotify } from '@spixie/local';
import { transform } from 'esbuild';
import type { Topic } from './steps.js';

const source = fileURLToPath(new URL('../../packages/local/src/', import.meta.url));
const built = fileURLToPath(new URL('../../packages/local/dist/', import.meta.url));
// Below the packages that it needs, so that it finds them.
const cache = fileURLToPath(new URL('../../node_modules/.cache/world-mutants/', import.meta.url));
const tsconfigRaw = { compilerOptions: { verbatimModuleSyntax: true } };

/** A fault, as the change of one file that brings it about. */
export interface Mutant {
  name: string;
  /** The sequences that meet it soonest. */
  topic: Topic;
  /** The file, below packages/local/src. */
  file: string;
  /** What stands there once, and what stands there in its place. */
  change: readonly [original: string, fault: string];
}

/** Faults of libraries, playlists and players that nobody should have to find by listening. */
export const mutants: readonly Mutant[] = [
  {
    name: 'what is saved again moves to the top',
    topic: 'library',
    file: 'world/library.ts',
    change: ['} NOTHING`', '} UPDATE SET added_at = excluded.added_at`'],
  },
  {
    name: 'what somebody removes is gone for everybody',
    topic: 'library',
    file: 'world/library.ts',
    change: ["'DELETE FROM saved_items WHERE user_id = ?", "'DELETE FROM saved_items WHERE ? <> 0"],
  },
  {
    name: 'a page of artists begins with the one before it',
    topic: 'library',
    file: 'world/follows.ts',
    change: ['artist_id > ? ORDER', 'artist_id >= ? ORDER'],
  },
  {
    name: 'what is added at a position comes behind what stands there',
    topic: 'playlists',
    file: 'world/playlist-items.ts',
    change: ['[...added, ...stretch(playlistId, start, length)]', '[...stretch(playlistId, start, length), ...added]'],
  },
  {
    name: 'a deleted playlist is gone from everybody’s list',
    topic: 'playlists',
    file: 'world/follows.ts',
    change: ['DELETE FROM followed_playlists WHERE user_id = ? AND', 'DELETE FROM followed_playlists WHERE ? IS NOT NULL AND'],
  },
  {
    name: 'a private playlist is shown to whoever knows its id',
    topic: 'playlists',
    file: 'web-api/playlist-access.ts',
    change: ['if (playlist?.public || playlist?.collaborative ||', 'if (playlist !== undefined ||'],
  },
  {
    name: 'a Development Mode app reads the items of others',
    topic: 'playlists',
    file: 'web-api/playlist-access.ts',
    change: ["tier !== 'development-2026' ||", 'tier !== undefined ||'],
  },
  {
    name: 'what came in since a version is removed with it',
    topic: 'playlists',
    file: 'world/playlist-items.ts',
    change: ['if (tracePosition(position, later) !== undefined) going', 'going'],
  },
  {
    name: 'a stretch that is moved down lands one too low',
    topic: 'playlists',
    file: 'world/playlist-items.ts',
    change: ['step.before > step.from ? entries.length : 0', 'step.before > step.from ? entries.length : 1'],
  },
  {
    name: 'a pause forgets how far the track was',
    topic: 'player',
    file: 'web-api/player-command.ts',
    change: ['const before = anchored(session.playback, now);', 'const before = session.playback;'],
  },
  {
    name: 'a command that is refused has changed the list',
    topic: 'player',
    file: 'web-api/player-command.ts',
    change: ['world.transaction(() => {', '(() => {'],
  },
  {
    name: 'a track ends a millisecond late',
    topic: 'player',
    file: 'world/advance.ts',
    change: ['while (playback.isPlaying && now >= endOf(playback))', 'while (playback.isPlaying && now > endOf(playback))'],
  },
  {
    name: 'the list goes on after what was queued with the item that played before',
    topic: 'player',
    file: 'world/neighbours.ts',
    change: ['from: playback.place + 1, step: 1', 'from: playback.place + (playback.queued ? 0 : 1), step: 1'],
  },
  {
    name: 'what is repeated stops at its end',
    topic: 'player',
    file: 'world/neighbours.ts',
    change: ["if (repeat === 'off' && (asked", "if (repeat !== 'track' && (asked"],
  },
  {
    name: 'what is left after half a minute was not played',
    topic: 'player',
    file: 'web-api/player-command.ts',
    change: ['  noteHeard(listening, playback, now);\n  return', '  return'],
  },
  {
    name: 'half a minute of two tracks is one that was played',
    topic: 'player',
    file: 'world/advance.ts',
    change: ['positionMs: 0, heardMs: 0, since: at', 'positionMs: 0, since: at'],
  },
  {
    name: 'the volume of another device wakes the player',
    topic: 'player',
    file: 'web-api/player-commands.ts',
    change: ['{ anyDevice: true, isUse: false }', '{ anyDevice: true }'],
  },
  {
    name: 'an episode that comes by itself begins anew',
    topic: 'player',
    file: 'world/advance.ts',
    change: ['music.startOf(next.uri);', '0;'],
  },
];

/** A local Spotify with a fault in it, and the way to be rid of its files. */
export interface BuiltMutant {
  create: typeof createLocalSpotify;
  remove(): Promise<void>;
}

/** Builds a local Spotify with a fault in it. It fails when the source has changed so that the fault fits no more. */
export async function buildMutant({ name, file, change: [original, fault] }: Mutant): Promise<BuiltMutant> {
  const path = join(source, file);
  const parts = (await readFile(path, 'utf8')).split(original);
  if (parts.length !== 2) throw new Error(`"${name}" finds its place in ${file} ${parts.length - 1} times: adapt it.`);
  let contents = parts.join(fault);
  // A transaction that is none has to be called, too.
  if (fault === '(() => {') contents = contents.replace('after);\n  });', 'after);\n  })();');
  const { code } = await transform(contents, { loader: 'ts', format: 'esm', target: 'node20', tsconfigRaw });
  await mkdir(cache, { recursive: true });
  const folder = await mkdtemp(cache);
  // Beside the files that were built, so that the catalogue is the one that is kept.
  await cp(built, folder, { recursive: true, filter: (one) => !/\.(?:d\.ts|map)$/u.test(one) });
  await writeFile(join(folder, file.replace(/\.ts$/u, '.js')), code);
  const index = pathToFileURL(join(folder, 'index.js')).href;
  const { createLocalSpotify: create } = (await import(/* @vite-ignore */ index)) as BuiltModule;
  return { create, remove: () => rm(folder, { recursive: true }) };
}

interface BuiltModule {
  createLocalSpotify: typeof createLocalSpotify;
}
