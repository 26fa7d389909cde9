/** A stretch of a list. */
export interface Range {
  limit: number;
  /** The position of the first, from 0. */
  offset: number;
}
