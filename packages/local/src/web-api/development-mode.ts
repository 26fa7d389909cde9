import type { Tier } from '../world/apps.js';
import type { UnregisteredUserBody } from '../world/settings.js';
import type { WebApiContext } from './web-api-context.js';
import { PlainTextError } from './web-api-error.js';

const OWNER_WITHOUT_PREMIUM =
  'Active premium subscription required for the owner of the app. When the subscription status changes, it can take a few hours before requests are allowed again.';

const unregistered: Readonly<Record<UnregisteredUserBody, string>> = {
  'not-registered': 'User not registered in the Developer Dashboard',
  'not-approved': 'User not approved for app',
  'check-settings':
    'The user is not registered for this application. Please check your settings on https://developer.spotify.com/dashboard.',
};

/**
 * Refuses what Development Mode refuses of every call: an app whose owner has no Premium (since March 2026, apps from before
 * included), and a user who is not on the app's allow-list. Signing in works for both; they notice it here.
 *
 * @returns the app's tier: its own, or what the setting says
 * @throws PlainTextError 403, which is no JSON at Spotify either
 */
export function checkDevelopmentMode(clientId: string, userId: string | null, { world, settings }: WebApiContext): Tier {
  const app = world.apps.find(clientId);
  const tier = app?.tier ?? settings.get().tier;
  if (tier === 'extended') return tier;
  if (app?.ownerPremium === false) throw new PlainTextError(403, OWNER_WITHOUT_PREMIUM);
  if (userId !== null && !world.apps.isAllowed(clientId, userId)) {
    throw new PlainTextError(403, unregistered[settings.get().unregisteredUserBody]);
  }
  return tier;
}
