/** What can be read by its id. */
export type Readable = 'album' | 'artist' | 'track' | 'show' | 'episode';

export interface Named {
  readonly id: string;
  readonly name: string;
}

/** What a client finds. */
export type Found = Readonly<Record<`${Readable}s`, readonly Named[]>>;

/** A client of somebody else's, signed in as Ada: what it does in a day, each thing by the means that its documentation names for it. */
export interface DayClient {
  /** The id of who is signed in. */
  me(): Promise<string>;
  search(words: string): Promise<Found>;
  /** The name. */
  read(kind: Readable, id: string): Promise<string>;
  saveTracks(ids: string[]): Promise<unknown>;
  unsaveTracks(ids: string[]): Promise<unknown>;
  saveAlbums(ids: string[]): Promise<unknown>;
  saveShows(ids: string[]): Promise<unknown>;
  unsaveShows(ids: string[]): Promise<unknown>;
  tracksAreSaved(ids: string[]): Promise<boolean[]>;
  followArtists(ids: string[]): Promise<unknown>;
  unfollowArtists(ids: string[]): Promise<unknown>;
  followPlaylist(id: string): Promise<unknown>;
  unfollowPlaylist(id: string): Promise<unknown>;
  /** The new one's id. */
  createPlaylist(name: string): Promise<string>;
  renamePlaylist(id: string, name: string): Promise<unknown>;
  addItems(id: string, uris: string[], position?: number): Promise<unknown>;
  moveItem(id: string, from: number, before: number): Promise<unknown>;
  removeItems(id: string, uris: string[]): Promise<unknown>;
  /** The URIs. */
  playlistItems(id: string): Promise<string[]>;
  uploadImage(id: string, jpegInBase64: string): Promise<unknown>;
  /** The devices' ids by their names. */
  devices(): Promise<Record<string, string>>;
  transfer(deviceId: string): Promise<unknown>;
  play(deviceId: string, uris: string[]): Promise<unknown>;
  pause(): Promise<unknown>;
  seek(positionMs: number): Promise<unknown>;
  next(): Promise<unknown>;
  queue(uri: string): Promise<unknown>;
  /** What plays. */
  playing(): Promise<string | undefined>;
  /** The ids of all, page by page. */
  savedTracks(): Promise<string[]>;
}
