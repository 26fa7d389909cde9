import { type CallWait, isSpotifyError } from 'spixie';
import { element } from './element.js';
import { type Notice, noticeOfError } from './notice.js';
import { session, waits } from './session.js';
import { noticeCard } from './views/notice-card.js';

export interface NoticesOptions {
  /** Takes the way on that a notice offers; `repeat` does once more what failed. */
  goOn: (notice: Notice, repeat: () => void) => void;
  /** Nobody is signed in any more: another tab signed out, or Spotify ended the session. */
  onEnd: () => void;
  /** Ends with the screen. */
  signal: AbortSignal;
}

/** What the parts of the screen do their work with. */
export type Run = (work: () => Promise<void>) => Promise<void>;

/** Above everything else: what went wrong with a way on, what has just been done, and why it takes longer. */
export function createNotices({ goOn, onEnd, signal }: NoticesOptions) {
  const alerts = element('div', { class: 'alerts' });
  // They are there from the start: a screen reader reads what is put into them.
  const done = element('p', { class: 'toast', role: 'status', 'data-testid': 'status' });
  const pause = element('p', { class: 'toast', role: 'status', 'data-testid': 'pause' });
  const root = element('div', { class: 'notices' }, alerts, pause, done);

  root.addEventListener('keydown', ({ key }) => {
    if (key === 'Escape') clear();
  });

  const tell = (notice: Notice, repeat: () => void) => {
    const close = () => clear();
    alerts.replaceChildren(noticeCard(notice, () => (notice.wayOn === 'close' ? close() : goOn(notice, repeat)), { close }));
  };
  const clear = () => {
    // Whoever clicked in it with the keyboard is not sent back to the top of the document.
    if (alerts.contains(document.activeElement)) document.querySelector('h1')?.focus();
    alerts.replaceChildren();
  };

  /** Does something, and shows what went wrong with a way on. */
  const run: Run = async (work) => {
    try {
      await work();
    } catch (error) {
      // The user has gone on to something else.
      if (signal.aborted || isSpotifyError(error, 'aborted')) return;
      const current = await session.getState().catch(() => undefined);
      if (current && current.status !== 'signed_in') return onEnd();
      tell(noticeOfError(error), () => act(work));
    }
  };
  /** The same because the user wants it: what was told before is read by then. */
  const act: Run = (work) => {
    clear();
    return run(work);
  };

  let forget: ReturnType<typeof setTimeout> | undefined;
  /** Says what has just been done. */
  const say = (text: string) => {
    clearTimeout(forget);
    done.textContent = text;
    forget = setTimeout(() => done.replaceChildren(), 6_000);
  };

  let pauseEndsAt = 0;
  let counting: ReturnType<typeof setTimeout> | undefined;
  const countDown = () => {
    const seconds = Math.ceil((pauseEndsAt - Date.now()) / 1000);
    pause.textContent = seconds > 0 ? `Spotify asks for a pause. Going on in ${seconds} s.` : '';
    if (seconds > 0) counting = setTimeout(countDown, 250);
  };
  const showWait = (event: Event) => {
    const { reason, waitMs } = (event as CustomEvent<CallWait>).detail;
    // The client goes on by itself. It is told because the user waits for it.
    if (reason !== 'rate_limited' || waitMs < 500) return;
    pauseEndsAt = Math.max(pauseEndsAt, Date.now() + waitMs);
    clearTimeout(counting);
    countDown();
  };
  waits.addEventListener('wait', showWait, { signal });
  signal.addEventListener('abort', () => {
    clearTimeout(forget);
    clearTimeout(counting);
  });

  return { root, tell: (notice: Notice) => tell(notice, clear), run, act, say };
}
