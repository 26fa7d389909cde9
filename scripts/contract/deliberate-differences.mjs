/**
 * A difference that is meant.
 *
 * @typedef {object} DeliberateDifference
 * @property {string | readonly string[]} where one place or several, as the check says it; `*` stands for anything
 * @property {string} is
 * @property {string} because
 */

const lost = 'Development Mode apps lost it in February 2026.';

/**
 * Where the contract differs from the schema on purpose. A place where no difference is met is stale, and fails the check.
 *
 * @type {readonly DeliberateDifference[]}
 */
export const deliberateDifferences = [
  // Absent in a tier.
  {
    where: [
      'Album.available_markets',
      'DiscographyAlbum.available_markets',
      'SimplifiedAlbum.available_markets',
      'Audiobook.available_markets',
      'SimplifiedAudiobook.available_markets',
      'Show.available_markets',
      'SimplifiedShow.available_markets',
    ],
    is: 'optional',
    because: `${lost} It is left out where a market was asked for, too.`,
  },
  {
    where: ['Audiobook.publisher', 'SimplifiedAudiobook.publisher', 'Show.publisher', 'SimplifiedShow.publisher'],
    is: 'optional',
    because: lost,
  },
  { where: ['Album.label', 'Album.popularity', 'DiscographyAlbum.album_group'], is: 'optional', because: lost },

  // Null, as answers show.
  {
    where: [
      'GET /albums response.albums[]',
      'GET /artists response.artists[]',
      'GET /audio-features response.audio_features[]',
      'GET /audiobooks response.audiobooks[]',
      'GET /chapters response.chapters[]',
      'GET /episodes response.episodes[]',
      'GET /shows response.shows[]',
      'GET /tracks response.tracks[]',
    ],
    is: 'nullable',
    because: 'An id of nothing leaves a null in its place.',
  },
  {
    where: [
      'Page<(SimplifiedAudiobook|null)>.items[]',
      'Page<(SimplifiedEpisode|null)>.items[]',
      'Page<(SimplifiedPlaylist|null)>.items[]',
      'Page<(SimplifiedShow|null)>.items[]',
    ],
    is: 'nullable',
    because: 'Search and browse leave holes for what they may not show.',
  },
  {
    where: ['CurrentUser.display_name', 'SimplifiedPlaylist.description'],
    is: 'nullable',
    because: 'The schema says null where the same is told elsewhere, of any user and of a whole playlist.',
  },
  { where: ['CursorPage<Artist>.next', 'CursorPage<PlayHistory>.next'], is: 'nullable', because: 'A last page has no next one.' },
  {
    where: ['CursorPage<Artist>.cursors', 'CursorPage<PlayHistory>.cursors', 'Cursors.after', 'Cursors.before'],
    is: 'nullable',
    because: 'There is none at the end of a list, nor on a page without items.',
  },
  {
    where: ['Playlist.images', 'SimplifiedPlaylist.images'],
    is: 'nullable',
    because: 'An empty playlist without a picture of its own has none.',
  },
  {
    where: ['Playlist.public', 'SimplifiedPlaylist.public'],
    is: 'nullable',
    because: 'The reference says null where it does not matter.',
  },
  {
    where: ['PlaylistItem.added_at', 'PlaylistItem.added_by'],
    is: 'nullable',
    because: 'The reference says null for very old playlists.',
  },
  {
    where: ['PlaylistItem.item', 'PlaylistItem.track'],
    is: 'nullable',
    because: 'Null is left where something is no longer available.',
  },
  { where: 'RecommendationSeed.href', is: 'nullable', because: 'The reference says null for a genre.' },
  {
    where: ['PlayHistory.context', 'CurrentlyPlaying.context', 'PlaybackState.context'],
    is: 'nullable',
    because: 'What plays need not be played out of anything (spotify/web-api#966).',
  },
  {
    where: ['CurrentlyPlaying.item', 'PlaybackState.item', 'Queue.currently_playing'],
    is: 'nullable',
    because: 'The reference says null where nothing can be named, such as an advertisement.',
  },
  {
    where: ['CurrentlyPlaying.progress_ms', 'PlaybackState.progress_ms'],
    is: 'nullable',
    because: 'The reference says null where it is not known.',
  },

  // Files on the user's device, which the schema takes for tracks of the catalogue.
  {
    where: ['LocalTrack.*', 'PlaylistedLocalTrack.*', 'LocalAlbum.*', 'LocalArtist.*'],
    is: '*',
    because: 'The catalogue knows nothing of such a file: no ids, no links, no dates.',
  },

  // The player.
  {
    where: 'GET /me/player/currently-playing response',
    is: 'empty',
    because: 'It answers 204 when nothing plays, as `GET /me/player` does.',
  },

  // What the reference leaves out and answers have: strict clients, such as tekore, cannot do without.
  {
    where: [
      'Playlist.primary_color',
      'SimplifiedPlaylist.primary_color',
      'PlaylistItem.primary_color',
      'PlaylistItem.video_thumbnail',
      'PlaylistedTrack.episode',
      'PlaylistedTrack.track',
      'PlaylistedEpisode.episode',
      'PlaylistedEpisode.track',
      'PlaybackState.smart_shuffle',
    ],
    is: 'extra',
    because: 'Answers have it, and the reference does not show it.',
  },

  // Parameters.
  { where: 'PUT /me/following body', is: 'optional', because: 'The ids are in the query, which requires them too.' },
  { where: 'GET /artists/{id}/albums query limit', is: 'of another minimum', because: '0 is refused.' },
  { where: 'GET /recommendations query *_*', is: 'of another m*', because: 'Each range is that of the audio feature itself.' },
];

