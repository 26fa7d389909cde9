'use client';
import { createElement, type ReactElement, type ReactNode, useEffect, useMemo } from 'react';
import { createSpotify, type Spotify } from '../web-api/spotify.js';
import { createSessionView, type ProvidedSession } from './session-view.js';
import { SpotifyContext } from './spotify-context.js';

export interface SpotifyProviderProps {
  /** Created once, outside of every component. If it is a page’s, its callback is handled when the provider mounts. */
  session: ProvidedSession;
  /** The client that {@link useSpotify} gives. Default: one over the session. */
  spotify?: Spotify | undefined;
  children?: ReactNode;
}

/**
 * Gives a session and the client of the Web API to the components below. It redirects nobody: that is what `signIn` is for.
 *
 * Safe under StrictMode, where a callback is handled once, and under server rendering, where the session is `loading`.
 */
export function SpotifyProvider({ session, spotify, children }: SpotifyProviderProps): ReactElement {
  const view = useMemo(() => createSessionView(session), [session]);
  const client = useMemo(() => spotify ?? createSpotify({ session }), [session, spotify]);
  const provided = useMemo(() => ({ view, spotify: client }), [view, client]);
  useEffect(() => view.connect(), [view]);
  return createElement(SpotifyContext.Provider, { value: provided }, children);
}
