import type { FoundSession, FoundSessions, SealedRecord, SessionQuery } from '../sessions/session-store.js';
import type { SendCommand } from './redis-client.js';

/** By what sessions are found: their user, and their age. It follows the records, and is repaired where it is read. */
export interface RedisIndex {
  add(key: string, record: SealedRecord): Promise<void>;
  remove(key: string, record: SealedRecord): Promise<void>;
  /** @param exists - whether there is a record: an entry without one is dropped */
  find(query: SessionQuery, exists: (key: string) => Promise<boolean>): Promise<FoundSessions>;
}

interface Entry {
  member: string;
  score: number;
}

/** Two sorted sets by the moment of the sign-in: one for each user, and one of all for the sweep. */
export function createRedisIndex(send: SendCommand, prefix: string): RedisIndex {
  const ofUser = (clientId: string, userId: string): string => `${prefix}user:${clientId}:${userId}`;
  const ofAll = (clientId: string): string => `${prefix}ages:${clientId}`;

  const read = async (name: string, from: number, before: number, offset: number, count: number): Promise<Entry[]> => {
    const range = [
      Number.isFinite(from) ? String(from) : '-inf',
      Number.isFinite(before) ? `(${before}` : '+inf',
      'BYSCORE',
      'LIMIT',
      String(offset),
      String(count),
    ];
    const answer = (await send(name, ['ZRANGE', name, ...range, 'WITHSCORES'])) as unknown[];
    return toEntries(answer);
  };

  return {
    async add(key, { clientId, userId, authorizedAt, endsAt }) {
      const name = ofUser(clientId, userId);
      const all = ofAll(clientId);
      const score = String(authorizedAt);
      const member = memberOf(key, userId);
      await Promise.all([send(name, ['ZADD', name, score, member]), send(all, ['ZADD', all, score, member])]);
      // With the user's last session the entry goes. GT would leave a set alone that has no expiry yet.
      await send(name, ['PEXPIREAT', name, String(Math.ceil(endsAt)), 'NX']);
      await send(name, ['PEXPIREAT', name, String(Math.ceil(endsAt)), 'GT']);
      // What was signed in a lifetime before this one has ended, whether or not somebody ever sweeps.
      await send(all, ['ZREMRANGEBYSCORE', all, '-inf', `(${2 * authorizedAt - endsAt}`]);
    },
    async remove(key, { clientId, userId }) {
      const member = memberOf(key, userId);
      await Promise.all([ofUser(clientId, userId), ofAll(clientId)].map((name) => send(name, ['ZREM', name, member])));
    },
    async find({ clientId, userId, authorizedBefore = Infinity, after, limit }, exists) {
      const name = userId === undefined ? ofAll(clientId) : ofUser(clientId, userId);
      const sessions: FoundSession[] = [];
      let [from, last] = readCursor(after);
      let offset = 0;
      for (;;) {
        const entries = await read(name, from, authorizedBefore, offset, limit);
        const before = last;
        for (const { member, score } of entries) {
          // Of one moment the members stand in their order.
          if (score === from && member <= last) continue;
          const at = member.indexOf(' ');
          const key = member.slice(at + 1);
          if (await exists(key)) sessions.push({ key, userId: decodeURIComponent(member.slice(0, at)), authorizedAt: score });
          else await send(name, ['ZREM', name, member]);
          [from, last] = [score, member];
          if (sessions.length === limit) return { sessions, after: `${from} ${last}` };
        }
        if (entries.length < limit) return { sessions };
        // None of them was new: so many share the moment at which the page before ended. Go past them.
        offset = last === before ? offset + entries.length : 0;
      }
    },
  };
}

/** An id of an account may be any text. */
function memberOf(key: string, userId: string): string {
  return `${encodeURIComponent(userId)} ${key}`;
}

function readCursor(after: string | undefined): [from: number, last: string] {
  if (after === undefined) return [-Infinity, ''];
  const at = after.indexOf(' ');
  return [Number(after.slice(0, at)), after.slice(at + 1)];
}

/** RESP2 answers with a flat list, RESP3 with pairs. */
function toEntries(answer: readonly unknown[]): Entry[] {
  const flat = answer.flat();
  return flat.flatMap((member, place) => (place % 2 === 0 ? [{ member: String(member), score: Number(flat[place + 1]) }] : []));
}
