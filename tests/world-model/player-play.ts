import assert from 'node:assert/strict';
import type { ModelCall } from './model-call.js';
import { type Command, type CommandOf, type PlayerWorld, reasons } from './player-calls.js';
import { enter, leave, nextOf, type PlayerModel } from './player-model.js';
import { playerReads } from './player-reads.js';
import { type Person, UNKNOWN } from './pool.js';
import type { StepOf } from './steps.js';

interface Source {
  body: object;
  context: string | null;
  uris: readonly string[] | undefined;
}

/** The call that begins to play, or goes on. */
export function playCall(step: StepOf<'play'>, now: number, world: PlayerWorld, command: CommandOf): ModelCall {
  const { who, resumes } = step;
  // What is drawn by lot is seen by what plays, which must not be at its end already.
  const positionMs = world.players[who].shuffle && !resumes ? undefined : step.positionMs;
  const position = positionMs === undefined ? {} : { position_ms: positionMs };
  const go = (player: PlayerModel, device: string): undefined => void Object.assign(player, { isPlaying: true, device });
  const at = ({ player, lengthOf }: Command): void => {
    if (positionMs !== undefined && player.current) player.position = Math.min(positionMs, lengthOf(player.current.uri));
  };
  if (resumes) {
    return command(
      step,
      now,
      ['PUT /me/player/play', { body: position }],
      (one) => {
        const { player, device, isActive } = one;
        if (player.current !== undefined && player.isPlaying && isActive) return reasons.NOT_PAUSED;
        if (player.current === undefined) {
          const next = nextOf(player);
          if (next === undefined) return reasons.NOT_PLAYING_TRACK;
          enter(player, next, now);
        }
        at(one);
        return go(player, device);
      },
      { anyDevice: true },
    );
  }
  const { body, context, uris } = sourceOf(step, world);
  const asked =
    step.offset === undefined ? undefined : step.byUri ? (uris?.[step.offset] ?? `spotify:track:${UNKNOWN}`) : step.offset;
  const offset = asked === undefined ? {} : { offset: typeof asked === 'string' ? { uri: asked } : { position: asked } };
  let isDrawn = false;
  return command(
    step,
    now,
    ['PUT /me/player/play', { body: { ...body, ...offset, ...position } }],
    (one) => {
      const { player, lengthOf, answer } = one;
      if (uris === undefined) return [404, 'non existing id'];
      const first = typeof asked === 'string' ? uris.indexOf(asked) : asked;
      if (first !== undefined && (first < 0 || first >= uris.length)) return reasons.NO_SPECIFIC_TRACK;
      const canPlay = (uri: string): boolean => world.pool.duration(who, uri) !== undefined;
      const order = uris.filter(canPlay);
      // What cannot be played is passed over; shuffled, something else of the list comes first then.
      const isWhole = player.shuffle || player.repeat !== 'off';
      const from = player.shuffle ? 0 : (first ?? 0);
      if (!uris.slice(isWhole ? 0 : from).some(canPlay))
        return context === null ? reasons.NO_SPECIFIC_TRACK : reasons.CONTEXT_DISALLOW;
      const passed = uris.slice(0, from).filter(canPlay).length;
      const index = passed < order.length ? passed : 0;
      const wanted = player.shuffle && first !== undefined && canPlay(uris[first] ?? '') ? uris[first] : undefined;
      const uri = wanted ?? order[index] ?? assert.fail('There is nothing to play.');
      isDrawn = player.shuffle;
      const couldBe = player.shuffle && wanted === undefined ? order : [uri];
      const playsAlready = player.current && couldBe.includes(player.current.uri) && isAlready(one, context, positionMs);
      if (playsAlready && (couldBe.length === 1 || answer.status === 403)) return reasons.ALREADY_PLAYING;
      leave(player, now, lengthOf);
      Object.assign(player, { list: uris, order, context });
      enter(player, { uri, isQueued: false, index, queue: player.queue }, now);
      at(one);
      return go(player, one.device);
    },
    { anyDevice: true, afterwards: () => (isDrawn ? playerReads(world).orderAfterPlay(who, now) : undefined) },
  );
}

// An episode that plays there already would lose its place.
function isAlready({ player, isActive }: Command, context: string | null, positionMs: number | undefined): boolean {
  const isEpisode = player.current?.uri.includes(':episode:') ?? false;
  return isEpisode && isActive && player.isPlaying && player.context === context && positionMs === undefined;
}

function sourceOf({ who, from }: StepOf<'play'>, world: PlayerWorld): Source {
  const { pool, playlists, library } = world;
  if ('uris' in from) {
    const uris = from.uris.map((pick) => pool.playable[pick % pool.playable.length] ?? '');
    return { body: { uris }, context: null, uris };
  }
  if ('saved' in from) return inContext(`spotify:user:${who}:collection`, savedTracks(library, who));
  if ('album' in from) {
    const album = pool.albums[from.album];
    return inContext(album?.uri ?? `spotify:album:${UNKNOWN}`, album?.uris);
  }
  const playlist = playlists.pick(from.list);
  const isThere = playlist !== undefined && playlists.isVisible(playlist, who);
  return inContext(`spotify:playlist:${playlist?.id ?? UNKNOWN}`, isThere ? playlist.entries.map(({ uri }) => uri) : undefined);
}

function inContext(uri: string, uris: readonly string[] | undefined): Source {
  return { body: { context_uri: uri }, context: uri, uris };
}

const savedTracks = (library: PlayerWorld['library'], who: Person): string[] =>
  library.list(who, 'track').map(({ id }) => `spotify:track:${id}`);
