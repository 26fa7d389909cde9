import { expect, test } from 'vitest';
import { askForTokens } from '../accounts/browser.fixture.js';
import { deviations } from '../accounts/deviations.js';
import { createLocalSpotify } from '../http/local-spotify.js';

test.each([
  ['no token', undefined, 401, 'Bearer realm="spotify"', 401, 'missing-token-error'],
  ['another scheme', 'Basic eDp5', 401, 'Bearer realm="spotify"', 400, 'authorization-scheme'],
  ['too little scope', 'app', 403, expect.stringContaining('error="insufficient_scope"') as string, 403, 'scope-challenge'],
] as const)('%s is challenged as RFC 6750 says in strict mode, and named in the journal by default', async (...given) => {
  const [, header, strictStatus, challenge, status, id] = given;
  await using local = await createLocalSpotify({ strict: true });
  const { body } = await askForTokens(local, { grant_type: 'client_credentials' }, { secret: true });
  const authorization = header === 'app' ? `Bearer ${body['access_token']}` : header;
  const ask = (): Promise<Response> =>
    fetch(`${local.apiUrl}/me`, { headers: authorization === undefined ? {} : { authorization } });
  const strict = await ask();
  expect([strict.status, strict.headers.get('www-authenticate')]).toEqual([strictStatus, challenge]);
  local.settings.update({ strict: false });
  expect((await ask()).status).toBe(status);
  expect(local.journal.entries().at(-1)?.deviations).toEqual([`${deviations[id].sentence} (${deviations[id].reference})`]);
});
