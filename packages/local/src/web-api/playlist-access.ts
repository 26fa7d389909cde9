import type { Playlist, PlaylistDetails } from '../world/playlists.js';
import { findPlaylist } from './find-playlist.js';
import type { Caller } from './handler.js';
import { checkId } from './ids.js';
import { signedInUser } from './signed-in-user.js';
import type { WebApiContext } from './web-api-context.js';
import { WebApiError } from './web-api-error.js';

/**
 * A playlist that the caller may read: a public one; a collaborative one, by whoever knows its id; their own.
 *
 * @throws WebApiError 404 where there is none, 403 where the token lacks a scope
 */
export function readablePlaylist(id: string, caller: Caller, context: WebApiContext): Playlist {
  const playlist = visiblePlaylist(id, caller, context);
  if (playlist.public) return playlist;
  const mayRead = caller.scopes.has(playlist.collaborative ? 'playlist-read-collaborative' : 'playlist-read-private');
  // Who is told of a scope knows that there is such a playlist: only its owner is.
  if (!mayRead) throw playlist.ownerId === caller.user?.id ? insufficientScope() : notFound();
  return playlist;
}

/**
 * A playlist whose items the caller may read: since February 2026 a Development Mode app reads those of the user’s own and of
 * collaborative ones.
 *
 * @throws WebApiError as `readablePlaylist`, and 403 for the items of others
 */
export function playlistWithItems(id: string, caller: Caller, context: WebApiContext): Playlist {
  const playlist = readablePlaylist(id, caller, context);
  if (!showsItems(playlist, caller)) throw new WebApiError(403, 'Forbidden');
  return playlist;
}

/** Whether the caller gets a playlist’s items, where they may read it. */
export function showsItems(playlist: Playlist, { tier, user }: Caller): boolean {
  return tier !== 'development-2026' || playlist.collaborative || playlist.ownerId === user?.id;
}

/**
 * A playlist whose items the caller may change: their own, or a collaborative one.
 *
 * @param deed - what is about to be done, as Spotify words it
 * @throws WebApiError 404 where they cannot know of it, 403 where it is another’s or the token lacks a scope
 */
export function editablePlaylist(id: string, deed: string, caller: Caller, context: WebApiContext): Playlist {
  const playlist = visiblePlaylist(id, caller, context);
  if (playlist.ownerId !== signedInUser(caller).id && !playlist.collaborative) throw notTheOwner(deed);
  checkModifyScope(playlist, caller);
  return playlist;
}

/**
 * A playlist of the caller’s own.
 *
 * @param deed - what is about to be done, as Spotify words it
 * @throws WebApiError as `editablePlaylist`
 */
export function ownPlaylist(id: string, deed: string, caller: Caller, context: WebApiContext): Playlist {
  const playlist = visiblePlaylist(id, caller, context);
  if (playlist.ownerId !== signedInUser(caller).id) throw notTheOwner(deed);
  checkModifyScope(playlist, caller);
  return playlist;
}

/**
 * Checks what a token needs to change a playlist, which for a collaborative one is what a private one needs.
 *
 * @throws WebApiError 403 where it lacks that
 */
export function checkModifyScope(playlist: Pick<PlaylistDetails, 'public'>, { scopes }: Caller): void {
  if (!scopes.has(playlist.public ? 'playlist-modify-public' : 'playlist-modify-private')) throw insufficientScope();
}

// A foreign private playlist is not told apart from one that does not exist.
function visiblePlaylist(id: string, caller: Caller, context: WebApiContext): Playlist {
  const playlist = findPlaylist(checkId(id), caller, context);
  if (playlist?.public || playlist?.collaborative || (playlist !== undefined && playlist.ownerId === caller.user?.id))
    return playlist;
  throw notFound();
}

function insufficientScope(): WebApiError {
  return new WebApiError(403, 'Insufficient client scope');
}

function notFound(): WebApiError {
  return new WebApiError(404, 'Resource not found');
}

// Seen for tracks that are to be added (spotify/web-api#637); worded alike for the rest.
function notTheOwner(deed: string): WebApiError {
  return new WebApiError(403, `You cannot ${deed} a playlist you don't own.`);
}
