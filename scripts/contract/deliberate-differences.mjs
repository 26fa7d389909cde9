/**
 * A difference that is meant.
 *
 * @typedef {object} DeliberateDifference
 * @property {string} where as the check says it; `*` stands for anything
 * @property {string} is
 * @property {string} because
 */

/**
 * Where the contract differs from the schema on purpose. An entry that meets no difference is stale, and fails the check.
 *
 * @type {readonly DeliberateDifference[]}
 */
export const deliberateDifferences = [
  // Absent in a tier.
  {
    where: '*.available_markets',
    is: 'optional',
    because: 'Development Mode apps lost it in February 2026; left out for a market.',
  },
  { where: '*.publisher', is: 'optional', because: 'Development Mode apps lost it in February 2026.' },
  { where: 'Album.label', is: 'optional', because: 'Development Mode apps lost it in February 2026.' },
  { where: 'Album.popularity', is: 'optional', because: 'Development Mode apps lost it in February 2026.' },
  { where: 'DiscographyAlbum.album_group', is: 'optional', because: 'Development Mode apps lost it in February 2026.' },

  // Null, as answers show.
  { where: 'GET * response.*[]', is: 'nullable', because: 'An id of nothing leaves a null in its place, in every list by ids.' },
  { where: 'Page<(*|null)>.items[]', is: 'nullable', because: 'Search and browse leave holes for what they may not show.' },
  { where: 'CurrentUser.display_name', is: 'nullable', because: 'It is as of any other user, where the schema says null.' },
  { where: 'CursorPage<*>.next', is: 'nullable', because: 'A last page has no next one.' },
  { where: 'CursorPage<*>.cursors', is: 'nullable', because: 'A page without items has no place to go on from.' },
  { where: 'Cursors.*', is: 'nullable', because: 'There is none at the end of a list.' },
  {
    where: 'SimplifiedPlaylist.description',
    is: 'nullable',
    because: 'It is as of the whole playlist, where the schema says null.',
  },
  { where: '*Playlist.images', is: 'nullable', because: 'An empty playlist without a picture of its own has none.' },
  { where: '*Playlist.public', is: 'nullable', because: 'The reference says null where it does not matter.' },
  { where: 'PlaylistItem.added_*', is: 'nullable', because: 'The reference says null for very old playlists.' },
  { where: 'PlaylistItem.item', is: 'nullable', because: 'Null is left where something is no longer available.' },
  { where: 'PlaylistItem.track', is: 'nullable', because: 'It is the old name of `item`.' },
  { where: 'RecommendationSeed.href', is: 'nullable', because: 'The reference says null for a genre.' },
  { where: 'PlayHistory.context', is: 'nullable', because: 'A track need not be played out of anything (spotify/web-api#966).' },
  { where: '*.context', is: 'nullable', because: 'The reference says null where there is none.' },
  { where: '*.item', is: 'nullable', because: 'The reference says null where nothing can be named, such as an advertisement.' },
  { where: '*.progress_ms', is: 'nullable', because: 'The reference says null where it is not known.' },
  { where: 'Queue.currently_playing', is: 'nullable', because: 'The reference says null when nothing plays.' },

  // Files on the user's device, which the schema takes for tracks of the catalogue.
  { where: 'Local*.*', is: '*', because: 'The catalogue knows nothing of such a file: no ids, no links, no dates.' },

  // The player.
  { where: '*.actions.*', is: '*', because: 'In answers the flags are one level deeper, under `disallows`.' },
  {
    where: 'GET /me/player/currently-playing response',
    is: 'empty',
    because: 'It answers 204 when nothing plays, as `GET /me/player` does.',
  },

  // Parameters.
  { where: 'PUT /me/following body', is: 'optional', because: 'The ids are in the query, which requires them too.' },
  { where: 'GET /artists/{id}/albums query limit', is: 'of another minimum', because: '0 is refused.' },
  { where: 'GET /recommendations query *_*', is: 'of another m*', because: 'Each range is that of the audio feature itself.' },
];

/**
 * Mistakes of the schema that Spotify publishes. There are copies that have them corrected, so none of these is ever stale.
 *
 * @type {readonly DeliberateDifference[]}
 */
export const knownMistakes = [
  { where: 'GET /me/top/*', is: '*', because: '`{type}` is two operations in the contract: their answers differ.' },
  { where: '* query limit', is: 'of another minimum', because: '0 is refused.' },
  { where: 'GET /playlists/{playlist_id}/tracks query limit', is: 'of another maximum', because: '100 were accepted for years.' },
  { where: 'GET /recommendations query seed_*', is: 'optional', because: 'One kind of seed is enough.' },
  { where: 'PUT /me/episodes body', is: 'optional', because: 'The ids are in the query, which requires them too.' },
  { where: 'PUT /me/* body.ids', is: 'required', because: 'A body without ids saves nothing.' },
  { where: '* /me/shows body', is: 'extra', because: 'It takes the ids as its neighbours do.' },
  { where: 'CurrentlyPlaying.*', is: 'missing', because: 'Only the whole state of the player has the device and its settings.' },
  { where: 'Playlist.followers', is: 'extra', because: 'Answers have it, and the reference shows it.' },
  { where: 'SavedAudiobook.*', is: '*', because: 'Saved audiobooks are wrapped with the time, as all that is saved.' },
];
