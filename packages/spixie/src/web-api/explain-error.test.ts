import { createLocalSpotify, type FaultEffect, type LocalSpotify } from '@spixie/local';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { failsWith } from '../../test-support/fails-with.js';
import { signIn } from '../../test-support/sign-in.js';
import type { AccessTokenSource } from '../session/access-token-source.js';
import { createSession } from '../session/session.js';
import type { OperationName } from './contract/operations.js';
import { explainError } from './explain-error.js';
import { createSpotify } from './spotify.js';

let local: LocalSpotify;
let session: AccessTokenSource;

beforeAll(async () => {
  local = await createLocalSpotify({ autoApprove: 'ada' });
});
beforeEach(async () => {
  local.reset();
  const { clientId, accountsUrl } = local;
  session = createSession({ clientId, accountsUrl, tokenSet: await signIn(local) });
});
afterAll(() => local.close());

const call = (operation: string, from: AccessTokenSource = session) => {
  const { request } = createSpotify({ session: from, apiUrl: local.apiUrl, explain: explainError, maxWaitMs: 0 });
  return (request as (name: OperationName, input: object) => Promise<unknown>)(operation as OperationName, {
    path: { playlist_id: 'x', id: 'x' },
  });
};
const answering = (effect: FaultEffect) => local.faults.add({ path: '/v1/*', effect });
const json = (status: number, message: string, reason?: string) => ({ status, body: { error: { status, message, reason } } });

describe('an error of a missing scope', () => {
  beforeEach(() => answering(json(403, 'Insufficient client scope')));

  it('names what the user did not grant', async () => {
    const error = await failsWith(
      'insufficient_scope',
      /\(Insufficient client scope\)\. Sign the user in again with .*user-read-email\.$/,
      () => call('GET /me'),
    );
    expect(error.missingScopes).toEqual(['user-read-email']);
    expect(error).toMatchObject({ status: 403, action: 'reauthorize' });
  });

  it('names all that the operation needs, where nobody knows what was granted', async () => {
    const token = await session.getAccessToken();
    const error = await failsWith('insufficient_scope', /user-read-private, user-read-email\.$/, () =>
      call('GET /me', { getAccessToken: async () => token }),
    );
    expect(error.missingScopes).toEqual(['user-read-private', 'user-read-email']);
  });

  it('names what every call needs before what depends on the object', async () => {
    const images = 'PUT /playlists/{playlist_id}/images';
    const error = await failsWith('insufficient_scope', /again with ugc-image-upload\.$/, () => call(images));
    expect(error.missingScopes).toEqual(['ugc-image-upload']);
    const token = await session.getAccessToken();
    await failsWith('insufficient_scope', /with ugc-image-upload, one of playlist-modify-public, playlist-modify-private\.$/, () =>
      call(images, { getAccessToken: async () => token }),
    );
  });

  it('names all where Spotify disagrees with what was granted', async () => {
    const error = await failsWith('insufficient_scope', /playlist-read-private\.$/, () => call('GET /me/playlists'));
    expect(error.missingScopes).toEqual(['playlist-read-private']);
  });
});

describe('an error of another tier', () => {
  it('says which apps have the operation, and what to use instead', async () => {
    answering(json(403, 'Forbidden'));
    const error = await failsWith(
      'forbidden',
      /It is for apps that have extended quota, or were created before 11 February 2026\. Use PUT \/me\/library\.$/,
      () => call('PUT /me/tracks'),
    );
    expect(error.neededTier).toBe('extended');
  });

  it('says that of the 404 that an operation from before November 2024 answers, too', async () => {
    answering(json(404, 'Not Found'));
    const error = await failsWith('not_found', /that have extended quota, and had it on 27 November 2024\.$/, () =>
      call('GET /recommendations'),
    );
    expect(error.neededTier).toBe('extended');
  });

  it('says nothing of it where every app has the operation', async () => {
    answering(json(403, 'Forbidden'));
    const error = await failsWith('forbidden', /Check the dashboard/, () => call('GET /me'));
    expect(error.neededTier).toBeUndefined();
  });
});

describe('what Spotify says otherwise', () => {
  const owner =
    'Active premium subscription required for the owner of the app. When the subscription status changes, it can take a few hours before requests are allowed again.';
  const cases: [string, FaultEffect, RegExp][] = [
    [
      'no device',
      json(404, 'Player command failed: No active device found', 'NO_ACTIVE_DEVICE'),
      /Open Spotify on a device, or pass device_id\.$/,
    ],
    ['no Premium', json(403, 'Player command failed: Premium required', 'PREMIUM_REQUIRED'), /The user needs Premium\.$/],
    [
      'nothing that could be skipped',
      json(403, 'Player command failed: x', 'NO_NEXT_TRACK'),
      /Read the player’s state, and try what it allows\.$/,
    ],
    ['an owner without Premium', { status: 403, body: owner }, /again\.\)\. The owner of the app needs Premium\.$/],
    [
      'an unknown user',
      { status: 403, body: 'User not registered in the Developer Dashboard' },
      /Add the user to the app’s list in the dashboard\.$/,
    ],
    ['a quota', { limitBody: 'quota', retryAfter: 9 }, /\(Too many requests\)\. The app’s quota is used up for now/],
    ['an outage', { status: 503 }, /Try again later\.$/],
  ];

  it.each(cases)('of %s comes with what to do', async (_, effect, sentence) => {
    answering(effect);
    await expect(call('GET /me')).rejects.toMatchObject({ message: expect.stringMatching(sentence) });
  });

  it('comes unchanged where there is no more to say', async () => {
    await failsWith('signed_out', /./, () => call('GET /me', createSession({ clientId: 'x' })));
  });
});
