export { runCommand } from './command.js';
export type { Clock } from './faults/clock.js';
export type { Duration } from './faults/duration.js';
export type { FaultEffect, FaultRule } from './faults/fault-rule.js';
export type { ActiveFault, Faults } from './faults/faults.js';
export type { LimitBody } from './faults/limit-body.js';
export type { Quota, RateLimit } from './faults/rate-limit.js';
export type { AppFixture, Fixtures, UserFixture } from './fixtures/fixtures.js';
export { type FixtureMistake, FixturesError } from './fixtures/fixtures-error.js';
export type {
  AlbumFixture,
  ArtistFixture,
  AudiobookFixture,
  ChapterFixture,
  EpisodeFixture,
  ObjectFixtures,
  ShowFixture,
  TrackFixture,
} from './fixtures/object-fixtures.js';
export { readFixtures } from './fixtures/read-fixtures.js';
export type {
  FixtureTime,
  LibraryFixture,
  PlayerFixture,
  PlayFixture,
  PlaylistFixture,
  PlaylistItemFixture,
  ResumePointFixture,
  SavedFixture,
  WorldFixtures,
} from './fixtures/world-fixtures.js';
export {
  type ClockState,
  type ControlClient,
  type ControlClientOptions,
  createControlClient,
} from './http/control-client.js';
export type { JournalClient } from './http/journal-client.js';
export {
  createLocalSpotify,
  type LocalSpotify,
  type LocalSpotifyOptions,
  type LocalUser,
  type ResetOptions,
} from './http/local-spotify.js';
export type { LocalSpotifyInfo } from './http/local-spotify-info.js';
export type { ManagementClient } from './http/management-client.js';
export type { PlayerClient } from './http/player-client.js';
export type { SnapshotList } from './http/snapshot-control.js';
export type { Journal } from './inspector/journal.js';
export type { Decision, JournalEntry, JournalQuery } from './inspector/journal-entry.js';
export type { JournalSummary } from './inspector/journal-summary.js';
export type { WaitOptions } from './inspector/journal-waiters.js';
export type { RedactedFields } from './inspector/redaction.js';
export type { AppChanges, AppManagement, NewApp, RegisteredApp } from './management/app-management.js';
export type { ConsentManagement } from './management/consent-management.js';
export type { Management } from './management/management.js';
export type { DeviceChanges, NewDevice, PlayerControl, PlayerDevice } from './management/player-control.js';
export type { TokenControl } from './management/token-control.js';
export type { NewUser, UserChanges, UserManagement } from './management/user-management.js';
export type { WaysIn, WaysInOptions } from './ways-in/ways-in-options.js';
export type { App, Tier } from './world/apps.js';
export type { Consent, ConsentFilter } from './world/consents.js';
export { DataFileError } from './world/data-file.js';
export type { Device } from './world/devices.js';
export type { GrantSummary, TokenFilter } from './world/grants.js';
export type { PlayerReason } from './world/player-reasons.js';
export type { Links, PlayerSuccessBody, RefreshMode, Settings, SettingValues, UnregisteredUserBody } from './world/settings.js';
export type { Snapshot, SnapshotOptions } from './world/snapshots.js';
export type { User } from './world/users.js';
