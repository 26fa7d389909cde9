import assert from 'node:assert/strict';
import type { OperationName } from 'spixie/operations';
import { done, inSeconds, type ModelCall, refused, shows } from './model-call.js';
import { followable, type Kind, type Person, type Pool, people, UNKNOWN } from './pool.js';
import type { StepOf } from './steps.js';

type LibraryStep = StepOf<'save' | 'remove' | 'contains' | 'list' | 'saveAt' | 'follow' | 'following' | 'profile'>;

interface Saved {
  id: string;
  addedAt: number;
  /** Of two that were saved at the same time the later is listed first. */
  order: number;
}

/** What people have saved, and which artists and users they follow. */
export interface LibraryModel {
  call(step: LibraryStep, now: number): ModelCall;
  save(who: Person, kind: Kind, id: string, now: number): void;
  remove(who: Person, kind: Kind, id: string): void;
  contains(who: Person, kind: Kind, id: string): boolean;
  /** The latest first. */
  list(who: Person, kind: Kind): Saved[];
  follow(who: Person, type: 'artist' | 'user', id: string): void;
  unfollow(who: Person, type: 'artist' | 'user', id: string): void;
  follows(who: Person, type: 'artist' | 'user', id: string): boolean;
}

export function createLibraryModel(pool: Pool): LibraryModel {
  const saved = new Map<string, Saved[]>();
  const followed = new Set<string>();
  let count = 0;
  const of = (who: Person, kind: Kind): Saved[] => saved.get(`${who} ${kind}`) ?? [];
  const put = (who: Person, kind: Kind, one: Saved): void => {
    const others = of(who, kind).filter(({ id }) => id !== one.id);
    saved.set(`${who} ${kind}`, [...others, one]);
  };

  const model: LibraryModel = {
    save(who, kind, id, now) {
      if (id !== UNKNOWN && !model.contains(who, kind, id)) put(who, kind, { id, addedAt: now, order: count++ });
    },
    remove(who, kind, id) {
      saved.set(
        `${who} ${kind}`,
        of(who, kind).filter((one) => one.id !== id),
      );
    },
    contains: (who, kind, id) => of(who, kind).some((one) => one.id === id),
    list: (who, kind) => [...of(who, kind)].sort((one, other) => other.addedAt - one.addedAt || other.order - one.order),
    follow(who, type, id) {
      if (id !== UNKNOWN && id !== 'nobody') followed.add(`${who} ${type} ${id}`);
    },
    unfollow: (who, type, id) => void followed.delete(`${who} ${type} ${id}`),
    follows: (who, type, id) => followed.has(`${who} ${type} ${id}`),
    call: (step, now) => calls[step.does](step as never, now),
  };

  const calls: { [Does in LibraryStep['does']]: (step: StepOf<Does>, now: number) => ModelCall } = {
    save({ who, kind, picks, form, isBroken }, now) {
      const ids = picks.map((pick) => pool.ids[kind][pick % 6] ?? '');
      const given = isBroken ? [...ids, 'no id'] : ids;
      return {
        name: `PUT /me/${kind}s`,
        input: form === 'query' ? { query: { ids: given } } : { body: { ids: given } },
        expect(answer) {
          // All or nothing.
          if (isBroken) return refused(answer, 400, 'Invalid base62 id');
          for (const id of ids) model.save(who, kind, id, now);
          done(answer);
        },
      };
    },
    remove({ who, kind, picks, form }) {
      const ids = picks.map((pick) => pool.ids[kind][pick % 6] ?? '');
      return {
        name: `DELETE /me/${kind}s`,
        input: form === 'query' ? { query: { ids } } : { body: { ids } },
        expect(answer) {
          for (const id of ids) model.remove(who, kind, id);
          done(answer);
        },
      };
    },
    contains({ who, kind, picks }) {
      const ids = picks.map((pick) => pool.ids[kind][pick % 6] ?? '');
      return {
        name: `GET /me/${kind}s/contains`,
        input: { query: { ids } },
        expect: (answer) =>
          shows(
            answer,
            (body) => body,
            ids.map((id) => model.contains(who, kind, id)),
          ),
      };
    },
    list({ who, kind, limit, offset }) {
      return {
        name: `GET /me/${kind}s`,
        input: { query: { limit, offset } },
        expect(answer) {
          const all = model.list(who, kind);
          shows<{ total: number; next: unknown; previous: unknown; items: Record<string, { id: string }>[] }>(
            answer,
            ({ total, next, previous, items }) => ({
              total,
              more: [previous !== null, next !== null],
              items: items.map((one) => [one[kind]?.id, one['added_at']]),
            }),
            {
              total: all.length,
              more: [offset > 0, offset + limit < all.length],
              items: all.slice(offset, offset + limit).map(({ id, addedAt }) => [id, inSeconds(addedAt)]),
            },
          );
        },
      };
    },
    saveAt({ who, picks, daysAgo }, now) {
      const addedAt = Math.floor(now / 1000) * 1000 - daysAgo * 86_400_000;
      const ids = picks.map((pick) => pool.ids.track[pick % 6] ?? '');
      return {
        name: 'PUT /me/tracks',
        input: { body: { timestamped_ids: ids.map((id) => ({ id, added_at: inSeconds(addedAt) })) } },
        expect(answer) {
          for (const id of ids.filter((one) => one !== UNKNOWN)) {
            const before = of(who, 'track').find((one) => one.id === id);
            put(who, 'track', { id, addedAt, order: before?.order ?? count++ });
          }
          done(answer);
        },
      };
    },
    follow({ who, act, type, picks, form }) {
      const ids = picks.map((pick) => (type === 'artist' ? pool.ids.artist[pick % 6] : followable[pick % 5]) ?? '');
      if (act === 'GET') {
        return {
          name: 'GET /me/following/contains',
          input: { query: { type, ids } },
          expect: (answer) =>
            shows(
              answer,
              (body) => body,
              ids.map((id) => model.follows(who, type, id)),
            ),
        };
      }
      return {
        name: `${act} /me/following` as OperationName,
        input: form === 'query' ? { query: { type, ids } } : { query: { type }, body: { ids } },
        expect(answer) {
          for (const id of ids) model[act === 'PUT' ? 'follow' : 'unfollow'](who, type, id);
          done(answer);
        },
      };
    },
    following({ who, limit, after }) {
      const cursor = after === undefined ? undefined : pool.ids.artist[after % 6];
      return {
        name: 'GET /me/following',
        input: { query: { type: 'artist', limit, ...(cursor !== undefined && { after: cursor }) } },
        expect(answer) {
          const all = pool.ids.artist.filter((id) => model.follows(who, 'artist', id)).sort();
          const left = all.filter((id) => cursor === undefined || id > cursor);
          const items = left.slice(0, limit);
          shows<{ artists: { total: number; cursors: { after?: string | null }; items: { id: string }[] } }>(
            answer,
            ({ artists }) => [artists.total, artists.items.map(({ id }) => id), artists.cursors.after],
            [all.length, items, left.length > limit ? items.at(-1) : null],
          );
        },
      };
    },
    profile({ whom }) {
      const user_id = followable[whom % 5] ?? '';
      return {
        name: 'GET /users/{user_id}',
        input: { path: { user_id } },
        expect(answer) {
          if (user_id === 'nobody') return refused(answer, 404);
          const here = people.filter((person) => model.follows(person, 'user', user_id)).length;
          const before = pool.followers[user_id];
          assert.ok(before !== undefined);
          shows<{ followers: { total: number } }>(answer, ({ followers }) => followers.total, before + here);
        },
      };
    },
  };
  return model;
}
