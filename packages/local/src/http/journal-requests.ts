import { type Decision, decisions, type JournalQuery } from '../inspector/journal-entry.js';
import { ControlRequestError } from './control-requests.js';

/** What is asked of the journal. */
export interface JournalRequest {
  readonly query: JournalQuery;
  /** How long to wait, and for how many entries. */
  readonly waitMs?: number;
  readonly waitCount?: number;
  /** The most entries that are given. */
  readonly limit?: number;
}

const TEXTS = ['method', 'path', 'decision', 'deviations', 'grantType', 'clientId', 'userId', 'grantId', 'fault'];
const NUMBERS = ['status', 'after', 'waitMs', 'waitCount', 'limit'];
const LONGEST_PAGE = 1000;

/** Reads which entries of the journal are meant from the parameters of a URL. */
export function readJournalQuery(parameters: URLSearchParams): JournalRequest {
  const read: Record<string, string | number> = {};
  for (const [name, value] of parameters) {
    if (TEXTS.includes(name)) read[name] = value;
    else if (!NUMBERS.includes(name))
      throw new ControlRequestError(`There is no filter "${name}": use ${[...TEXTS, ...NUMBERS].join(', ')}.`);
    else if (/^\d{1,9}$/u.test(value)) read[name] = Number(value);
    else throw new ControlRequestError(`${name} has to be a whole number.`);
  }
  const { waitMs, waitCount, limit, decision, deviations, ...rest } = read;
  if (waitCount === 0 || Number(waitCount) > LONGEST_PAGE)
    throw new ControlRequestError(`waitCount has to be a whole number from 1 to ${LONGEST_PAGE}.`);
  if (limit !== undefined && Number(limit) > LONGEST_PAGE)
    throw new ControlRequestError(`limit has to be at most ${LONGEST_PAGE}: ask for the next page with after=NEXT.`);
  return {
    query: {
      ...rest,
      ...(decision !== undefined && { decision: String(decision).split(',').map(toDecision) }),
      ...(deviations !== undefined && { deviations: toDeviations(String(deviations)) }),
    },
    ...(waitMs !== undefined && { waitMs: Number(waitMs) }),
    ...(waitCount !== undefined && { waitCount: Number(waitCount) }),
    ...(limit !== undefined && { limit: Number(limit) }),
  };
}

function toDecision(name: string): Decision {
  const decision = decisions.find((known) => known === name);
  if (decision === undefined) throw new ControlRequestError(`There is no decision "${name}": use ${decisions.join(', ')}.`);
  return decision;
}

function toDeviations(value: string): boolean | string {
  return value === 'true' || value === 'false' ? value === 'true' : value;
}
