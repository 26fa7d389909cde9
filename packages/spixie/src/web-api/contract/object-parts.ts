/** An image in one size. Sizes are in pixels, and `null` where Spotify does not know them, as for uploaded pictures. */
export interface Image {
  url: string;
  height: number | null;
  width: number | null;
}

/** Links to the object outside of the Web API. */
export interface ExternalUrls {
  spotify: string;
}

/** Numbers that the object has in catalogues of others. */
export interface ExternalIds {
  isrc?: string;
  ean?: string;
  upc?: string;
}

/** How many follow. `href` is always `null`: the Web API names no followers. */
export interface Followers {
  href: string | null;
  total: number;
}

/** Who holds a right. */
export interface Copyright {
  text: string;
  /** `C` for the copyright, `P` for the sound recording's. */
  type: string;
}

/** Why the object cannot be played. New reasons may appear. */
export interface Restriction {
  reason: 'market' | 'product' | 'explicit' | (string & {});
}

/** How much of a `release_date` is known. */
export type ReleaseDatePrecision = 'year' | 'month' | 'day';

/** A country, ISO 3166-1 alpha-2, such as `SE`. */
export type Market = string;

/** What most of the catalogue takes. */
export interface MarketQuery {
  /** Only what is available there. A user's token brings its own country; an app's token without a market finds little. */
  market?: Market;
}
