export type { OnError, OnEvent, RefusalRule, RouteName, ServerEvent, StoreOperation } from './events/server-event.js';
export { createSharedRateGate, type SharedRateGateOptions, type SharedStops } from './gate/shared-rate-gate.js';
export type { SpotifyServerOptions } from './options/options.js';
export type { SessionAnswer } from './routes/session.js';
export { createSpotifyServer } from './server.js';
export { createMemorySessionStore, type MemorySessionStoreOptions } from './sessions/memory-session-store.js';
export type { FoundSession, FoundSessions, SealedRecord, SessionQuery, SessionStore } from './sessions/session-store.js';
export type { SignedIn, SignedInState, SignedInUser } from './sessions/signed-in.js';
export type { EndingSignIn, Health, SpotifyServer, SweepOptions } from './spotify-server.js';
