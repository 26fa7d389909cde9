import type { SpotifyError } from '../errors/spotify-error.js';
import type { AccessTokenSource } from '../session/access-token-source.js';
import { withAdvice } from '../transport/answer-error.js';
import type { Explain } from './call-policy.js';
import { type OperationFacts, operations } from './contract/operations-table.js';

/** What to do about what Spotify says, by its words or the player's reason: the first one that fits. */
const advices: readonly (readonly [words: RegExp, advice: string])[] = [
  [/^NO_ACTIVE_DEVICE/, 'Open Spotify on a device, or pass device_id.'],
  [/^PREMIUM_REQUIRED/, 'The user needs Premium.'],
  [/^QUOTA_EXCEEDED/, 'The app’s quota is used up for now, and waiting seconds does not help. Ask for extended quota.'],
  [/^[A-Z]+(_[A-Z]+)*$/, 'Read the player’s state, and try what it allows.'],
  [/premium subscription/i, 'The owner of the app needs Premium.'],
  [/not (registered|approved)/i, 'Add the user to the app’s list in the dashboard.'],
];

/**
 * Explains the errors of a client by the table of operations: which scopes are missing, which tier is needed, and what else there is
 * to do.
 *
 * @example
 * ```ts
 * import { type AccessTokenSource, createSpotify } from 'spixie';
 * import { explainError } from 'spixie/operations';
 *
 * const createExplainingSpotify = (session: AccessTokenSource) => createSpotify({ session, explain: explainError });
 * ```
 */
export const explainError: Explain = async (error, operation, session) => {
  const { code, status = 0, reason = '' } = error;
  const facts = (operations as Readonly<Record<string, OperationFacts>>)[operation];
  if (code === 'insufficient_scope') return facts?.scopes.length ? explainScopes(error, facts, session) : error;
  const advice = advices.find(([words]) => words.test(reason))?.[1];
  if (advice) return withAdvice(error, advice);
  const isKeptBack = facts && facts.status !== 'available' && (status === 403 || status === 404);
  return isKeptBack ? explainTier(error, facts) : error;
};

interface ScopedSource extends AccessTokenSource {
  hasScopes?(scopes: readonly string[]): Promise<boolean>;
}

async function explainScopes(error: SpotifyError, facts: OperationFacts, session: ScopedSource) {
  const { scopes, scopeRule, alwaysScopes = [] } = facts;
  // Only a session knows what was granted.
  const granted = await Promise.all(scopes.map((scope) => session.hasScopes?.([scope])));
  const lacking = scopes.filter((_, index) => !granted[index]);
  const always = alwaysScopes.filter((scope) => lacking.includes(scope));
  // What was granted elsewhere, or withdrawn since, is another thing than what this session was told.
  const missingScopes = session.hasScopes && always.length ? always : lacking.length ? lacking : scopes;
  const others = missingScopes.filter((scope) => !alwaysScopes.includes(scope)).join(', ');
  const list = [...always, others && `${scopeRule === 'all' ? '' : 'one of '}${others}`].filter(Boolean).join(', ');
  return withAdvice(error, `Sign the user in again with ${list}.`, { missingScopes });
}

function explainTier(error: SpotifyError, { status, replacement }: OperationFacts): SpotifyError {
  const since = status === 'removed' ? 'or were created before 11 February 2026' : 'and had it on 27 November 2024';
  const instead = replacement ? ` Use ${replacement}.` : '';
  return withAdvice(error, `It is for apps that have extended quota, ${since}.${instead}`, { neededTier: 'extended' });
}