/**
 * Objects that answers wrap once more than the schema says: what is inside is compared as if it were not wrapped.
 *
 * @type {readonly { where: readonly string[], within: string, because: string }[]}
 */
export const wrappedOnceMore = [
  {
    where: ['CurrentlyPlaying.actions', 'PlaybackState.actions'],
    within: 'disallows',
    because: 'Answers have `{"actions":{"disallows":{"resuming":true}}}`, where the schema has the flags in `actions` itself.',
  },
];

/**
 * Mistakes of the schema that Spotify publishes. There are copies that have them corrected, so none of these is ever stale.
 *
 * @type {readonly DeliberateDifference[]}
 */
export const knownMistakes = [
  {
    where: ['GET /me/top/artists', 'GET /me/top/tracks'],
    is: 'extra',
    because: '`{type}` is two operations in the contract: their answers differ.',
  },
  { where: 'GET /me/top/{type}', is: 'missing', because: 'It is two operations in the contract.' },
  { where: '* query limit', is: 'of another minimum', because: '0 is refused.' },
  { where: 'GET /playlists/{playlist_id}/tracks query limit', is: 'of another maximum', because: '100 were accepted for years.' },
  { where: 'GET /recommendations query seed_*', is: 'optional', because: 'One kind of seed is enough.' },
  { where: 'PUT /me/episodes body', is: 'optional', because: 'The ids are in the query, which requires them too.' },
  { where: ['PUT /me/episodes body.ids', 'PUT /me/tracks body.ids'], is: 'required', because: 'A body without ids saves nothing.' },
  { where: ['PUT /me/shows body', 'DELETE /me/shows body'], is: 'extra', because: 'It takes the ids as its neighbours do.' },
  {
    where: ['CurrentlyPlaying.device', 'CurrentlyPlaying.repeat_state', 'CurrentlyPlaying.shuffle_state'],
    is: 'missing',
    because: 'Only the whole state of the player has the device and its settings.',
  },
  { where: 'Playlist.followers', is: 'extra', because: 'Answers have it, and the reference shows it.' },
  {
    where: ['SavedAudiobook.added_at', 'SavedAudiobook.audiobook'],
    is: 'extra',
    because: 'Saved audiobooks are wrapped with the time, as all that is saved.',
  },
  { where: 'SavedAudiobook.*', is: 'missing', because: 'Saved audiobooks are wrapped with the time, as all that is saved.' },
];
