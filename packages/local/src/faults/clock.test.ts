import { expect, test } from 'vitest';
import { createClock } from './clock.js';

function testClock(): { base: { time: number }; clock: ReturnType<typeof createClock> } {
  const base = { time: Date.UTC(2026, 0, 31, 12) };
  return { base, clock: createClock(() => base.time) };
}

test('runs as its base does', () => {
  const { base, clock } = testClock();
  base.time += 5;
  expect(clock.now()).toBe(base.time);
});

test('stands still while it is frozen, and runs on from there', () => {
  const { base, clock } = testClock();
  const start = clock.now();
  clock.freeze();
  base.time += 1000;
  expect([clock.now(), clock.frozen]).toEqual([start, true]);
  clock.resume();
  base.time += 1;
  expect([clock.now(), clock.frozen]).toEqual([start + 1, false]);
});

test('is set to a time, running or frozen', () => {
  const { base, clock } = testClock();
  clock.set('2027-01-01T00:00:00Z');
  base.time += 10;
  expect(clock.now()).toBe(Date.UTC(2027, 0, 1) + 10);
  clock.freeze();
  clock.set(new Date(0));
  base.time += 10;
  expect(clock.now()).toBe(0);
  clock.set(42);
  expect(clock.now()).toBe(42);
});

test('advances by milliseconds and by what a duration is made of', () => {
  const { clock } = testClock();
  const start = clock.now();
  clock.advance(5);
  clock.advance({ days: 1, hours: 2, minutes: 3, seconds: 4 });
  expect(clock.now() - start).toBe(5 + 86_400_000 + 7_200_000 + 180_000 + 4000);
});

test.each([
  [1, '2026-02-28T12:00:00.000Z'],
  [6, '2026-07-31T12:00:00.000Z'],
  [25, '2028-02-29T12:00:00.000Z'],
  [-2, '2025-11-30T12:00:00.000Z'],
])('advances by %i calendar months', (months, expected) => {
  const { clock } = testClock();
  clock.advance({ months });
  expect(new Date(clock.now()).toISOString()).toBe(expected);
});

test('goes back to its base', () => {
  const { base, clock } = testClock();
  clock.freeze();
  clock.advance({ days: 1 });
  clock.reset();
  expect([clock.now(), clock.frozen]).toEqual([base.time, false]);
});

test.each([
  ['a time', (clock: ReturnType<typeof createClock>) => clock.set('yesterday')],
  ['a time', (clock: ReturnType<typeof createClock>) => clock.set(Number.NaN)],
  ['a time', (clock: ReturnType<typeof createClock>) => clock.advance(1e300)],
  ['finite number', (clock: ReturnType<typeof createClock>) => clock.advance(Number.POSITIVE_INFINITY)],
  ['"weeks" is no unit', (clock: ReturnType<typeof createClock>) => clock.advance({ weeks: 1 } as never)],
  ['whole number', (clock: ReturnType<typeof createClock>) => clock.advance({ months: 0.5 })],
  ['duration', (clock: ReturnType<typeof createClock>) => clock.advance('1 day' as never)],
])('says what is wrong: %s', (words, move) => {
  const { base, clock } = testClock();
  expect(() => move(clock)).toThrow(new RegExp(words, 'iu'));
  expect(clock.now()).toBe(base.time);
});
