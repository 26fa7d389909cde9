import type { OperationName } from 'spixie/operations';

/** A value that a parameter must not have, and what Spotify says of it. */
export interface BadValue {
  /** `undefined`: the parameter is left out. */
  readonly value: unknown;
  readonly status: 400 | 403 | 404;
  readonly message: string;
}

/** A parameter of an operation, with the limits that the contract gives it. */
export interface Parameter {
  readonly operation: OperationName;
  /** Such as `query.limit`. */
  readonly place: string;
  readonly maximum: number | undefined;
  readonly maxItems: number;
}

/** What a parameter must not be; or, where nothing is refused, why not. */
type Rule = ((parameter: Parameter) => readonly BadValue[]) | string;

const refused = (status: BadValue['status'], message: string, ...values: readonly unknown[]): BadValue[] =>
  values.map((value) => ({ value, status, message }));
const bad = (message: string, ...values: readonly unknown[]) => refused(400, message, ...values);
const many = <Value>(count: number, value: Value): Value[] => new Array<Value>(count).fill(value);

const unknownId = '0'.repeat(22);
const trackUri = `spotify:track:${unknownId}`;
const specification = "JSON body doesn't conform to specification";
const noWholeNumbers = ['x', '-1', '1.5', '1e3', '0x10', ' ', '9'.repeat(20)];
const noTexts = [1, true, [], {}];

const limit: Rule = ({ operation, maximum = 50 }) => {
  // The contract has the limit of Development Mode: an extended app still has the other.
  const most = operation === 'GET /search' || operation === 'GET /artists/{id}/albums' ? 50 : maximum;
  return bad('Invalid limit', '0', String(most + 1), ...noWholeNumbers);
};
const offset: Rule = ({ maximum = 100_000 }) => bad('Invalid offset', String(maximum + 1), ...noWholeNumbers);
const market: Rule = () => bad('Invalid market code', 'x', 'XXX', 'S1', '12', 'from token');
const id: Rule = () =>
  bad('Invalid base62 id', 'x', `${unknownId}0`, '%20', `${unknownId.slice(1)}-`, `${unknownId.slice(1)}%C3%A9`);
const ids: Rule = ({ operation, maxItems }) => [
  ...bad('Missing required field: ids', undefined, ''),
  // Of several in the catalogue Spotify says it in other words.
  ...bad(
    /^GET \/(?!me)/u.test(operation) ? 'invalid id' : 'Invalid base62 id',
    'x',
    `${unknownId}0`,
    `${unknownId},x`,
    `${unknownId},`,
    trackUri,
  ),
  ...bad('too many ids requested', many(maxItems + 1, unknownId).join(',')),
];
const idsInBody: Rule = ({ operation }) => [
  ...bad('Missing required field: ids', undefined, null, []),
  ...bad('Malformed json', 'x', 1, {}, [1], [null], [{}]),
  ...bad('Invalid base62 id', ['x'], [unknownId, 'x'], [trackUri]),
  ...bad('too many ids requested', many(operation.endsWith('/albums') ? 21 : 51, unknownId)),
];
const uris: Rule = ({ maxItems }) => [
  ...bad('Missing required field: uris', undefined, ''),
  ...bad('Invalid uri: x', 'x', `${trackUri},x`),
  ...bad('Invalid uri: spotify:track:x', 'spotify:track:x'),
  ...bad('too many uris requested', many(maxItems + 1, trackUri).join(',')),
];
const itemUris =
  (deed: string, none: string): Rule =>
  ({ place, maxItems }) => {
    const tooMany = many(maxItems + 1, trackUri);
    const most = `You can ${deed} a maximum of 100 tracks per request.`;
    if (place.startsWith('query')) {
      return [...bad('Invalid track uri: x', 'x', `x,${trackUri}`), ...bad(most, tooMany.join(','))];
    }
    return [
      ...bad(none, undefined, null),
      ...bad(specification, 'x', 1, {}, [1], [null], [{}]),
      ...bad('Invalid track uri: x', ['x']),
      ...bad('Payload contains a non-existing ID', [trackUri]),
      ...bad(most, tooMany),
    ];
  };
