/** One thing that happens to the positions of a list. A change of a playlist is one of them, or a few. */
export type Step =
  /** `count` items come in, the first of them at `at`. */
  | { readonly kind: 'add'; readonly at: number; readonly count: number }
  /** What stands at these positions goes: ascending, each once. */
  | { readonly kind: 'remove'; readonly positions: readonly number[] }
  /** All of the `count` items go. */
  | { readonly kind: 'clear'; readonly count: number }
  /** The `count` items from `from` on go to where the item at `before` stands, which may be the end of the list. */
  | { readonly kind: 'move'; readonly from: number; readonly count: number; readonly before: number };

/** How long a list was before a step, by its length after it. */
export function lengthBefore(length: number, step: Step): number {
  if (step.kind === 'add') return length - step.count;
  if (step.kind === 'clear') return length + step.count;
  return step.kind === 'remove' ? length + step.positions.length : length;
}

/** Where the item at a position stands after a step, or `undefined` where the step took it away. */
export function positionAfter(position: number, step: Step): number | undefined {
  if (step.kind === 'add') return position < step.at ? position : position + step.count;
  if (step.kind === 'remove') {
    const gone = countBelow(step.positions, position);
    return step.positions[gone] === position ? undefined : position - gone;
  }
  if (step.kind === 'clear') return undefined;
  const { from, count, before } = step;
  const end = from + count;
  if (position >= from && position < end) return position - from + (before > from ? before - count : before);
  if (before >= end && position >= end && position < before) return position - count;
  if (before <= from && position >= before && position < from) return position + count;
  return position;
}

/** Where the item at a position stood before a step, or `undefined` where the step brought it. */
export function positionBefore(position: number, step: Step): number | undefined {
  if (step.kind === 'add') {
    if (position < step.at) return position;
    return position < step.at + step.count ? undefined : position - step.count;
  }
  if (step.kind === 'remove') {
    let before = position;
    for (const gone of step.positions) {
      if (gone > before) break;
      before += 1;
    }
    return before;
  }
  if (step.kind === 'clear') return undefined;
  const { from, count, before } = step;
  // A move is undone by the move back.
  const back: Step =
    before > from
      ? { kind: 'move', from: before - count, count, before: from }
      : { kind: 'move', from: before, count, before: from + count };
  return positionAfter(position, back);
}

/** Follows the item at a position through steps, in their order. */
export function followPosition(position: number, steps: readonly Step[]): number | undefined {
  let at: number | undefined = position;
  for (const step of steps) {
    if (at === undefined) return undefined;
    at = positionAfter(at, step);
  }
  return at;
}

/** Traces the item at a position back to before the first of the steps. */
export function tracePosition(position: number, steps: readonly Step[]): number | undefined {
  let at: number | undefined = position;
  for (let index = steps.length - 1; index >= 0 && at !== undefined; index -= 1) {
    const step = steps[index];
    if (step !== undefined) at = positionBefore(at, step);
  }
  return at;
}

// How many of an ascending list are less than a value.
function countBelow(ascending: readonly number[], value: number): number {
  let [low, high] = [0, ascending.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((ascending[middle] ?? value) < value) low = middle + 1;
    else high = middle;
  }
  return low;
}
