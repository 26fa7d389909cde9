import type { PlayerReason } from '../world/player-reasons.js';
import type { Settings } from '../world/settings.js';
import { WebApiError } from './web-api-error.js';

// Seen from Spotify: those of NO_ACTIVE_DEVICE, PREMIUM_REQUIRED, VOLUME_CONTROL_DISALLOW and UNKNOWN. Of the others only the reasons
// are documented.
const messages: Readonly<Record<PlayerReason, string>> = {
  NO_PREV_TRACK: 'No previous track',
  NO_NEXT_TRACK: 'No next track',
  NO_SPECIFIC_TRACK: 'The requested track does not exist',
  ALREADY_PAUSED: 'Already paused',
  NOT_PAUSED: 'Not paused',
  NOT_PLAYING_LOCALLY: 'Not playing on the device',
  NOT_PLAYING_TRACK: 'Not playing a track',
  NOT_PLAYING_CONTEXT: 'Not playing a context',
  ENDLESS_CONTEXT: 'Cannot be applied to an endless context',
  CONTEXT_DISALLOW: 'Cannot be performed on the context',
  ALREADY_PLAYING: 'Already playing',
  RATE_LIMITED: 'Too frequent track play',
  REMOTE_CONTROL_DISALLOW: 'The context cannot be remote-controlled',
  DEVICE_NOT_CONTROLLABLE: 'Cannot control device',
  VOLUME_CONTROL_DISALLOW: 'Cannot control device volume',
  NO_ACTIVE_DEVICE: 'No active device found',
  PREMIUM_REQUIRED: 'Premium required',
  UNKNOWN: 'Restriction violated',
};

// What Spotify still names, whatever it does with the others.
const alwaysNamed: readonly PlayerReason[] = [
  'NO_ACTIVE_DEVICE',
  'PREMIUM_REQUIRED',
  'DEVICE_NOT_CONTROLLABLE',
  'VOLUME_CONTROL_DISALLOW',
  'RATE_LIMITED',
];

/** The error with which the player refuses a command. */
export function playerError(refused: PlayerReason, settings: Settings): WebApiError {
  const named = settings.get().playerReasons === 'documented' || alwaysNamed.includes(refused);
  const reason = named ? refused : 'UNKNOWN';
  return new WebApiError(reason === 'NO_ACTIVE_DEVICE' ? 404 : 403, `Player command failed: ${messages[reason]}`, { reason });
}
