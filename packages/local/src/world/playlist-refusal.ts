/**
 * Why a change of a playlist is refused: a position that it does not have, a version that nobody knows, an item that does not stand
 * where it was said to, or too many items.
 */
export type PlaylistRefusalReason = 'position' | 'version' | 'item' | 'full';

/** A change that a playlist cannot take. Nothing of it was done. */
export class PlaylistRefusal extends Error {
  readonly reason: PlaylistRefusalReason;

  constructor(reason: PlaylistRefusalReason) {
    super(`The playlist cannot be changed like that (${reason}).`);
    this.name = 'PlaylistRefusal';
    this.reason = reason;
  }
}
