import { element } from '../element.js';
import { icon } from './icon.js';

/**
 * Lets the rows of a list be put in another order, by their handles: dragged with a mouse or a finger, or moved with the arrow keys.
 * The rows are moved at once; `moved` is told from where to where.
 */
export function rowMover(list: HTMLElement, moved: (from: number, to: number) => void) {
  const placeOf = (row: Element) => [...list.children].indexOf(row);

  /** Puts a row in another place. The others move around it: an element that is moved itself loses the pointer and the focus. */
  const put = (row: Element, to: number) => {
    for (let place = placeOf(row); place < to && row.nextElementSibling; place++) row.before(row.nextElementSibling);
    for (let place = placeOf(row); place > to && row.previousElementSibling; place--) row.after(row.previousElementSibling);
  };

  const drag = (handle: HTMLElement, row: HTMLElement, begin: PointerEvent) => {
    const from = placeOf(row);
    const follow = ({ clientY }: PointerEvent) => {
      // Over half of a neighbour is past it.
      const to = [...list.children].findIndex((other) => clientY < other.getBoundingClientRect().bottom);
      put(row, to < 0 ? list.children.length - 1 : to);
      if (clientY < 80) window.scrollBy(0, -16);
      if (clientY > window.innerHeight - 80) window.scrollBy(0, 16);
    };
    const end = (event: PointerEvent) => {
      handle.removeEventListener('pointermove', follow);
      row.classList.remove('dragged');
      const to = placeOf(row);
      if (event.type === 'pointercancel') put(row, from);
      else if (to !== from) moved(from, to);
    };
    handle.setPointerCapture(begin.pointerId);
    row.classList.add('dragged');
    handle.addEventListener('pointermove', follow);
    handle.addEventListener('pointerup', end, { once: true });
    handle.addEventListener('pointercancel', end, { once: true });
  };

  /** The handle of a row. Test id: `move-row`. */
  return (name: string): HTMLElement => {
    const label = `Move ${name}: arrow keys`;
    const handle = element(
      'button',
      { class: 'icon handle', type: 'button', 'aria-label': label, title: label, 'data-testid': 'move-row' },
      icon('grip'),
    );
    const rowOf = () => handle.closest('li');
    handle.addEventListener('pointerdown', (event) => {
      const row = rowOf();
      if (row && event.button === 0) drag(handle, row, event);
    });
    handle.addEventListener('keydown', (event) => {
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      const row = rowOf();
      if (!step || !row) return;
      event.preventDefault();
      const from = placeOf(row);
      put(row, from + step);
      if (placeOf(row) !== from) moved(from, placeOf(row));
    });
    return handle;
  };
}
