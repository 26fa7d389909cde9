/** Lets the up and down arrows go from a row's button to the same one of the next row, and over the first row to what is above. */
export function arrowKeys(list: HTMLElement, above: () => void): void {
  list.addEventListener('keydown', (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const button = (event.target as HTMLElement).closest('button');
    const row = button?.closest('li');
    if (!step || !button || !row || event.defaultPrevented) return;
    event.preventDefault();
    const place = [...row.querySelectorAll('button')].indexOf(button);
    const next = step > 0 ? row.nextElementSibling : row.previousElementSibling;
    if (!next) return step < 0 ? above() : undefined;
    const buttons = next.querySelectorAll('button');
    (buttons[place] ?? buttons[0])?.focus();
  });
}
