import type { OperationName } from 'spixie/operations';
import type { LibraryModel } from './library-model.js';
import { done, type ModelCall, refused, shows } from './model-call.js';
import type { PlaylistModel } from './playlist-model.js';
import { followable, type Pool, UNKNOWN } from './pool.js';
import type { StepOf } from './steps.js';

/** A call of `/me/library`, which takes everything that can be saved or followed. */
export function libraryByUri(
  { who, act, items, isBroken }: StepOf<'library'>,
  now: number,
  { library, playlists, pool }: { library: LibraryModel; playlists: PlaylistModel; pool: Pool },
): ModelCall {
  const named = items.map(([type, number]) => {
    const playlist = type === 'playlist' ? playlists.pick(number) : undefined;
    const id =
      type === 'playlist'
        ? (playlist?.id ?? UNKNOWN)
        : ((type === 'user' ? followable[number % 5] : pool.ids[type][number % 6]) ?? '');
    return { type, id, playlist, uri: `spotify:${type}:${id}` };
  });
  return {
    name: `${act} /me/library${act === 'GET' ? '/contains' : ''}` as OperationName,
    input: { query: { uris: [...named.map(({ uri }) => uri), ...(isBroken ? ['spotify:track:none'] : [])] } },
    expect(answer) {
      if (isBroken) return refused(answer, 400);
      if (act === 'GET') {
        const contained = named.map(({ type, id, playlist }) => {
          if (type === 'playlist') return playlist !== undefined && playlists.isFollowed(playlist, who);
          return type === 'artist' || type === 'user' ? library.follows(who, type, id) : library.contains(who, type, id);
        });
        return shows(answer, (body) => body, contained);
      }
      const saves = act === 'PUT';
      for (const { type, id, playlist } of named) {
        if (type === 'artist' || type === 'user') library[saves ? 'follow' : 'unfollow'](who, type, id);
        else if (type !== 'playlist') saves ? library.save(who, type, id, now) : library.remove(who, type, id);
        else if (playlist && !saves) playlists.unfollow(playlist, who);
        else if (playlist && playlists.isVisible(playlist, who)) playlists.follow(playlist, who);
      }
      done(answer);
    },
  };
}
