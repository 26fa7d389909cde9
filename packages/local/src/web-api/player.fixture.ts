import type { Operations } from 'spixie/operations';
import { callApi, getTokens } from '../accounts/browser.fixture.js';
import type { LocalSpotify } from '../http/local-spotify.js';

export type State = NonNullable<Operations['GET /me/player']['response']>;
type Queue = Operations['GET /me/player/queue']['response'];
type Devices = Operations['GET /me/player/devices']['response'];

const scopes =
  'user-read-playback-state user-modify-playback-state user-read-currently-playing user-read-recently-played user-top-read user-read-playback-position user-library-modify';

/** What a player answers to a command: its status, and what refused it. */
export interface Outcome {
  status: number;
  message?: string | undefined;
  reason?: string | undefined;
}

/** A user's player, as an app sees it. */
export interface Player {
  /** Such as `PUT play?device_id=…`. */
  command(call: string, body?: unknown): Promise<Outcome>;
  /** Commands that have to succeed. */
  does(call: string, body?: unknown): Promise<void>;
  state(query?: string): Promise<State | undefined>;
  queue(): Promise<string[]>;
  /** The ids by their names. */
  devices(): Promise<Record<string, string>>;
  get<Body>(path: string): Promise<{ status: number; body: Body }>;
}

export async function openPlayer(local: LocalSpotify, user = 'ada'): Promise<Player> {
  const { accessToken } = await getTokens(local, scopes, user);
  const get = <Body>(path: string) => callApi<Body>(local, path, accessToken);
  const player: Player = {
    async command(call, body) {
      const [method = '', path = ''] = call.split(' ');
      const answer = await callApi<{ error?: { message: string; reason?: string } } | undefined>(
        local,
        `/me/player${path === '' ? '' : `/${path}`}`,
        accessToken,
        { method, body },
      );
      const { message, reason } = answer.body?.error ?? {};
      return { status: answer.status, ...(message !== undefined && { message }), ...(reason !== undefined && { reason }) };
    },
    async does(call, body) {
      const outcome = await player.command(call, body);
      if (outcome.status !== 204) throw new Error(`${call}: ${JSON.stringify(outcome)}`);
    },
    state: async (query = '') => (await get<State | undefined>(`/me/player${query}`)).body,
    queue: async () => (await get<Queue>('/me/player/queue')).body.queue.map(({ uri }) => uri),
    devices: async () =>
      Object.fromEntries((await get<Devices>('/me/player/devices')).body.devices.map(({ name, id }) => [name, id ?? ''])),
    get,
  };
  return player;
}
