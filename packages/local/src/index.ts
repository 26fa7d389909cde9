export type { Clock } from './faults/clock.js';
export type { Duration } from './faults/duration.js';
export type { FaultEffect, FaultRule } from './faults/fault-rule.js';
export type { ActiveFault, Faults } from './faults/faults.js';
export type { LimitBody } from './faults/limit-body.js';
export type { Quota, RateLimit } from './faults/rate-limit.js';
export {
  type ClockState,
  type ControlClient,
  type ControlClientOptions,
  createControlClient,
  type LocalSpotifyInfo,
} from './http/control-client.js';
export type { JournalClient } from './http/journal-client.js';
export {
  createLocalSpotify,
  type LocalSpotify,
  type LocalSpotifyOptions,
  type LocalUser,
  type TokenControl,
} from './http/local-spotify.js';
export type { Journal } from './inspector/journal.js';
export type { Decision, JournalEntry, JournalQuery } from './inspector/journal-entry.js';
export type { JournalSummary } from './inspector/journal-summary.js';
export type { WaitOptions } from './inspector/journal-waiters.js';
export type { RedactedFields } from './inspector/redaction.js';
export type { TokenFilter } from './world/grants.js';
export type { RefreshMode, Settings, SettingValues } from './world/settings.js';
