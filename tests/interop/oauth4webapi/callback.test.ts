import fc from 'fast-check';
import * as oauth from 'oauth4webapi';
import { type CallbackOptions, isSpotifyError, readCallback } from 'spixie';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { deliberateDifferences, type Judgement } from './deliberate-differences.js';
import { type RecordingServer, startRecordingServer } from './recording-server.js';
import { overLoopback, referenceServer } from './reference-client.js';

const issuer = 'https://accounts.example';
const state = 'the-state-that-this-sign-in-began-with';
const redirectUri = 'http://127.0.0.1:5173/callback';

let server: RecordingServer;
beforeAll(async () => {
  server = await startRecordingServer();
});
afterAll(() => server.close());

/** What becomes of a callback: its code is exchanged, an error of the server's is told, or it is refused. */
type Outcome = { exchanged: unknown } | 'error' | 'refused';

async function theirOutcome(callback: URLSearchParams, { issuerPromised }: Partial<Judgement> = {}): Promise<Outcome> {
  const as = {
    ...referenceServer(server.accountsUrl),
    issuer,
    authorization_response_iss_parameter_supported: issuerPromised === true,
  };
  const client = { client_id: 'client' };
  try {
    const parameters = oauth.validateAuthResponse(as, client, callback, state);
    // The code is looked at when it is exchanged, and what is wrong with it is refused before anything is sent.
    const exchange = () =>
      oauth.authorizationCodeGrantRequest(as, client, oauth.None(), parameters, redirectUri, 'verifier'.repeat(6), overLoopback);
    return { exchanged: (await server.record(exchange)).form['code'] };
  } catch (error) {
    if (error instanceof oauth.AuthorizationResponseError) return 'error';
    if (error instanceof oauth.OperationProcessingError || error instanceof oauth.UnsupportedOperationError) return 'refused';
    throw error;
  }
}

function ourOutcome(callback: string | URL | URLSearchParams, options: Partial<CallbackOptions> = { issuer }): Outcome {
  try {
    return { exchanged: readCallback(callback, { state, ...options }) };
  } catch (error) {
    if (!isSpotifyError(error)) throw error;
    return error.code === 'access_denied' || error.code === 'authorization_failed' ? 'error' : 'refused';
  }
}

/** Every combination of one choice for each parameter. */
function combine(choices: Record<string, string[][]>): URLSearchParams[] {
  let combinations: string[][][] = [[]];
  for (const [name, ofName] of Object.entries(choices)) {
    combinations = combinations.flatMap((pairs) => ofName.map((values) => [...pairs, ...values.map((value) => [name, value])]));
  }
  return combinations.map((pairs) => new URLSearchParams(pairs));
}

test('takes and refuses what oauth4webapi does: state, code, error and issuer missing, right, wrong, empty and doubled', async () => {
  const corpus = combine({
    state: [[], [state], ['the-state-of-another-sign-in'], [''], [state, state], ['other', state], [state, '']],
    code: [[], ['code-1'], [''], ['code-1', 'code-1'], ['code-1', 'code-2'], ['', 'code-1']],
    error: [[], ['access_denied'], ['server_error'], [''], ['access_denied', 'access_denied'], ['', 'access_denied']],
    iss: [[], [issuer], ['https://evil.example'], [`${issuer}/`], [''], [issuer, issuer], [issuer, 'https://evil.example']],
  });
  const taken = new Set<unknown>();
  for (const callback of corpus) {
    const [ours, theirs] = [ourOutcome(callback), await theirOutcome(callback)];
    // A doubled code beside an error is refused by both, and they say different things of it first.
    const alike = callback.getAll('code').length > 1 && theirs === 'error' ? 'refused' : theirs;
    expect([String(callback), ours]).toEqual([String(callback), alike]);
    if (typeof ours === 'object') taken.add(ours.exchanged);
  }
  expect([...taken]).toEqual(['code-1']);
});

