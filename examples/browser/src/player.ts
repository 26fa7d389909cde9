import { type Device, type DeviceQuery, isSpotifyError, type PlayableItem, type PlaybackState, type PlayRequest } from 'spixie';
import type { Run } from './notices.js';
import { session, spotify } from './session.js';
import { playerCard } from './views/player-card.js';

export interface PlayerOptions {
  act: Run;
  onEnd: () => void;
  signal: AbortSignal;
  /** Is told what plays, each time that it is another. */
  onItem: (item: PlayableItem | undefined) => void;
}

const nextRepeat = { off: 'context', context: 'track', track: 'off' } as const;

/**
 * The player: asks Spotify every few seconds what plays, counts on by itself between two answers, and carries out what the user
 * wants. Spotify tells nobody when something changes, so that asking is the only way.
 */
export function createPlayer({ act, onEnd, signal, onItem }: PlayerOptions) {
  let state: PlaybackState | undefined;
  let last: PlayableItem | undefined;
  /** When `state` came, by this page's clock. */
  let readAt = 0;
  let what = '';
  let timer: ReturnType<typeof setTimeout> | undefined;
  /** What waits for the user to say where. */
  let waiting: ((device: DeviceQuery) => Promise<unknown>) | undefined;

  const positionNow = (): number => {
    const { item, progress_ms, is_playing } = state ?? {};
    if (!item) return 0;
    return Math.min(item.duration_ms, (progress_ms ?? 0) + (is_playing ? Math.max(0, Date.now() - readAt) : 0));
  };

  /**
   * Asks what plays, and again after `nextMs`. The queue and the devices are asked for where something else plays than before, or
   * when `all` is wanted.
   */
  const read = async (all = false, nextMs?: number): Promise<void> => {
    clearTimeout(timer);
    try {
      const current = await spotify.player.state({ additional_types: ['track', 'episode'] }, { signal });
      [state, readAt] = [current, Date.now()];
      const now = JSON.stringify([
        state?.item?.uri,
        state?.device.id,
        state?.shuffle_state,
        state?.repeat_state,
        state?.context?.uri,
      ]);
      if (all || now !== what) await readRest();
      what = now;
      show();
    } catch (error) {
      if (signal.aborted) return;
      const now = await session.getState().catch(() => undefined);
      if (now && now.status !== 'signed_in') return onEnd();
      // No notice: nobody has asked for this, and it is asked again.
      const { retryable = false } = isSpotifyError(error) ? error : {};
      card.say(retryable ? 'Spotify does not answer. Trying again…' : 'Spotify does not tell what plays.');
    }
    clearTimeout(timer);
    if (!signal.aborted) timer = setTimeout(() => (document.hidden ? undefined : read()), nextMs ?? untilNextRead());
  };

  const readRest = async () => {
    const [{ devices }, queue, played] = await Promise.all([
      spotify.player.devices({ signal }),
      state ? spotify.player.queue({ signal }) : undefined,
      state?.item ? undefined : spotify.player.recentlyPlayed({ limit: 1 }, { signal }),
    ]);
    last = played?.items[0]?.track;
    card.showDevices(devices, state?.device.id ?? null);
    card.showQueue(queue?.queue ?? []);
    onItem(state?.item ?? undefined);
  };

  /** In five seconds, or when the track ends; more rarely while nothing moves. */
  const untilNextRead = (): number => {
    if (!state?.is_playing || !state.item) return 15_000;
    return Math.min(5_000, state.item.duration_ms - positionNow() + 300);
  };

  const show = () => {
    card.say(waiting ? choose : state ? '' : 'Nothing is playing. Where shall it go on?');
    card.show(state, last);
    showPosition();
  };
  const showPosition = () => card.showPosition(positionNow(), (state?.item ?? last)?.duration_ms ?? 0);

  /** Carries out a command, and reads what came of it. Where no device is active the user is asked for one. */
  const command = (work: (device?: DeviceQuery) => Promise<unknown>, done = () => {}) =>
    act(async () => {
      try {
        await work();
        waiting = undefined;
        done();
      } catch (error) {
        if (!(isSpotifyError(error) && error.reason === 'NO_ACTIVE_DEVICE')) throw error;
        waiting = work;
        card.askForDevice(choose);
      } finally {
        // Spotify may take a moment until it tells what has just been done.
        await read(true, 1_000);
      }
    });

  const play = (request?: PlayRequest) => command((device) => spotify.player.play(request, device, { signal }));

  const card = playerCard({
    toggle() {
      if (state?.is_playing) command((device) => spotify.player.pause(device, { signal }));
      // A device on which nothing was played yet has nothing to go on with.
      else play(state && !state.item && last?.uri ? { uris: [last.uri] } : undefined);
    },
    next: () => command((device) => spotify.player.next(device, { signal })),
    previous: () => command((device) => spotify.player.previous(device, { signal })),
    shuffle: () => command((device) => spotify.player.shuffle(!state?.shuffle_state, device, { signal })),
    repeat: () => command((device) => spotify.player.repeat(nextRepeat[state?.repeat_state ?? 'off'], device, { signal })),
    seek: (positionMs) => command((device) => spotify.player.seek(positionMs, device, { signal })),
    volume: (percent) => command((device) => spotify.player.volume(percent, device, { signal })),
    choose: ({ id }: Device & { id: string }) => {
      const first = waiting;
      waiting = undefined;
      if (first) command(() => first({ device_id: id }));
      else command(() => spotify.player.transfer(id, !state, { signal }));
    },
  });

  const ticking = setInterval(showPosition, 500);
  const onVisible = () => void (document.hidden || read(true));
  document.addEventListener('visibilitychange', onVisible, { signal });
  window.addEventListener('focus', onVisible, { signal });
  signal.addEventListener('abort', () => {
    clearTimeout(timer);
    clearInterval(ticking);
  });

  return {
    root: card.root,
    start: () => read(true),
    play,
    addToQueue: (uri: string, done: () => void) => command((device) => spotify.player.addToQueue(uri, device, { signal }), done),
  };
}

const choose = 'No device is active. Where shall it play?';
