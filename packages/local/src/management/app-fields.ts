import { complainAboutRedirectUri } from '../accounts/redirect-uri.js';
import { tiers } from '../world/apps.js';
import {
  checkFields,
  type FieldCheck,
  type FieldMistake,
  fieldCheck,
  listCheck,
  stringCheck,
  textCheck,
} from './field-mistakes.js';

/** How many redirect URIs an app has at most. */
export const MOST_REDIRECT_URIS = 100;
/** How many users an app's allow-list has at most. */
export const MOST_ALLOWED_USERS = 100;

const checkRedirectUri: FieldCheck = (value, path) => {
  if (typeof value !== 'string' || value.length > 2000) return [{ path, sentence: 'has to be text of at most 2000 characters.' }];
  const complaint = complainAboutRedirectUri(value);
  return complaint === undefined ? [] : [{ path, sentence: `cannot be "${value.slice(0, 200)}". ${complaint.hint}` }];
};

/**
 * What is wrong with the fields of an app, each with its path.
 *
 * @param isUser - whether there is a user of that id
 * @param path - where the app stands, such as `apps[1]`
 */
export function checkAppFields(value: unknown, isUser: (id: string) => boolean, path = ''): FieldMistake[] {
  const checks: Record<string, FieldCheck> = {
    clientId: stringCheck('has to be 1 to 64 letters, digits, "-" or "_".', (id) => /^[\w-]{1,64}$/u.test(id)),
    clientSecret: stringCheck('has to be 8 to 200 printable ASCII characters without spaces.', (secret) =>
      /^[!-~]{8,200}$/u.test(secret),
    ),
    name: textCheck(1, 100),
    description: textCheck(0, 500),
    redirectUris: listCheck(MOST_REDIRECT_URIS, checkRedirectUri),
    tier: fieldCheck(
      `has to be one of ${tiers.join(', ')}, or null for what the setting "tier" says.`,
      (tier) => tier === null || (tiers as readonly unknown[]).includes(tier),
    ),
    ownerPremium: fieldCheck('has to be true or false.', (premium) => typeof premium === 'boolean'),
    allowedUsers: listCheck(MOST_ALLOWED_USERS, (id, at) =>
      typeof id === 'string' && isUser(id)
        ? []
        : [
            {
              path: at,
              sentence: `has to be the id of a user${typeof id === 'string' ? `: there is no user ${JSON.stringify(id.slice(0, 80))}` : ''}.`,
            },
          ],
    ),
  };
  return checkFields(value, checks, path);
}
