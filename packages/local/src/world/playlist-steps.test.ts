import fc from 'fast-check';
import { expect, test } from 'vitest';
import { followPosition, lengthBefore, type Step, tracePosition } from './playlist-steps.js';

// The plain meaning of a step, with the whole list at hand.
function take(list: readonly number[], step: Step, next: () => number): number[] {
  if (step.kind === 'add') {
    return list.toSpliced(step.at, 0, ...Array.from({ length: step.count }, next));
  }
  if (step.kind === 'remove') return list.filter((_, position) => !step.positions.includes(position));
  if (step.kind === 'clear') return [];
  const moved = list.slice(step.from, step.from + step.count);
  const isMoved = (position: number): boolean => position >= step.from && position < step.from + step.count;
  const ahead = list.filter((_, position) => position < step.before && !isMoved(position));
  const behind = list.filter((_, position) => position >= step.before && !isMoved(position));
  return [...ahead, ...moved, ...behind];
}

const anyStep = fc.record({
  kind: fc.constantFrom('add', 'add', 'remove', 'move', 'clear'),
  a: fc.nat(1000),
  b: fc.nat(1000),
  c: fc.nat(1000),
  some: fc.array(fc.nat(1000), { maxLength: 6 }),
});

function fit(length: number, { kind, a, b, c, some }: typeof anyStep extends fc.Arbitrary<infer Drawn> ? Drawn : never): Step {
  if (kind === 'add' || length === 0) return { kind: 'add', at: a % (length + 1), count: 1 + (b % 4) };
  if (kind === 'remove') {
    const positions = [...new Set([a, ...some].map((one) => one % length))].sort((one, other) => one - other);
    return { kind: 'remove', positions };
  }
  if (kind === 'clear') return { kind, count: length };
  const from = a % length;
  const count = 1 + (b % (length - from));
  const before = c % (length + 1);
  // To its own place nothing is moved.
  return { kind: 'move', from, count, before: before > from && before < from + count ? from : before };
}

test('every item is followed to where it stands, and traced back to where it stood', () => {
  fc.assert(
    fc.property(fc.nat(12), fc.array(anyStep, { maxLength: 12 }), (length, drawn) => {
      let named = length;
      const start = Array.from({ length }, (_, index) => index);
      let list = start;
      const steps: Step[] = [];
      for (const one of drawn) {
        const step = fit(list.length, one);
        steps.push(step);
        list = take(list, step, () => named++);
      }
      for (const [position, item] of start.entries()) {
        const at = list.indexOf(item);
        expect(followPosition(position, steps)).toBe(at === -1 ? undefined : at);
      }
      for (const [position, item] of list.entries()) {
        expect(tracePosition(position, steps)).toBe(item < length ? item : undefined);
      }
      expect(steps.reduceRight(lengthBefore, list.length)).toBe(length);
    }),
    { numRuns: 500 },
  );
});