const removed: Rule = ({ maxItems }) => [
  ...bad('No uris provided', undefined, null),
  ...bad(specification, 'x', [1], [null], ['x'], [{}], [{ uri: 1 }]),
  ...bad('You can remove a maximum of 100 tracks per request.', many(maxItems + 1, { uri: trackUri })),
];
const place: Rule = () => [...refused(403, 'Index out of bounds.', -1, 1e9), ...bad(specification, 'x', 1.5, [], {}, true)];
const neededPlace: Rule = (parameter) => [...(place as Exclude<Rule, string>)(parameter), ...bad(specification, undefined, null)];
const device: Rule = () => refused(404, 'Device not found', 'x', unknownId);
const truth: Rule = () => bad(specification, 'x', 'true', 1, 0, [], {});
const text: Rule = () => bad(specification, ...noTexts);
const name: Rule = () => [...bad('Missing required field: name', undefined, null, ''), ...bad(specification, ...noTexts)];
const seeds: Rule = ({ maxItems }) => bad('invalid request', 'x', many(maxItems + 1, unknownId).join(','));
const time: Rule = ({ place: where }) => bad(`Invalid ${where.slice('query.'.length)}`, ...noWholeNumbers);
const people: Rule = ({ maxItems }) => [
  ...bad('Missing required field: ids', undefined, ''),
  ...bad('Invalid base62 id', 'x', `${unknownId},x`),
  ...bad('too many ids requested', many(maxItems + 1, unknownId).join(',')),
];
const peopleType: Rule = () => [
  ...bad('Missing required field: type', undefined, ''),
  ...bad('Invalid type: x', 'x'),
  ...bad('Invalid type: ARTIST', 'ARTIST'),
];
const needed = (parameter: string, ...values: readonly string[]): BadValue[] => [
  ...bad(`Missing required field: ${parameter}`, undefined, ''),
  ...bad(`Invalid ${parameter}`, ...values),
];

