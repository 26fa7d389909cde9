import fc from 'fast-check';
import { type Body, body, encode, encodeForm, faultRule } from './bodies.js';
import { marks, pairs, placeholder, secretPair, value } from './values.js';
import { webApiCall } from './web-api-calls.js';

/** A request before the placeholders are filled in. */
export interface FuzzRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: readonly (readonly [string, string])[];
  readonly body: Body;
}

/** A route of the server. */
export interface Route {
  readonly method: string;
  readonly path: string;
}

const methods = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'TRACE', 'PROPFIND'];

const header: fc.Arbitrary<[string, string]> = fc.oneof(
  fc
    .constantFrom('cookie', 'origin', 'host', 'accept', 'accept-language', 'x-forwarded-host', 'x-http-method-override')
    .chain((name) => value.map((text): [string, string] => [name, text])),
  fc.constantFrom<[string, string]>(
    ['authorization', `Bearer ${placeholder('accessToken')}`],
    ['authorization', `Bearer ${placeholder('appToken')}`],
    ['authorization', 'Basic {{basic}}'],
    ['authorization', 'Basic !!!'],
    ['authorization', 'bearer'],
    ['authorization', `Bearer ${'x'.repeat(3000)}`],
    ['cookie', placeholder('cookies')],
    ['origin', `https://${marks.host}`],
    ['origin', 'null'],
    ['sec-fetch-site', 'cross-site'],
    ['access-control-request-method', 'POST'],
    ['access-control-request-headers', 'authorization'],
    ['if-none-match', '*'],
    ['range', 'bytes=0-1'],
    ['expect', '100-continue'],
    ['content-type', 'application/json'],
    ['host', `${marks.host}`],
  ),
);

const segment: fc.Arbitrary<string> = fc.oneof(
  fc.constantFrom(
    placeholder('playlistId'),
    placeholder('trackId'),
    placeholder('clientId'),
    placeholder('userId'),
    'fault-1',
    '300.svg',
    'album',
  ),
  value.map(encode),
);

function pathOf(pattern: string): fc.Arbitrary<string> {
  const parts = pattern.split('/').map((part) => (part.startsWith(':') ? segment : fc.constant(part)));
  return fc.tuple(...parts).map((filled) => filled.join('/') || '/');
}

/** A URL's path for a route, or a path that leads nowhere. */
function target(route: Route): fc.Arbitrary<{ method: string; path: string }> {
  return fc.oneof(
    { weight: 8, arbitrary: pathOf(route.path).map((path) => ({ method: route.method, path })) },
    { weight: 2, arbitrary: fc.tuple(fc.constantFrom(...methods), pathOf(route.path)).map(([method, path]) => ({ method, path })) },
    {
      weight: 1,
      arbitrary: fc
        .tuple(fc.constantFrom(...methods), fc.constantFrom('/', '//', '/v1/', '/_local/', '/account/', '/.well-known/'), segment)
        .map(([method, start, rest]) => ({ method, path: start + rest })),
    },
  );
}

/** Requests to all of these routes, those of the accounts service and of the control plane as often as the many of the Web API. */
export function requestsTo(routes: readonly Route[]): fc.Arbitrary<FuzzRequest> {
  const inWebApi = (route: Route): boolean => route.path.startsWith('/v1/');
  const inControlPlane = (route: Route): boolean => route.path.startsWith('/_local');
  const groups = [
    routes.filter(inWebApi),
    routes.filter(inControlPlane),
    routes.filter((one) => !inWebApi(one) && !inControlPlane(one)),
  ];
  const route = fc.oneof(...groups.filter((group) => group.length > 0).map((group) => fc.constantFrom(...group)));
  const anything = route.chain((chosen) =>
    fc
      .record({
        to: target(chosen),
        query: fc.oneof(
          { weight: 5, arbitrary: pairs },
          { weight: 5, arbitrary: fc.constant([]) },
          { weight: 1, arbitrary: secretPair.map((secret) => [secret]) },
        ),
        headers: fc.array(header, { maxLength: 4 }),
        sent: body,
        rule: faultRule,
        waits: fc.nat({ max: 20 }),
        signedIn: fc.boolean(),
        asJson: fc.boolean(),
      })
      .map(({ to, query, headers, sent, rule, waits, signedIn, asJson }) => {
        const isRule = to.path === '/_local/faults';
        const waiting: [string, string][] = to.path === '/_local/journal' && waits > 10 ? [['waitMs', String(waits)]] : [];
        const search = encodeForm([...query, ...waiting]);
        const content = isRule ? rule : sent;
        return {
          method: to.method,
          path: search === '' ? to.path : `${to.path}?${search}`,
          headers: [...headersOf(to.path, signedIn, asJson && !isRule, content), ...headers],
          body: content,
        };
      }),
  );
  return fc.oneof({ weight: 2, arbitrary: anything }, { weight: 1, arbitrary: webApiCall });
}

// Without these most requests would be turned away at the door.
function headersOf(path: string, signedIn: boolean, asJson: boolean, { type }: Body): [string, string][] {
  const headers: [string, string][] = [];
  if (signedIn && path.startsWith('/v1/')) headers.push(['authorization', `Bearer ${placeholder('accessToken')}`]);
  if (signedIn && !path.startsWith('/v1/')) headers.push(['cookie', placeholder('cookies')]);
  if (asJson && path.startsWith('/_local')) headers.push(['content-type', 'application/json']);
  else if (type !== undefined) headers.push(['content-type', type]);
  return headers;
}
