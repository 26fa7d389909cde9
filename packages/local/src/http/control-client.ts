import type { Duration } from '../faults/duration.js';
import type { FaultRule } from '../faults/fault-rule.js';
import type { ActiveFault } from '../faults/faults.js';
import type { SettingValues } from '../world/settings.js';
import type { Snapshot, SnapshotOptions } from '../world/snapshots.js';
import { type JournalClient, journalClient } from './journal-client.js';
import type { ResetOptions } from './local-spotify.js';
import type { LocalSpotifyInfo } from './local-spotify-info.js';
import { createManagementClient, type ManagementClient } from './management-client.js';

/** What the clock says. */
export interface ClockState {
  /** Epoch milliseconds. */
  readonly now: number;
  readonly iso: string;
  readonly frozen: boolean;
}

/** What is asked of a control client. */
export interface ControlClientOptions {
  /** Default: the global `fetch`. */
  readonly fetch?: typeof fetch;
}

/** The control plane of a local Spotify in another process: the same verbs as in process. */
export interface ControlClient extends ManagementClient {
  info(): Promise<LocalSpotifyInfo>;
  readonly clock: {
    get(): Promise<ClockState>;
    now(): Promise<number>;
    freeze(): Promise<ClockState>;
    resume(): Promise<ClockState>;
    set(time: number | Date | string): Promise<ClockState>;
    advance(by: Duration): Promise<ClockState>;
  };
  readonly settings: {
    get(): Promise<SettingValues>;
    update(changes: Partial<SettingValues>): Promise<SettingValues>;
  };
  readonly faults: {
    add(rule: FaultRule): Promise<string>;
    list(): Promise<ActiveFault[]>;
    /** Whether there was such a rule. */
    remove(id: string): Promise<boolean>;
    clear(): Promise<void>;
  };
  readonly journal: JournalClient;
  readonly snapshots: {
    list(): Promise<Snapshot[]>;
    /** Whether there was such a snapshot. */
    remove(id: string): Promise<boolean>;
  };
  snapshot(options?: SnapshotOptions): Promise<Snapshot>;
  restore(snapshot: Snapshot | string): Promise<void>;
  reset(options?: ResetOptions): Promise<void>;
}

/**
 * Makes a client of the control plane.
 *
 * @param controlUrl - such as `http://127.0.0.1:8888/_local`
 */
export function createControlClient(controlUrl: string, options: ControlClientOptions = {}): ControlClient {
  const send = options.fetch ?? fetch;
  const call = async <Answer>(
    method: string,
    path: string,
    body?: unknown,
    signal?: AbortSignal,
  ): Promise<{ status: number; answer: Answer }> => {
    const response = await send(`${controlUrl.replace(/\/+$/u, '')}${path}`, {
      method,
      ...(method !== 'GET' && { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body ?? {}) }),
      ...(signal && { signal }),
    });
    const answer = (await response.json()) as Answer & { error?: string };
    if (!response.ok && response.status !== 404) throw new Error(`The control plane refused ${method} ${path}: ${answer.error}`);
    return { status: response.status, answer };
  };
  const read = async <Answer>(path: string): Promise<Answer> => (await call<Answer>('GET', path)).answer;
  const write = async <Answer>(method: string, path: string, body?: unknown): Promise<Answer> =>
    (await call<Answer>(method, path, body)).answer;
  return {
    info: () => read(''),
    clock: {
      get: () => read('/clock'),
      now: async () => (await read<ClockState>('/clock')).now,
      freeze: () => write('POST', '/clock', { frozen: true }),
      resume: () => write('POST', '/clock', { frozen: false }),
      set: (time) => write('POST', '/clock', { set: time instanceof Date ? time.getTime() : time }),
      advance: (by) => write('POST', '/clock', { advance: by }),
    },
    settings: { get: () => read('/settings'), update: (changes) => write('PATCH', '/settings', changes) },
    faults: {
      add: async (rule) => (await write<{ id: string }>('POST', '/faults', rule)).id,
      list: async () => (await read<{ faults: ActiveFault[] }>('/faults')).faults,
      remove: async (id) => (await call('DELETE', `/faults/${encodeURIComponent(id)}`)).status === 200,
      clear: async () => void (await write('DELETE', '/faults')),
    },
    journal: journalClient(call),
    ...createManagementClient(call),
    snapshots: {
      list: async () => (await read<{ snapshots: Snapshot[] }>('/snapshots')).snapshots,
      remove: async (id) => (await call('DELETE', `/snapshots/${encodeURIComponent(id)}`)).status === 200,
    },
    snapshot: (options = {}) => write('POST', '/snapshots', options),
    async restore(snapshot) {
      const path = `/snapshots/${encodeURIComponent(idOf(snapshot))}/restore`;
      const { status, answer } = await call<{ error?: string }>('POST', path);
      // To call for what is not there is an answer elsewhere; here nothing was restored, and the caller has to know.
      if (status === 404) throw new Error(`The control plane refused POST ${path}: ${answer.error}`);
    },
    reset: async ({ to } = {}) => void (await write('POST', '/reset', to === undefined ? {} : { to: idOf(to) })),
  };
}

function idOf(snapshot: Snapshot | string): string {
  return typeof snapshot === 'string' ? snapshot : snapshot.id;
}