const text = fc.string({ unit: 'binary', maxLength: 12 });
const parameter = fc.oneof(
  fc.tuple(fc.constant('state'), fc.oneof({ weight: 4, arbitrary: fc.constant(state) }, { weight: 1, arbitrary: text })),
  fc.tuple(fc.constantFrom('code', 'error', 'error_description', 'error_uri', 'scope'), text),
  fc.tuple(fc.constant('iss'), fc.oneof(fc.constant(issuer), fc.constant(''), fc.webUrl())),
  fc.tuple(fc.constantFrom('response', 'id_token', 'token'), text),
  fc.tuple(text, text),
);
// Many of them are near to a good one, so that each single flaw is seen.
const parameters = fc
  .tuple(
    fc.subarray([['state', state] as [string, string], ['code', 'code-1'], ['iss', issuer]]),
    fc.array(parameter, { maxLength: 3 }),
  )
  .chain(([good, others]) => fc.shuffledSubarray([...good, ...others], { minLength: good.length + others.length }));

test('takes and refuses what oauth4webapi does, whatever stands in the callback, but for the deliberate differences', async () => {
  const judgements = fc.record({ issuerConfigured: fc.boolean(), issuerPromised: fc.boolean() });
  await fc.assert(
    fc.asyncProperty(parameters, judgements, async (pairs, judgement) => {
      const callback = new URLSearchParams(pairs);
      const ours = ourOutcome(callback, judgement.issuerConfigured ? { issuer } : {});
      const theirs = await theirOutcome(callback, judgement);
      const isTaken = (outcome: Outcome) => typeof outcome === 'object';
      if (deliberateDifferences.some(({ applies }) => applies(callback, judgement)))
        expect(isTaken(ours) || !isTaken(theirs)).toBe(true);
      else expect(isTaken(ours) ? ours : 'not taken').toEqual(isTaken(theirs) ? theirs : 'not taken');
    }),
    { numRuns: 1000 },
  );
});

const named = deliberateDifferences.map(({ callback, why, example }) => [callback, why, example] as const);
test.each(named)('takes a callback %s, which oauth4webapi refuses: %s', async (_, _why, example) => {
  const callback = new URLSearchParams({ state, code: 'code-1', ...example.parameters });
  expect(ourOutcome(callback, example.issuerConfigured ? { issuer } : {})).toEqual({ exchanged: 'code-1' });
  expect(await theirOutcome(callback, example)).toBe('refused');
});

test('reads a callback URL as oauth4webapi does, however its query is written', async () => {
  const raw = fc.string({
    unit: fc.constantFrom(...'%+&=?#;:/@[]|^ é😀\0state%3D%26code=', '%zz', '%C3', '&code=code-2', '&state='),
  });
  await fc.assert(
    fc.asyncProperty(raw, raw, raw, async (first, second, third) => {
      const url = new URL(`${redirectUri}?a=${first}&code=code-1${second}&state=${state}&b=${third}`);
      const [ours, theirs] = [ourOutcome(url.href), await theirOutcome(url.searchParams)];
      expect([url.href, ours]).toEqual([url.href, theirs]);
    }),
    { numRuns: 1000 },
  );
});

test('reads the same code from a URL, its path and query and its query alone as oauth4webapi does from the URL', async () => {
  const bases = fc.constantFrom(redirectUri, `${redirectUri}?from=spotify`, 'myapp://callback', 'https://app.test/?q=%3Fcode%3D1');
  const fragments = fc.constantFrom('', '#', '#_=_', '#code=another&state=another');
  await fc.assert(
    fc.asyncProperty(bases, fragments, fc.string({ unit: 'binary', minLength: 1 }), async (base, fragment, code) => {
      const query = new URLSearchParams({ code, state, iss: issuer });
      const url = new URL(`${base}${base.includes('?') ? '&' : '?'}${query}${fragment}`);
      const theirs = await theirOutcome(url.searchParams);
      expect(theirs).toEqual({ exchanged: code });
      const forms = [url, url.href, `${url.pathname}${url.search}${url.hash}`, url.search, String(query), query];
      expect(forms.map((form) => ourOutcome(form))).toEqual(forms.map(() => theirs));
    }),
  );
});
