export type { ProvidedSession, UseSessionResult } from './session-view.js';
export { SpotifyProvider, type SpotifyProviderProps } from './spotify-provider.js';
export { useSession } from './use-session.js';
export { useSpotify } from './use-spotify.js';
