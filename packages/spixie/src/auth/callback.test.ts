import { describe, expect, it } from 'vitest';
import { failsWith } from '../../test-support/fails-with.js';
import { readCallback } from './callback.js';

const state = 'the-state-of-this-very-sign-in';
const callback = (query: string) => `http://127.0.0.1:5173/callback?${query}`;

describe('readCallback', () => {
  it.each<[string, string | URL | URLSearchParams]>([
    ['the whole URL', callback(`code=the-code&state=${state}`)],
    ['a URL object', new URL(callback(`code=the-code&state=${state}`))],
    ['a path', `/callback?code=the-code&state=${state}`],
    ['a query', `?code=the-code&state=${state}`],
    ['a bare query', `code=the-code&state=${state}`],
    ['parameters', new URLSearchParams({ code: 'the-code', state })],
    ['a scheme of the app', `myapp://callback?code=the-code&state=${state}`],
    ['a URL with a fragment', `${callback(`code=the-code&state=${state}`)}#_=_`],
  ])('gives the code of %s', (_, given) => {
    expect(readCallback(given, { state })).toBe('the-code');
  });

  it('passes over parameters that it does not know, even twice', () => {
    expect(readCallback(callback(`code=c&state=${state}&utm=1&utm=2`), { state })).toBe('c');
  });

  it.each([
    ['state_missing', 'code=c', /has no state\. Sign the user in again\.$/],
    ['state_missing', 'code=c&state=', /has no state/],
    ['state_mismatch', 'code=c&state=another', /is of another sign-in\. Sign the user in again\.$/],
    ['duplicate_parameter', `code=c&code=d&state=${state}`, /has code twice/],
    ['duplicate_parameter', `code=c&state=${state}&state=${state}`, /has state twice/],
    ['duplicate_parameter', `error=a&error=b&state=${state}`, /has error twice/],
    ['duplicate_parameter', `code=c&state=${state}&iss=a&iss=b`, /has iss twice/],
    ['code_missing', `state=${state}`, /has no code\. Sign the user in again\.$/],
    ['code_missing', `state=${state}&code=`, /has no code/],
    ['authorization_failed', `error=server_error&state=${state}`, /has an error/],
  ] as const)('fails with %s for %s', async (code, query, sentence) => {
    expect((await failsWith(code, sentence, () => readCallback(callback(query), { state }))).action).toBe('reauthorize');
  });

  it('says that the user declined, which is no mistake of anybody', async () => {
    const error = await failsWith('access_denied', /The user said no\. Offer to sign in again\.$/, () =>
      readCallback(callback(`error=access_denied&state=${state}`), { state }),
    );
    expect(error).toMatchObject({ action: 'user_declined', retryable: false });
  });

  it('does not believe a refusal that answers another sign-in', async () => {
    await failsWith('state_mismatch', /another sign-in/, () =>
      readCallback(callback('error=access_denied&state=forged'), { state }),
    );
  });

  it('tells another error by its name, and shows no text that could be markup of somebody else', async () => {
    const read = (error: string) => () => readCallback(callback(`${new URLSearchParams({ error, state })}`), { state });
    expect((await failsWith('authorization_failed', /has an error/, read('invalid_scope'))).reason).toBe('invalid_scope');
    const long = await failsWith('authorization_failed', /has an error/, read('<b>'.repeat(100)));
    expect(long.reason).toBeUndefined();
    expect(long.message).not.toContain('<b>');
  });

  // @see https://github.com/nextauthjs/next-auth/issues/13409: an issuer nobody configured must not be compared with
  it.each([
    ['none is configured and none comes', undefined, undefined],
    ['none is configured and one comes', undefined, 'https://any.example'],
    ['one is configured and none comes', 'https://accounts.example', undefined],
    ['both are the same', 'https://accounts.example', 'https://accounts.example'],
  ])('passes when %s', (_, issuer, iss) => {
    expect(readCallback(callback(`code=c&state=${state}${iss ? `&iss=${encodeURIComponent(iss)}` : ''}`), { state, issuer })).toBe(
      'c',
    );
  });

  it.each(['https://evil.example', 'https://accounts.example/'])(
    'fails when the issuer is %s and another one is configured',
    async (iss) => {
      await failsWith('issuer_mismatch', /is of another issuer/, () =>
        readCallback(callback(`code=c&state=${state}&iss=${encodeURIComponent(iss)}`), {
          state,
          issuer: 'https://accounts.example',
        }),
      );
    },
  );

  it('has neither code nor state in any error', async () => {
    const error = await failsWith('duplicate_parameter', /twice/, () =>
      readCallback(callback(`code=secret-1&code=secret-2&state=${state}`), { state }),
    );
    expect(JSON.stringify({ ...error, message: error.message })).not.toMatch(/secret|the-state/);
  });
});
