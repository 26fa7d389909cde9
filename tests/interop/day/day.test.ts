import { createLocalSpotify, type LocalSpotify } from '@spixie/local';
import { createSpotify, type Spotify } from 'spixie';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import type { DayClient } from './day-client.js';
import { signInAda } from './sign-in-ada.js';
import { soundifyWebApi } from './soundify.js';
import { spotifyWebApiNode } from './spotify-web-api-node.js';
import { adasPlaylist, type Day, type StepName, stepNames, stepOf } from './steps.js';
import type { Trouble, Visitor } from './visitor.js';
import { webApiTsSdk } from './web-api-ts-sdk.js';

const visitors = [webApiTsSdk, spotifyWebApiNode, soundifyWebApi];

let local: LocalSpotify;
beforeAll(async () => {
  local = await createLocalSpotify();
  vi.stubEnv('SPIXIE_LOCAL_URL', local.accountsUrl);
});
afterAll(() => local.close());

/** Lets a client in as Ada on a morning on which nothing has happened. */
async function welcome(visitor: Visitor): Promise<{ client: DayClient; own: Spotify; day: Day }> {
  local.reset();
  local.clock.freeze();
  const accessToken = await signInAda(local);
  return {
    client: visitor.open(local, accessToken),
    own: createSpotify({ session: { getAccessToken: async () => accessToken }, apiUrl: local.apiUrl }),
    day: { found: { albums: [], artists: [], tracks: [], shows: [], episodes: [] }, playlist: adasPlaylist },
  };
}

describe.each(visitors)('$name does a day’s work', (visitor) => {
  describe.each(['random-text', '204'] as const)('where the player answers its commands with %s', (playerSuccessBody) => {
    let client: DayClient;
    let own: Spotify;
    let day: Day;
    beforeAll(async () => {
      ({ client, own, day } = await welcome(visitor));
      local.settings.update({ playerSuccessBody });
    });

    const troubleWith = (name: StepName): Trouble | undefined =>
      visitor.troubles[name] ??
      (stepOf(name).commands && playerSuccessBody === 'random-text' ? visitor.troubleWithText : undefined);

    test.each(stepNames)('%s', async (name) => {
      const { does, happened, instead } = stepOf(name);
      const trouble = troubleWith(name);
      if (trouble === undefined) await does(client, day);
      else await expect(does(client, day)).rejects.toThrow(trouble.says);
      if (trouble?.happens === false) {
        await expect(happened?.(own, day)).rejects.toThrow();
        await instead?.(own, day);
      } else await happened?.(own, day);
    });
  });

  // What the tier lost in February 2026 stands in the path or in the method that these clients know.
  const refused: readonly StepName[] = [
    'saves tracks',
    'asks what is saved',
    'unsaves a track',
    'saves an album',
    'saves a show',
    'unsaves a show',
    'follows an artist',
    'follows the artist no longer',
    'follows a playlist',
    'follows the playlist no longer',
    'makes a playlist',
    'adds to it',
    'reads what is in it',
    'moves its first item to the end',
    'removes an item',
  ];

  test('is refused half of it as an app of 2026, and does the rest', async () => {
    const { client, day } = await welcome(visitor);
    local.settings.update({ tier: 'development-2026', playerSuccessBody: '204' });
    const forbidden: string[] = [];
    for (const name of stepNames) {
      await stepOf(name)
        .does(client, day)
        .catch((error: unknown) => {
          if (visitor.isForbidden(error)) forbidden.push(name);
          else if (visitor.troubles[name] === undefined) throw error;
        });
    }
    expect(forbidden).toEqual(refused.filter((name) => !visitor.doesAsAppOf2026.includes(name)));
  });

  test('is told that it sent too many requests, and goes on later', async () => {
    const { client } = await welcome(visitor);
    local.settings.update({ rateLimit: { requests: 3, retryAfterSeconds: 7 } });
    for (const _ of [1, 2, 3]) await client.me();
    const error: unknown = await client.me().catch((reason: unknown) => reason);
    expect(error).toEqual(visitor.limited);
    local.clock.advance({ seconds: 30 });
    expect(await client.me()).toBe('ada');
  });
});
