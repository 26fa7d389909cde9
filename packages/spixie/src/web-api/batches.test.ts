import { createLocalSpotify, type LocalSpotify } from '@spixie/local';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { signIn } from '../../test-support/sign-in.js';
import { isSpotifyError } from '../errors/spotify-error.js';
import { createSession } from '../session/session.js';
import { createSpotify, type Spotify } from './spotify.js';

let local: LocalSpotify;
let spotify: Spotify;

/** Answers for ids so short that the local Spotify refuses them, with what was asked for: its journal cuts what is long. */
const objects: typeof fetch = async (input, init) => {
  const answer = await fetch(input, init);
  const { pathname, searchParams } = new URL(String(input));
  if (answer.status !== 400) return answer;
  const shown = (id: string) => (id.startsWith('none') ? null : { id });
  const ids = (searchParams.get('ids') ?? searchParams.get('uris') ?? '').split(',');
  if (pathname.endsWith('/contains')) return Response.json(ids.map((id) => id.endsWith('1')));
  if (pathname.endsWith('/albums') || pathname.endsWith('/tracks')) {
    return Response.json({ [pathname.split('/').at(-1) ?? '']: ids.map(shown) });
  }
  const one = shown(pathname.split('/').at(-1) ?? '');
  return one ? Response.json(one) : Response.json({ error: { status: 404, message: 'non existing id' } }, { status: 404 });
};

beforeAll(async () => {
  local = await createLocalSpotify({ autoApprove: 'ada' });
});
beforeEach(async () => {
  local.reset();
  const { clientId, accountsUrl, apiUrl } = local;
  const session = createSession({ clientId, accountsUrl, tokenSet: await signIn(local) });
  spotify = createSpotify({ session, apiUrl, fetch: objects });
  local.journal.clear();
});
afterAll(() => local.close());

const many = (count: number, prefix = 'a') => Array.from({ length: count }, (_, index) => `${prefix}${index}`);
const sizes = (name = 'ids') => local.journal.entries({}).map(({ query }) => String(query[name]).split(',').length);

describe('many ids', () => {
  it('are asked for in parts of what the operation takes, and come back in their order', async () => {
    const ids = many(45);
    expect((await spotify.albums.many(ids)).map((album) => album?.id)).toEqual(ids);
    expect(sizes().sort()).toEqual([20, 20, 5].sort());
    local.journal.clear();
    await spotify.tracks.many(ids);
    expect(sizes()).toEqual([45]);
  });

  it('are asked for once where they are named twice, and null is what is not there', async () => {
    const found = await spotify.albums.many(['a', 'none', 'a', 'b']);
    expect(found.map((album) => album?.id)).toEqual(['a', undefined, 'a', 'b']);
    expect(found[1]).toBeNull();
    expect(sizes()).toEqual([3]);
  });

  it('cost nothing where there are none', async () => {
    expect(await spotify.albums.many([])).toEqual([]);
    expect(await spotify.library.contains([])).toEqual([]);
    await spotify.library.save([]);
    expect(local.journal.entries({})).toEqual([]);
  });

  it('are asked for one by one where the tier of the app takes only one', async () => {
    local.apps.update(local.clientId, { tier: 'development-2026', allowedUsers: ['ada'] });
    const ids = ['a', 'none', 'b', 'a'];
    expect((await spotify.albums.many(ids)).map((album) => album?.id)).toEqual(['a', undefined, 'b', 'a']);
    await spotify.albums.many(['c']);
    const paths = local.journal.entries({}).map(({ path }) => path.replace('/v1/albums', ''));
    // That there is no operation for many was found out once.
    expect(paths.filter((path) => path === '')).toHaveLength(1);
    expect(paths.sort()).toEqual(['', '/a', '/b', '/c', '/none']);
  });

  it('fail with any other refusal, and end what is on its way', async () => {
    local.faults.add({
      path: '/v1/albums',
      nth: 1,
      effect: { status: 403, body: 'User not registered in the Developer Dashboard' },
    });
    await expect(spotify.albums.many(many(400))).rejects.toMatchObject({ code: 'forbidden' });
    expect(local.journal.entries({}).length).toBeLessThan(20);
  });

  it('are looked up in the library, in the order of the URIs', async () => {
    // Short ones: the journal cuts what is long.
    const uris = many(50);
    const found = await spotify.library.contains(uris);
    expect(found).toEqual(uris.map((uri) => uri.endsWith('1')));
    expect(sizes('uris').sort()).toEqual([10, 40]);
  });
});

