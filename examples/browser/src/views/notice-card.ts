import { element } from '../element.js';
import type { Notice } from '../notice.js';
import { icon } from './icon.js';

/**
 * A notice with its button; a page that has nothing else takes it with an `h1`. With `close` it can be put away. Test ids:
 * `message`, `message-detail`, `retry`, `close-message`.
 */
export function noticeCard(
  notice: Notice,
  goOn: () => void,
  { heading = 'h2', close }: { heading?: 'h1' | 'h2'; close?: () => void } = {},
): HTMLElement {
  const { title, text, detail = '', wayOn } = notice;
  const button = element('button', { class: 'primary', type: 'button', 'data-testid': 'retry', click: goOn }, notice.button);
  if (notice.waitSeconds) countDown(button, notice.button, notice.waitSeconds);
  return element(
    'section',
    { class: 'card notice', role: 'alert', 'data-testid': 'message' },
    element(heading, { tabindex: -1 }, title),
    element('p', {}, text),
    ...(detail ? [element('p', { class: 'detail', 'data-testid': 'message-detail' }, detail)] : []),
    button,
    ...(close && wayOn !== 'close'
      ? [
          element(
            'button',
            { class: 'icon corner', type: 'button', 'aria-label': 'Close', 'data-testid': 'close-message', click: close },
            icon('close'),
          ),
        ]
      : []),
  );
}

/** Lets a button wait: it says how long, and can be clicked then. */
function countDown(button: HTMLButtonElement, text: string, seconds: number): void {
  const endsAt = Date.now() + seconds * 1000;
  const tick = () => {
    const left = Math.ceil((endsAt - Date.now()) / 1000);
    button.disabled = left > 0;
    button.textContent = left > 0 ? `${text} in ${inWords(left)}` : text;
    if (left > 0 && (button.isConnected || left === seconds)) setTimeout(tick, 250);
  };
  tick();
}

function inWords(seconds: number): string {
  if (seconds < 90) return `${seconds} s`;
  const minutes = Math.round(seconds / 60);
  return minutes < 90 ? `${minutes} min` : `${Math.round(minutes / 60)} h`;
}