/** By the parameter's place. What begins with an operation is for that one alone. */
export const rules: Readonly<Record<string, Rule>> = {
  'path.id': id,
  'path.playlist_id': id,
  'path.category_id': () => refused(404, "Specified id doesn't exist", 'x', unknownId),
  'path.user_id': () => refused(404, 'No such user', 'x', unknownId),
  'POST /users/{user_id}/playlists path.user_id': () => refused(403, 'You cannot create a playlist for another user', 'x', 'ben'),

  'query.limit': limit,
  'query.offset': offset,
  'query.market': market,
  'query.ids': ids,
  'body.ids': idsInBody,
  'PUT /me/following query.ids': people,
  'DELETE /me/following query.ids': people,
  'GET /me/following/contains query.ids': people,
  'GET /playlists/{playlist_id}/followers/contains query.ids': () => bad('too many ids requested', 'ada,ben'),
  'query.uris': uris,
  'POST /playlists/{playlist_id}/items query.uris': itemUris('add', ''),
  'POST /playlists/{playlist_id}/tracks query.uris': itemUris('add', ''),
  'PUT /playlists/{playlist_id}/items query.uris': itemUris('replace', ''),
  'PUT /playlists/{playlist_id}/tracks query.uris': itemUris('replace', ''),

  'query.type': peopleType,
  'GET /search query.type': () => [
    ...bad('Missing parameter type', undefined, '', ','),
    ...bad('Bad search type field x', 'x', 'x,track', 'track,x'),
    ...bad('Bad search type field tracks', 'tracks'),
  ],
  'GET /search query.offset': () => [...bad('Invalid offset', '1001', ...noWholeNumbers), ...bad('Bad request', '1000')],
  'query.q': () => bad('No search query', undefined, '', ' '),
  'query.include_external': 'It changes nothing: whether Spotify refuses another word than audio is not known.',
  'query.include_groups': () => bad('Invalid album type', 'x', 'album,x', 'Album'),
  'query.fields': () => bad('Invalid fields', 'items(', 'items)', 'a(b,c'),
  'query.additional_types': 'Types that are not known are passed over.',
  'query.locale': 'A language that is not there falls back to English, as any does here.',
  'query.time_range': () => bad('Invalid time range', 'x', 'SHORT_TERM', 'short_term,long_term'),
  'query.after': time,
  'query.before': time,
  'GET /me/following query.after': () => bad('Invalid base62 id', 'x', `${unknownId}0`),
  'query.seed_artists': seeds,
  'query.seed_tracks': seeds,
  'query.seed_genres': ({ maxItems }) => bad('invalid request', many(maxItems + 1, 'folk').join(',')),

  'query.device_id': device,
  'query.position_ms': () => needed('position_ms', ...noWholeNumbers),
  'query.volume_percent': () => needed('volume_percent', '101', ...noWholeNumbers),
  'query.state': () => needed('state', 'x', 'OFF ', '1'),
  'query.uri': () => [...bad('Missing required field: uri', undefined, ''), ...bad('Invalid track uri: x', 'x')],
  'query.position': () => [...refused(403, 'Index out of bounds.', '-1', '999999'), ...bad('Invalid position', 'x', '1.5', ' ')],
  'body.device_ids': () => [
    ...bad('Missing required field: device_ids', undefined, null, []),
    ...bad('Malformed json', [1], [null], [{}]),
    ...bad('Only one device_id is currently supported', ['x', 'y']),
    ...refused(404, 'Device not found', ['x']),
  ],
  'body.play': () => bad('Malformed json', 'x', 1, 'true', []),
  'body.context_uri': () => bad('Invalid context uri', 1, true, [], {}, 'x', 'spotify:track:x'),

  'PUT /me/player/play body.uris': () => [
    ...bad('Invalid uris', [], 'x', {}, 1),
    ...bad('Invalid track uri: x', ['x']),
    ...bad('Invalid track uri: number', [1]),
    ...bad('Invalid track uri: spotify:artist:x', ['spotify:artist:x']),
  ],
  'body.offset': () => bad('Invalid offset', 1, 'x', true, { position: -1 }, { position: 1.5 }, { position: 'x' }, { uri: 1 }),
  'body.position_ms': () => bad('Invalid position_ms', -1, 1.5, 'x', '1', true, [], {}),

  'body.name': name,
  'PUT /playlists/{playlist_id} body.name': () => [...bad('Attribute name is empty.', ''), ...bad(specification, ...noTexts)],
  'body.description': text,
  'PUT /playlists/{playlist_id} body.description': () => [
    ...bad('Attribute description is empty.', ''),
    ...bad(specification, ...noTexts),
  ],
  'body.public': truth,
  'PUT /playlists/{playlist_id}/followers body.public': () => bad('Malformed json', 'x', 'true', 1, [], {}),
  'body.collaborative': truth,
  'body.uris': itemUris('add', 'No uris provided'),
  'PUT /playlists/{playlist_id}/items body.uris': itemUris('replace', 'No uris provided'),
  'PUT /playlists/{playlist_id}/tracks body.uris': itemUris('replace', 'No uris provided'),
  'body.items': removed,
  'body.tracks': removed,
  'body.position': place,
  'body.range_start': neededPlace,
  'body.insert_before': neededPlace,
  'body.range_length': place,
  'body.snapshot_id': () => [...bad(specification, ...noTexts), ...bad('Missing or bad version tag', 'x')],
  'body.timestamped_ids': () => [
    ...bad('Missing required field: ids', []),
    ...bad('Malformed json', 'x', [1], ['x'], [{}], [{ id: unknownId }], [{ id: unknownId, added_at: 'x' }]),
    ...bad('too many ids requested', many(51, { id: unknownId, added_at: '2026-01-01T00:00:00Z' })),
  ],
};

const tuning: Rule = ({ place: where }) =>
  bad('invalid request', '', 'x', 'NaN', ...(where.includes('target') ? [] : ['-1e9', '1e9', '99999999']));

/** What a parameter must not be, if there is a rule for it. */
export function ruleOf({ operation, place: where }: Parameter): Rule | undefined {
  if (/^query\.(?:min|max|target)_/u.test(where)) return tuning;
  return rules[`${operation} ${where}`] ?? rules[where];
}
