import { WebApiError } from './web-api-error.js';

/** Which fields of an object are wanted, and which of theirs. */
interface Selection {
  /** What stays, and what of it; `undefined` where everything stays that is not left out. */
  readonly kept: ReadonlyMap<string, Selection | undefined> | undefined;
  readonly leftOut: ReadonlySet<string>;
}

// Spotify's objects are not as deep.
const DEEPEST = 16;

/**
 * What `fields` leaves of an answer: `total,items(added_by.id,item(name,href))`, and `items(item.album(!images,href))` for all but
 * those. What an object does not have is not missed.
 *
 * @throws WebApiError 400 where it cannot be read
 */
export function selectFields(answer: object, fields: string): object {
  return select(answer, parse(fields)) as object;
}

function select(value: unknown, selection: Selection): unknown {
  if (Array.isArray(value)) return value.map((item: unknown) => select(item, selection));
  if (typeof value !== 'object' || value === null) return value;
  const { kept, leftOut } = selection;
  const result: Record<string, unknown> = {};
  for (const [name, field] of Object.entries(value)) {
    if (leftOut.has(name) || (kept !== undefined && !kept.has(name))) continue;
    const inner = kept?.get(name);
    result[name] = inner === undefined ? field : select(field, inner);
  }
  return result;
}

function parse(fields: string): Selection {
  const tokens = fields.match(/[(),.!]|[^(),.!\s]+/gu) ?? [];
  let at = 0;
  const takes = (token: string): boolean => tokens[at] === token && ++at > 0;
  const list = (depth: number): Selection => {
    if (depth > DEEPEST) throw unreadable();
    const kept = new Map<string, Selection | undefined>();
    const leftOut = new Set<string>();
    // As in Spotify's example, `!name,href` leaves out both.
    let leavesOut = false;
    do {
      leavesOut = takes('!') || leavesOut;
      const [name, inner] = field(depth);
      if (leavesOut) leftOut.add(name);
      else kept.set(name, kept.has(name) ? joined(kept.get(name), inner) : inner);
    } while (takes(','));
    return { kept: kept.size === 0 ? undefined : kept, leftOut };
  };
  const field = (depth: number): [string, Selection | undefined] => {
    const name = tokens[at];
    if (name === undefined || /^[(),.!]$/u.test(name)) throw unreadable();
    at += 1;
    if (takes('.')) {
      if (depth >= DEEPEST) throw unreadable();
      const [inner, further] = field(depth + 1);
      return [name, { kept: new Map([[inner, further]]), leftOut: new Set() }];
    }
    if (!takes('(')) return [name, undefined];
    const inner = list(depth + 1);
    if (!takes(')')) throw unreadable();
    return [name, inner];
  };
  const selection = list(0);
  if (at < tokens.length) throw unreadable();
  return selection;
}

// `added_by.id,added_by.uri` asks for both.
function joined(one: Selection | undefined, other: Selection | undefined): Selection | undefined {
  if (one?.kept === undefined || other?.kept === undefined) return undefined;
  const kept = new Map(one.kept);
  for (const [name, inner] of other.kept) kept.set(name, kept.has(name) ? joined(kept.get(name), inner) : inner);
  return { kept, leftOut: new Set([...one.leftOut, ...other.leftOut]) };
}

// Spotify's words are not known.
function unreadable(): WebApiError {
  return new WebApiError(400, 'Invalid fields');
}