describe('a long list that is written', () => {
  const answers = (...statuses: number[]) => {
    statuses.forEach((status, index) => {
      const body = status === 200 ? { snapshot_id: `v${index + 1}` } : { error: { status, message: 'Forbidden' } };
      local.faults.add({ path: '/v1/*', nth: index + 1, effect: { status, body } });
    });
  };
  const bodies = () => local.journal.entries({}).map(({ method, body }) => [method, body]);

  it('is added part by part, each after the one before it', async () => {
    answers(200, 200, 200);
    const uris = many(230, 'spotify:track:');
    expect(await spotify.playlists.addItems('p', uris, { position: 5 })).toEqual({ snapshot_id: 'v3' });
    expect(local.journal.entries({ method: 'POST' })).toHaveLength(3);
    expect(bodies().map(([, body]) => (body as { position: string }).position)).toEqual(['5', '105', '205']);
  });

  it('replaces what is there with its first part, and adds the others', async () => {
    answers(200, 200);
    await spotify.playlists.replaceItems('p', many(101));
    expect(bodies().map(([method]) => method)).toEqual(['PUT', 'POST']);
  });

  it('saves tracks as of the times that are given for them', async () => {
    answers(200, 200);
    const sent: unknown[] = [];
    const { clientId, accountsUrl, apiUrl } = local;
    const session = createSession({ clientId, accountsUrl, tokenSet: await signIn(local) });
    const listening: typeof fetch = (input, init) => {
      sent.push(JSON.parse(String(init?.body)));
      return fetch(input, init);
    };
    const times = new Map(many(51).map((id, second) => [id, new Date(second * 1000).toISOString()]));
    const addedAt = (id: string) => times.get(id) ?? '';
    await createSpotify({ session, apiUrl, fetch: listening }).me.saveTracks([...times.keys()], { addedAt });
    const parts = [many(50), ['a50']].map((ids) => ({ ids, timestamped_ids: ids.map((id) => ({ id, added_at: addedAt(id) })) }));
    expect(sent).toEqual(parts);
    expect(parts[1]?.timestamped_ids[0]?.added_at).toBe('1970-01-01T00:00:50.000Z');
  });

  it('says what was done and what was not when a part fails', async () => {
    answers(200, 403);
    const uris = many(100, 'spotify:track:');
    const error = await spotify.library.save(uris).catch((thrown) => thrown);
    expect(isSpotifyError(error, 'partly_done')).toBe(true);
    expect(error).toMatchObject({ action: 'none', retryable: false, done: uris.slice(0, 40), notDone: uris.slice(40) });
    expect(error.message).toBe('40 of 100 are done; the next part failed (see cause). Call again with what is in notDone.');
    expect(error.cause).toMatchObject({ code: 'forbidden', status: 403 });
    expect(local.journal.entries({})).toHaveLength(2);
  });

  it('fails as any call where nothing was done', async () => {
    answers(403);
    await expect(spotify.library.save(many(100))).rejects.toMatchObject({ code: 'forbidden' });
  });

  it('ends between two parts when its caller cancels it, and says how far it came', async () => {
    answers(200, 200, 200);
    const controller = new AbortController();
    const { clientId, accountsUrl, apiUrl } = local;
    const session = createSession({ clientId, accountsUrl, tokenSet: await signIn(local) });
    local.journal.clear();
    const cancelling = createSpotify({ session, apiUrl, onResponse: () => controller.abort() });
    const error = await cancelling.library.save(many(100), { signal: controller.signal }).catch((thrown) => thrown);
    expect(error).toMatchObject({ code: 'partly_done', done: many(40), cause: { code: 'aborted' } });
    expect(local.journal.entries({})).toHaveLength(1);
  });
});
