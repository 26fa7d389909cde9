import assert from 'node:assert/strict';
import type { LocalSpotify } from '@spixie/local';
import { createSession, createSpotify, type Spotify, type TokenSet } from 'spixie';
import { type OperationName, operations } from 'spixie/operations';
import { libraryByUri } from './library-by-uri.js';
import { createLibraryModel } from './library-model.js';
import { type Answer, type ModelCall, refused } from './model-call.js';
import { playerCalls } from './player-calls.js';
import { bringTo, createPlayerModel } from './player-model.js';
import { playlistCalls } from './playlist-calls.js';
import { createPlaylistModel } from './playlist-model.js';
import { kinds, type Person, type Pool, people } from './pool.js';
import type { Sequence, Step, StepOf } from './steps.js';

/** A client of somebody’s, and what came last over its wire. */
export interface Caller {
  spotify: Spotify;
  last: { status: number; text: string } | undefined;
}

/** A client over a session whose time is the local clock’s. */
export function createCaller(local: LocalSpotify, tokenSet: TokenSet): Caller {
  const { clientId, accountsUrl, apiUrl } = local;
  const session = createSession({ clientId, accountsUrl, tokenSet, now: () => local.clock.now() });
  const caller: Caller = {
    last: undefined,
    spotify: createSpotify({
      session,
      apiUrl,
      fetch: async (...args) => {
        const response = await fetch(...args);
        caller.last = { status: response.status, text: await response.clone().text() };
        return response;
      },
    }),
  };
  return caller;
}

async function ask(caller: Caller, name: OperationName, input: ModelCall['input']): Promise<Answer> {
  caller.last = undefined;
  const request = caller.spotify.request as (name: string, input: object) => Promise<unknown>;
  const found = await request(name, input).then(
    (value) => ({ value }),
    (error: unknown) => ({ error }),
  );
  const { status, text } = caller.last ?? assert.fail(found as unknown as Error);
  if ('value' in found) return { status, body: found.value };
  assert.ok(status >= 400, found.error as Error);
  return { status, body: JSON.parse(text) as unknown };
}

/** Does one thing after the other in a world that begins with nothing, and throws where the model and the world differ. */
export async function runSequence(
  drawn: Sequence,
  { local, pool, callers }: { local: LocalSpotify; pool: Pool; callers: Readonly<Record<Person, Caller>> },
): Promise<{ calls: number; story: string[] }> {
  local.settings.update({ tier: drawn.tier, removalPositions: drawn.removalPositions });
  const library = createLibraryModel(pool);
  const playlists = createPlaylistModel();
  const players = {
    una: createPlayerModel('una', pool),
    vic: createPlayerModel('vic', pool),
    fay: createPlayerModel('fay', pool),
  };
  const ofPlaylists = playlistCalls(playlists, pool, drawn);
  const ofPlayer = playerCalls({ players, library, playlists, pool });
  const callOf = (step: Exclude<Step, { does: 'tick' }>): ModelCall => {
    const now = local.clock.now();
    if (step.does === 'library') return libraryByUri(step, now, { library, playlists, pool });
    if (isOneOf(step, playlistSteps)) return ofPlaylists(step, now);
    return isOneOf(step, librarySteps) ? library.call(step, now) : ofPlayer(step, now);
  };
  const story: string[] = [];
  let calls = 0;
  const perform = async (who: Person, call: ModelCall): Promise<void> => {
    const answer = await ask(callers[who], call.name, call.input);
    calls += 1;
    story.push(
      `${who}: ${call.name} ${JSON.stringify(call.input)} → ${answer.status} ${JSON.stringify(answer.body)?.slice(0, 300)}`,
    );
    if (drawn.tier === 'development-2026' && operations[call.name].status === 'removed') return refused(answer, 403, 'Forbidden');
    call.expect(answer);
    const afterwards = call.afterwards?.();
    if (afterwards) await perform(who, afterwards);
  };
  const step = async (one: Step): Promise<void> => {
    if (one.does === 'tick') {
      const by = wait(one, local.clock.now());
      story.push(`${by} ms pass`);
      return local.clock.advance(by);
    }
    if (isOneOf(one, playerSteps) && players[one.who].isLost) return;
    await perform(one.who, callOf(one));
  };
  // To the moment at which what plays ends, or beside it.
  const wait = ({ who, by }: StepOf<'tick'>, now: number): number => {
    if (typeof by === 'number') return by;
    const player = players[who];
    const lengthOf = (uri: string): number => pool.duration(who, uri) ?? 0;
    bringTo(player, now, lengthOf);
    const left = player.current === undefined ? 0 : lengthOf(player.current.uri) - player.position;
    return Math.max(0, left + { rest: 0, 'rest+1': 1, 'rest-1': -1 }[by]);
  };
  try {
    for (const one of drawn.steps) await step(one);
    for (const one of audit(drawn, playlists.all.length)) await step(one);
  } catch (error) {
    throw new Error(`${(error as Error).message}\n${story.join('\n')}`, { cause: error });
  }
  return { calls, story };
}

const playlistSteps = [
  'create',
  'add',
  'move',
  'replace',
  'takeOut',
  'details',
  'followList',
  'read',
  'readItems',
  'lists',
] as const;
const librarySteps = ['save', 'remove', 'contains', 'list', 'saveAt', 'follow', 'following', 'profile'] as const;
const playerReadSteps = ['state', 'coming', 'devices', 'recent', 'top', 'resumePoint'] as const;
const playerSteps = [
  ...(['play', 'pause', 'next', 'previous', 'seek'] as const),
  ...(['repeat', 'shuffle', 'volume', 'transfer', 'queue'] as const),
  ...playerReadSteps,
] as const;

function isOneOf<Does extends Step['does']>(step: Step, does: readonly Does[]): step is StepOf<Does> {
  return (does as readonly string[]).includes(step.does);
}

/** Everything that was touched is read once more by those who touched it. */
function* audit({ steps }: Sequence, howMany: number): Generator<Step> {
  for (const who of people) {
    const own = steps.filter((one) => one.who === who);
    const touches = (does: readonly Step['does'][]): boolean => own.some((one) => isOneOf(one, does));
    if (touches([...librarySteps, 'library'])) {
      for (const kind of kinds) yield { does: 'list', who, kind, limit: 50, offset: 0 };
      yield { does: 'following', who, limit: 50, after: undefined };
    }
    if (touches(playerSteps)) {
      for (const does of ['state', 'coming', 'devices', 'top', 'resumePoint'] as const) yield { does, who };
      yield { does: 'recent', who, limit: 50, before: undefined };
    }
    for (let list = 0; list < Math.min(howMany, 8); list += 1) yield { does: 'read', who, list };
    if (howMany > 0) yield { does: 'lists', who, whose: 6, limit: 50, offset: 0 };
  }
}
