import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'vitest';
import { test } from '../../test-support/desk.js';

const refreshes = { grantType: 'refresh_token' };

test('prints the profile, with nothing but the login before', async ({ desk }) => {
  await desk.login();
  const { exitCode, stdout, stderr } = await desk.run(['me'], {
    SPOTIFY_CLIENT_ID: '',
    SPIXIE_ACCOUNTS_URL: '',
    SPIXIE_API_URL: '',
  });
  expect(stdout).toBe(
    [
      'Name     Ada Lindqvist',
      'Id       ada',
      'Country  SE',
      'Product  premium',
      'Page     https://open.spotify.com/user/ada',
      '',
    ].join('\n'),
  );
  expect(stderr).toBe('');
  expect(exitCode).toBe(0);
  expect(desk.local.journal.count(refreshes)).toBe(0);
});

test('--json prints the profile as Spotify gives it, on one line', async ({ desk }) => {
  await desk.login();
  const { stdout, stderr } = await desk.run(['me', '--json']);
  expect(stdout).toMatch(/^[^\n]+\n$/);
  expect(JSON.parse(stdout)).toMatchObject({
    id: 'ada',
    display_name: 'Ada Lindqvist',
    country: 'SE',
    product: 'premium',
    type: 'user',
  });
  expect(stderr).toBe('');
});

test('refreshes once when the access token has expired', async ({ desk }) => {
  await desk.login();
  desk.local.clock.advance({ hours: 2 });
  expect((await desk.run(['me'])).stdout).toContain('Ada Lindqvist');
  expect(desk.local.journal.count(refreshes)).toBe(1);
  // What the refresh brought was stored.
  expect((await desk.run(['me'])).stdout).toContain('Ada Lindqvist');
  expect(desk.local.journal.count(refreshes)).toBe(1);
});

test('refreshes once when Spotify ended the access token early', async ({ desk }) => {
  await desk.login();
  expect(desk.local.tokens.expireAccessTokens()).toBe(1);
  expect((await desk.run(['me'])).stdout).toContain('Ada Lindqvist');
  expect(desk.local.journal.count(refreshes)).toBe(1);
});

test('two at once both print the profile, and the session stays', async ({ desk }) => {
  await desk.login();
  desk.local.tokens.expireAccessTokens();
  const both = await Promise.all([desk.run(['me']), desk.run(['me'])]);
  for (const { exitCode, stdout } of both) {
    expect(stdout).toContain('Ada Lindqvist');
    expect(exitCode).toBe(0);
  }
  expect(desk.local.journal.count(refreshes)).toBeLessThanOrEqual(2);
  expect((await desk.run(['me'])).exitCode).toBe(0);
  expect(await desk.readSessions()).toHaveLength(1);
});

test('without a login it says to run one', async ({ desk }) => {
  const { exitCode, stdout, stderr } = await desk.run(['me']);
  expect(stdout).toBe('');
  expect(stderr).toBe('Nobody is signed in: run `spixie login`.\n');
  expect(exitCode).toBe(1);
});

test('--json tells a program what is missing', async ({ desk }) => {
  const { exitCode, stdout } = await desk.run(['me', '--json']);
  const message = 'Nobody is signed in: run `spixie login`.';
  expect(stdout).toBe(`${JSON.stringify({ error: { code: 'signed_out', message, action: 'reauthorize' } })}\n`);
  expect(exitCode).toBe(1);
});

test('says that the access was revoked, and says it again', async ({ desk }) => {
  await desk.login();
  desk.local.tokens.revokeGrants();
  desk.local.tokens.expireAccessTokens();
  for (const _ of [1, 2]) {
    const { exitCode, stderr } = await desk.run(['me']);
    expect(stderr).toBe(
      'Spotify ended your sign-in, as it does when you remove the app from your account (revoked): run `spixie login` again.\n',
    );
    expect(exitCode).toBe(1);
  }
  expect(desk.local.journal.count(refreshes)).toBe(1);
});

test('says that the six months are over', async ({ desk }) => {
  await desk.login();
  desk.local.clock.advance({ months: 7 });
  const { exitCode, stdout, stderr } = await desk.run(['me', '--json']);
  expect(stderr).toBe('A sign-in lasts six months, and yours is over (expired): run `spixie login` again.\n');
  expect(JSON.parse(stdout).error).toMatchObject({ code: 'reauthorization_required', action: 'reauthorize' });
  expect(exitCode).toBe(1);
});

test('an outage gets a sentence and ends no session', async ({ desk }) => {
  await desk.login();
  desk.local.tokens.expireAccessTokens();
  const fault = desk.local.faults.add({ path: '/api/token', effect: { drop: 'before' } });
  const { exitCode, stderr } = await desk.run(['me']);
  expect(stderr).toMatch(/^Spotify did not answer\b[^\n]*\n$/);
  expect(exitCode).toBe(1);
  desk.local.faults.remove(fault);
  expect((await desk.run(['me'])).stdout).toContain('Ada Lindqvist');
});

test('a damaged session gets a sentence, and DEBUG=spixie shows where it was met without quoting it', async ({ desk }) => {
  await desk.login();
  const [session = ''] = (await readdir(desk.directory)).filter((file) => file.startsWith('session-'));
  await writeFile(join(desk.directory, session), 'not-json-but-precious');
  const quiet = await desk.run(['me']);
  expect(quiet.stderr).toMatch(/^The stored session is damaged \(unreadable\): run `spixie login` again\. [^\n]*\n$/);
  const { exitCode, stderr } = await desk.run(['me'], { DEBUG: 'other,spixie' });
  expect(stderr).toMatch(/^SpotifyError \(reauthorization_required\)$/m);
  expect(stderr).toMatch(/^ {4}at .*refresh-coordinator/m);
  expect(stderr).not.toContain('precious');
  expect(exitCode).toBe(1);
});
