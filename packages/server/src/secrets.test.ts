import { createLocalSpotify, type LocalSpotify } from '@spixie/local';
import { createMemorySessionStore, type SessionStore, type SpotifyServer, type SpotifyServerOptions } from '@spixie/server';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createAppServer, origin, redirectUri } from '../test-support/app.js';
import { openVisitor, type Visitor } from '../test-support/visitor.js';

const [before, after] = ['the-secret-of-before-that-is-long-enough', 'the-secret-of-after-that-is-long-enough'];

let local: LocalSpotify;
let store: SessionStore;
beforeAll(async () => {
  local = await createLocalSpotify({ redirectUris: [redirectUri], autoApprove: 'ada' });
});
afterAll(() => local.close());
beforeEach(() => {
  local.reset();
  store = createMemorySessionStore({ now: local.clock.now });
});

const deploy = (options: Partial<SpotifyServerOptions>): SpotifyServer => createAppServer(local, { store, ...options });

/** The same browser, whose requests another deployment answers. */
function goOn(visitor: Visitor, server: SpotifyServer): Visitor {
  const other = openVisitor(server, origin);
  for (const [name, value] of visitor.cookies) other.cookies.set(name, value);
  return other;
}

describe('where the secret changes', () => {
  /** Begins a sign-in before a deployment and ends it after, and gives where that leads. */
  async function signInAcross(secret: SpotifyServerOptions['secret']): Promise<string | null> {
    const visitor = openVisitor(deploy({ secret: before }), origin);
    const begun = await visitor.ask('/auth/sign-in?returnTo=/library');
    const { headers } = await fetch(begun.headers.get('location') ?? '', { redirect: 'manual' });
    const { pathname, search } = new URL(headers.get('location') ?? '');
    const end = await goOn(visitor, deploy({ secret })).ask(pathname + search);
    return end.headers.get('location');
  }

  test('a sign-in that is under way ends well as long as the old one is there', async () => {
    expect(await signInAcross([after, before])).toBe('/library');
    expect(await signInAcross([after])).toBe('/?error=state_mismatch');
  });

  test('who is signed in stays so', async () => {
    const visitor = openVisitor(deploy({ secret: before }), origin);
    await visitor.signIn();
    const session = await goOn(visitor, deploy({ secret: after })).ask('/auth/session');
    expect(await session.json()).toMatchObject({ status: 'signed_in' });
  });
});

describe('where the key for jobs changes', () => {
  const keyOf = (id: string, secret: string) => ({ id, secret });
  const both = [keyOf('new', after), keyOf('old', before)];
  const runsWith = async (keys: readonly { id: string; secret: string }[]) =>
    (await deploy({ offlineJobs: { keys } }).runAs('aD4Lq7vXe2'))?.user.name;

  beforeEach(async () => {
    await openVisitor(deploy({ offlineJobs: { keys: [keyOf('old', before)] } }), origin).signIn();
  });

  test('jobs go on as long as the old one is there, and without it once the token was renewed', async () => {
    expect(await runsWith(both)).toBe('ada');
    expect(await runsWith([keyOf('new', after)])).toBeUndefined();
    local.clock.advance({ hours: 2 });
    const job = await deploy({ offlineJobs: { keys: both } }).runAs('aD4Lq7vXe2');
    await job?.session.getAccessToken();
    expect(await runsWith([keyOf('new', after)])).toBe('ada');
    expect(await runsWith([keyOf('old', before)])).toBeUndefined();
  });
});
