'use client';
import { useSyncExternalStore } from 'react';
import type { UseSessionResult } from './session-view.js';
import { useProvided } from './spotify-context.js';

/**
 * Who is signed in, and the ways in and out. The component renders again when any of it changes, in whichever tab.
 *
 * @throws `invalid_option` outside of {@link SpotifyProvider}
 */
export function useSession(): UseSessionResult {
  const { view } = useProvided('useSession');
  return useSyncExternalStore(view.subscribe, view.snapshot, view.serverSnapshot);
}
