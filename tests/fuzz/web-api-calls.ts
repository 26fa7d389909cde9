import fc from 'fast-check';
import { calls } from '../contract/calls.js';
import { encode } from './bodies.js';
import type { FuzzRequest } from './requests.js';
import { placeholder, value } from './values.js';

type Fields = Record<string, unknown>;
type Part = 'path' | 'query' | 'body';

interface Call {
  readonly operation: string;
  readonly input: Partial<Record<Part, Fields | string>>;
}

/** Good calls of every operation: those whose answers are held against the contract. */
const good: readonly Call[] = Object.entries(calls).flatMap(([operation, inputs]) =>
  inputs.map((input) => ({ operation, input: input as Call['input'] })),
);

const odd: fc.Arbitrary<unknown> = fc.oneof(
  { weight: 3, arbitrary: value },
  { weight: 1, arbitrary: fc.constantFrom<unknown>(undefined, null, true, 0, -1, 1.5, 1e308, 2 ** 53, [], {}, [null], [[]], [{}]) },
  { weight: 1, arbitrary: fc.array(value, { maxLength: 3 }) },
  { weight: 1, arbitrary: fc.integer({ min: 1, max: 120 }).map((count) => new Array<string>(count).fill(placeholder('trackUri'))) },
);

/** Calls of the Web API that would be good but for a few of their parameters and fields. */
export const webApiCall: fc.Arbitrary<FuzzRequest> = fc
  .tuple(
    fc.constantFrom(...good),
    fc.array(fc.tuple(fc.nat({ max: 7 }), odd), { maxLength: 3 }),
    fc.constantFrom('accessToken' as const, 'accessToken' as const, 'accessToken' as const, 'appToken' as const),
  )
  .map(([{ operation, input }, changes, token]) => {
    const parts = structuredClone(input) as Partial<Record<Part, Fields | string>>;
    const places = (['path', 'query', 'body'] as const).flatMap((part) =>
      Object.keys(typeof parts[part] === 'object' ? parts[part] : {}).map((name) => [part, name] as const),
    );
    for (const [place, changed] of changes) {
      const [part, name] = places[place % Math.max(1, places.length)] ?? [];
      if (part !== undefined && name !== undefined) (parts[part] as Fields)[name] = changed;
    }
    return toRequest(operation, parts, token);
  });

function toRequest(operation: string, { path, query, body }: Call['input'], token: 'accessToken' | 'appToken'): FuzzRequest {
  const [method = '', pattern = ''] = operation.split(' ');
  const filled = pattern.replace(/\{(\w+)\}/gu, (_, name: string) => segment((path as Fields)[name]));
  const search = Object.entries((query ?? {}) as Fields)
    .filter(([, one]) => one !== undefined)
    .map(([name, one]) => `${name}=${(Array.isArray(one) ? one : [one]).map((each) => encode(String(each))).join(',')}`)
    .join('&');
  const content = body === undefined ? '' : typeof body === 'string' ? body : JSON.stringify(body);
  return {
    method,
    path: `/v1${filled}${search === '' ? '' : `?${search}`}`,
    headers: [['authorization', `Bearer ${placeholder(token)}`]],
    body: { type: content === '' ? undefined : 'application/json', content },
  };
}

function segment(one: unknown): string {
  return encode(typeof one === 'string' ? one : (JSON.stringify(one) ?? ''));
}
