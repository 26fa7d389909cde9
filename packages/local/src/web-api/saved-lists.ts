import type { Page } from 'spixie/operations';
import type { SavedItem, SavedKind } from '../world/library.js';
import { albumObject } from './album-with-tracks.js';
import { audiobookObject } from './audiobook-with-chapters.js';
import { episodeObject } from './episode-objects.js';
import type { Handler, Handlers } from './handler.js';
import { readMarket } from './market.js';
import { readRange, toPage } from './paging.js';
import type { LibraryCall } from './saved-items.js';
import { simplifiedShowObject } from './show-objects.js';
import { signedInUser } from './signed-in-user.js';
import { trackObject } from './track-objects.js';

const getSavedAlbums: Handler<'GET /me/albums'> = (call) => {
  const { context, query, caller } = call;
  const market = readMarket(query, caller);
  return savedPage('album', call, (id, added) => {
    const album = context.catalogue.album(id);
    return album && { ...added, album: albumObject(album, context, market, query) };
  });
};

const getSavedAudiobooks: Handler<'GET /me/audiobooks'> = (call) => {
  const { context, query, caller } = call;
  return savedPage('audiobook', call, (id, added) => {
    const audiobook = context.catalogue.audiobook(id);
    return audiobook && { ...added, audiobook: audiobookObject(audiobook, context, undefined, caller, query) };
  });
};

const getSavedEpisodes: Handler<'GET /me/episodes'> = (call) => {
  const { context, query, caller } = call;
  const market = readMarket(query, caller);
  return savedPage('episode', call, (id, added) => {
    const episode = context.catalogue.episode(id);
    return episode && { ...added, episode: episodeObject(episode, context, market, caller) };
  });
};

const getSavedShows: Handler<'GET /me/shows'> = (call) =>
  savedPage('show', call, (id, added) => {
    const show = call.context.catalogue.show(id);
    return show && { ...added, show: simplifiedShowObject(show, call.context, undefined) };
  });

const getSavedTracks: Handler<'GET /me/tracks'> = (call) => {
  const { context, query, caller } = call;
  const market = readMarket(query, caller);
  return savedPage('track', call, (id, added) => {
    const track = context.catalogue.track(id);
    return track && { ...added, track: trackObject(track, context, market) };
  });
};

/** @param show - `undefined` for what the catalogue has no more, as in a world that another version has kept in a file */
function savedPage<Item>(
  kind: SavedKind,
  { query, caller, context }: LibraryCall,
  show: (id: string, added: { added_at: string }) => Item | undefined,
): Page<Item> {
  const user = signedInUser(caller);
  const range = readRange(query);
  const { total, items } = context.world.library.page(user.id, kind, range);
  const shown = items.map((item) => show(item.id, { added_at: addedAt(item) })).filter((item) => item !== undefined);
  return toPage(`${context.apiUrl}/me/${kind}s`, query, range, total, shown);
}

function addedAt(item: SavedItem): string {
  return new Date(item.addedAt).toISOString().replace(/\.\d+Z$/u, 'Z');
}

/** The lists of what the user has saved, the latest first. */
export const savedListHandlers = {
  'GET /me/albums': getSavedAlbums,
  'GET /me/audiobooks': getSavedAudiobooks,
  'GET /me/episodes': getSavedEpisodes,
  'GET /me/shows': getSavedShows,
  'GET /me/tracks': getSavedTracks,
} satisfies Partial<Handlers>;
