'use client';
import { type Context, createContext, useContext } from 'react';
import { SpotifyError } from '../errors/spotify-error.js';
import type { Spotify } from '../web-api/spotify.js';
import type { SessionView } from './session-view.js';

/** What the provider gives to the hooks. */
export interface Provided {
  view: SessionView;
  spotify: Spotify;
}

/** Where the hooks find it. */
export const SpotifyContext: Context<Provided | undefined> = /* @__PURE__ */ createContext<Provided | undefined>(undefined);

/**
 * What the nearest provider gives.
 *
 * @throws `invalid_option` where there is no provider
 */
export function useProvided(hook: string): Provided {
  const provided = useContext(SpotifyContext);
  if (!provided) {
    const message = `${hook}() was called outside of SpotifyProvider. Render SpotifyProvider around the component that calls it.`;
    throw new SpotifyError('invalid_option', 'fix_config', message);
  }
  return provided;
}
