import { element } from '../element.js';
import type { Notice } from '../notice.js';

/** A notice with its button; a page that has nothing else takes it with an `h1`. Test ids: `message`, `message-detail`, `retry`. */
export function noticeCard(notice: Notice, goOn: () => void, heading: 'h1' | 'h2' = 'h2'): HTMLElement {
  const { title, text, detail = '', button } = notice;
  return element(
    'section',
    { class: 'card notice', role: 'alert', 'data-testid': 'message' },
    element(heading, { tabindex: -1 }, title),
    element('p', {}, text),
    ...(detail ? [element('p', { class: 'detail', 'data-testid': 'message-detail' }, detail)] : []),
    element('button', { class: 'primary', type: 'button', 'data-testid': 'retry', click: goOn }, button),
  );
}
