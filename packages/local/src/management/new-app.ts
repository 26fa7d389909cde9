import type { App } from '../world/apps.js';
import type { NewApp, RegisteredApp } from './app-management.js';

/** Fills in what was left out of a new app. */
export function completeApp(given: Pick<App, 'clientId' | 'clientSecret'> & NewApp): RegisteredApp {
  const { clientId, clientSecret, name = 'My app', description = '', tier = null, ownerPremium = true } = given;
  const { redirectUris = [], allowedUsers = [] } = given;
  return {
    clientId,
    clientSecret,
    name,
    description,
    tier,
    ownerPremium,
    redirectUris: [...redirectUris],
    allowedUsers: [...allowedUsers],
  };
}
