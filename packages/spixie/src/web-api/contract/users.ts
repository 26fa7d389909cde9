import type { ExternalUrls, Followers, Image } from './object-parts.js';

/** A user as everyone may see them. */
export interface PublicUser {
  display_name: string | null;
  external_urls: ExternalUrls;
  /** @deprecated Absent for Development Mode apps since February 2026. */
  followers?: Followers;
  href: string;
  id: string;
  images: Image[];
  type: 'user';
  uri: string;
}

/** A user where another object names them. */
export interface UserReference {
  external_urls: ExternalUrls;
  href: string;
  id: string;
  type: 'user';
  uri: string;
}

/** The owner of a playlist. */
export interface PlaylistOwner extends UserReference {
  display_name: string | null;
}

/** The signed-in user. */
export interface CurrentUser extends Omit<PublicUser, 'followers'> {
  /** Stable and immutable, since May 2026: what to link an account of your own to. */
  account_id: string;
  /**
   * ISO 3166-1 alpha-2. With the scope `user-read-private`.
   * @deprecated Absent for Development Mode apps since February 2026.
   */
  country?: string;
  /**
   * Not verified by Spotify. With the scope `user-read-email`.
   * @deprecated Absent for Development Mode apps since February 2026.
   */
  email?: string;
  /**
   * With the scope `user-read-private`.
   * @deprecated Absent for Development Mode apps since February 2026.
   */
  explicit_content?: { filter_enabled: boolean; filter_locked: boolean };
  /** @deprecated Absent for Development Mode apps since February 2026. */
  followers?: Followers;
  /**
   * The subscription. With the scope `user-read-private`.
   * @deprecated Absent for Development Mode apps since February 2026.
   */
  product?: 'premium' | 'free' | 'open' | (string & {});
}
