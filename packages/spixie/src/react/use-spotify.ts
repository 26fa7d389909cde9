'use client';
import type { Spotify } from '../web-api/spotify.js';
import { useProvided } from './spotify-context.js';

/**
 * The client of the Web API, called as whoever is signed in: always the same object.
 *
 * @throws `invalid_option` outside of {@link SpotifyProvider}
 */
export function useSpotify(): Spotify {
  return useProvided('useSpotify').spotify;
}
