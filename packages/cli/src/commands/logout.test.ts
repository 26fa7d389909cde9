import { expect } from 'vitest';
import { test } from '../../test-support/desk.js';
import { secret } from '../../test-support/run-spixie.js';

test('forgets the session here, and says where to end the access for good', async ({ desk }) => {
  await desk.login();
  const { exitCode, stdout } = await desk.run(['logout']);
  expect(stdout).toMatch(/^Signed out, on this machine only\. .* https:\/\/www\.spotify\.com\/account\/apps\n$/);
  expect(exitCode).toBe(0);
  expect(JSON.stringify(await desk.readSessions())).not.toMatch(secret);
  expect((await desk.run(['me'])).stderr).toBe('Nobody is signed in: run `spixie login`.\n');
  // The client id is no secret: the next login needs no options.
  expect((await desk.run(['login'], { SPOTIFY_CLIENT_ID: '' })).stdout).toContain('Signed in as Ada Lindqvist');
});

test('needs no Spotify', async ({ desk }) => {
  await desk.login();
  await desk.local.close();
  expect((await desk.run(['logout', '--json'])).stdout).toBe(
    '{"signedOut":true,"wasSignedIn":true,"revokeAt":"https://www.spotify.com/account/apps"}\n',
  );
});

test('is content when nobody was signed in', async ({ desk }) => {
  expect(await desk.run(['logout'])).toMatchObject({ exitCode: 0, stdout: expect.stringMatching(/^Nobody was signed in/) });
  expect((await desk.run(['logout', '--json'])).stdout).toContain('"wasSignedIn":false');
});
