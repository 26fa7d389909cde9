import fc from 'fast-check';

/** What is planted in requests and must never come out as markup or as a header. */
export const marks = { tag: '<xfuzz', attribute: 'onxfuzz=', header: 'x-fuzz-injected', host: 'evil.fuzz.example' } as const;

/** What stands for something that only the running server knows. It is put in when the request is sent, so that runs repeat. */
export const placeholders = [
  'accessToken',
  'appToken',
  'refreshToken',
  'code',
  'csrf',
  'cookies',
  'clientId',
  'clientSecret',
  'password',
  'userId',
  'playlistId',
  'trackId',
  'trackUri',
  'deviceId',
] as const;

// They belong into a header or a field of their own: anywhere else nothing tells them from other text.
const keptApart: ReadonlySet<string> = new Set(['cookies', 'clientSecret', 'password', 'csrf']);

export type Placeholder = (typeof placeholders)[number];

export const placeholder = (name: Placeholder): string => `{{${name}}}`;

const nasty: readonly string[] = [
  '',
  ' ',
  '0',
  '-1',
  '1e309',
  'NaN',
  '9007199254740993',
  'true',
  'null',
  '[]',
  '{"a":1}',
  '\0',
  'a\0b',
  '\ud800',
  '\udfff\ud800',
  '\ufeff',
  '\u202e',
  '\u{10ffff}',
  '__proto__',
  'constructor',
  'toString',
  '../../etc/passwd',
  '%',
  '%00',
  '%ED%A0%80',
  '%zz',
  '+',
  `"><svg ${marks.attribute}1>${marks.tag}>`,
  `' ${marks.attribute}'1`,
  `</script></title></textarea>${marks.tag} `,
  `javascript:${marks.tag}>`,
  `a\r\n${marks.header}: yes\r\n\r\n${marks.tag}>`,
  `\n${marks.header}: yes`,
  `https://${marks.host}/`,
  `//${marks.host}`,
  `/\\${marks.host}/authorize`,
  `http://127.0.0.1:5173@${marks.host}/callback`,
  "' OR 1=1 --",
  '"; DROP TABLE apps; --',
  'x'.repeat(5000),
  '\u{1f3b5}'.repeat(300),
  'AND OR NOT NEAR(',
  'a* "b',
];

const valid: readonly string[] = [
  ...placeholders.filter((known) => !keptApart.has(known)).map(placeholder),
  'http://127.0.0.1:5173/callback',
  'code',
  'token',
  'S256',
  'plain',
  'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM',
  'dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk',
  'user-read-private playlist-read-private',
  'authorization_code',
  'refresh_token',
  'client_credentials',
  'agree',
  'ada',
  'ben',
  'SE',
  'track,artist',
  'context',
  'artist',
  '{{trackId}},{{trackId}}',
  'spotify:playlist:{{playlistId}}',
  'items(item(name)),next',
  'night',
  '20',
  '2026-11-20T10:00:00Z',
  'rotate',
  'keep',
  'extended',
  'development-2026',
  '?client_id={{clientId}}&response_type=code&redirect_uri=http%3A%2F%2F127.0.0.1%3A5173%2Fcallback',
];

/** A value for anything: valid, nasty, or drawn. */
export const value: fc.Arbitrary<string> = fc.oneof(
  { weight: 5, arbitrary: fc.constantFrom(...valid) },
  { weight: 4, arbitrary: fc.constantFrom(...nasty) },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 40 }) },
  { weight: 1, arbitrary: fc.tuple(fc.constantFrom(...valid), fc.constantFrom(...nasty)).map(([one, other]) => one + other) },
);

const names: readonly string[] = [
  ...'client_id client_secret grant_type code redirect_uri code_verifier code_challenge code_challenge_method'.split(' '),
  ...'refresh_token scope state response_type show_dialog csrf request decision user username password continue'.split(' '),
  ...'limit offset market q type fields additional_types include_external ids uris position range_start before locale'.split(' '),
  ...'ids uri device_id device_ids position_ms volume_percent state time_range after play context_uri tracks items'.split(' '),
  ...'range_length insert_before snapshot_id timestamped_ids include_groups seed_tracks seed_genres min_energy'.split(' '),
  ...'method path status after fault userId clientId grantId grantType deviations waitCount set advance frozen'.split(' '),
  ...'refreshMode autoApprove unauthorizedBody strict graceSeconds rateLimit quota name description public'.split(' '),
  ...'redirectUris redirectUri allowedUsers tier ownerPremium id email product country displayName to action app'.split(' '),
];

/** A name of a parameter or field, mostly one that means something. No fault, and no wait: those have generators of their own. */
export const name: fc.Arbitrary<string> = fc.oneof(
  { weight: 12, arbitrary: fc.constantFrom(...names) },
  { weight: 1, arbitrary: fc.constantFrom(...nasty.filter((text) => text.length < 300), placeholder('accessToken')) },
);

/** Names and values, some of them doubled. */
export const pairs: fc.Arbitrary<[string, string][]> = fc
  .array(fc.tuple(name, value), { maxLength: 9 })
  .chain((list) => fc.boolean().map((doubled) => (doubled ? [...list, ...list.slice(0, 2)] : list)));

/** A secret in the field that is for it, whose name may be written in another way. */
export const secretPair: fc.Arbitrary<[string, string]> = fc.constantFrom<[string, string]>(
  ['client_secret', placeholder('clientSecret')],
  ['Client_Secret', placeholder('clientSecret')],
  ['clientSecret', placeholder('clientSecret')],
  ['password', placeholder('password')],
  ['PASSWORD', placeholder('password')],
  ['csrf', placeholder('csrf')],
);
