import fc from 'fast-check';
import { kinds, type Person, people } from './pool.js';

// Numbers stand for whatever of the model they are taken to modulo how much there is of it.
const some = fc.nat(9);
const picks = fc.array(fc.nat(7), { minLength: 1, maxLength: 4 });
const who = fc.constantFrom(...people, 'una' as const, 'una' as const);
const form = fc.constantFrom('query', 'body');
/** Seldom said at all: what most calls leave out. */
const seldom = <Value>(arbitrary: fc.Arbitrary<Value>): fc.Arbitrary<Value | undefined> =>
  fc.oneof({ arbitrary: fc.constant(undefined), weight: 5 }, { arbitrary, weight: 1 });
const rarely = fc.integer({ min: 0, max: 11 }).map((one) => one === 0);
const kind = fc.constantFrom(...kinds);
const name = fc.constantFrom('items', 'tracks');
const page = { limit: fc.integer({ min: 1, max: 5 }), offset: fc.nat(4) };

const step = <Does extends string, Fields>(
  does: Does,
  fields: { [Field in keyof Fields]: fc.Arbitrary<Fields[Field]> },
): fc.Arbitrary<{ does: Does; who: Person } & Fields> =>
  fc.tuple(who, fc.record<Fields>(fields)).map(([person, drawn]) => ({ does, who: person, ...(drawn as Fields) }));

const libraryStep = fc.oneof(
  step('save', { kind, picks, form, isBroken: rarely }),
  step('remove', { kind, picks, form }),
  step('contains', { kind, picks }),
  step('list', { kind, ...page }),
  step('saveAt', { picks, daysAgo: fc.nat(3) }),
  step('library', {
    act: fc.constantFrom('PUT', 'PUT', 'DELETE', 'GET'),
    items: fc.array(fc.tuple(fc.constantFrom(...kinds, 'artist', 'user', 'playlist'), some), { minLength: 1, maxLength: 5 }),
    isBroken: rarely,
  }),
  step('follow', { act: fc.constantFrom('PUT', 'PUT', 'DELETE', 'GET'), type: fc.constantFrom('artist', 'user'), picks, form }),
  step('following', { limit: page.limit, after: fc.option(some, { nil: undefined }) }),
  step('profile', { whom: some }),
);

const playlistStep = fc.oneof(
  {
    arbitrary: step('create', { isPublic: fc.option(fc.boolean(), { nil: undefined }), isShared: rarely, oldForm: fc.boolean() }),
    weight: 2,
  },
  { arbitrary: step('add', { list: some, picks, at: fc.option(fc.nat(4), { nil: undefined, freq: 2 }), name, form }), weight: 4 },
  {
    arbitrary: step('move', {
      list: some,
      from: fc.nat(5),
      count: fc.option(fc.integer({ min: 1, max: 3 }), { nil: undefined }),
      before: fc.nat(6),
      version: fc.option(some, { nil: undefined, freq: 2 }),
      name,
    }),
    weight: 3,
  },
  { arbitrary: step('replace', { list: some, picks: fc.array(fc.nat(6), { maxLength: 5 }), name, form }), weight: 1 },
  {
    arbitrary: step('takeOut', {
      list: some,
      picks: fc.array(fc.nat(6), { minLength: 1, maxLength: 2 }),
      positions: fc.option(fc.array(fc.nat(4), { minLength: 1, maxLength: 2 }), { nil: undefined, freq: 2 }),
      version: fc.option(some, { nil: undefined, freq: 2 }),
      name,
    }),
    weight: 3,
  },
  {
    arbitrary: step('details', {
      list: some,
      called: fc.option(fc.constantFrom('One', 'Another'), { nil: undefined }),
      isPublic: fc.option(fc.boolean(), { nil: undefined, freq: 2 }),
      isShared: seldom(fc.boolean()),
    }),
    weight: 2,
  },
  {
    arbitrary: step('followList', {
      list: some,
      act: fc.constantFrom('PUT', 'PUT', 'DELETE', 'GET'),
      onProfile: fc.option(fc.boolean(), { nil: undefined }),
    }),
    weight: 2,
  },
  { arbitrary: step('read', { list: some }), weight: 2 },
  { arbitrary: step('readItems', { list: some, name, ...page }), weight: 1 },
  { arbitrary: step('lists', { whose: some, ...page }), weight: 2 },
);

const device = seldom(some);
// Mostly a device that takes commands.
const anyDevice = fc.oneof({ arbitrary: fc.constantFrom(0, 1, 2), weight: 4 }, { arbitrary: some, weight: 1 });

const playerStep = fc.oneof(
  {
    arbitrary: step('play', {
      device: fc.option(anyDevice, { nil: undefined, freq: 2 }),
      // Rather an album of a few tracks, a playlist, what is saved, or a list; nothing resumes.
      from: fc.oneof(
        fc.record({ album: fc.nat(2) }),
        fc.record({ list: some }),
        fc.record({ saved: fc.constant(true) }),
        fc.record({ uris: fc.array(fc.nat(7), { minLength: 1, maxLength: 4 }) }),
        // Of which one of them can play nothing.
        fc.record({ uris: fc.constantFrom([6], [7, 6]) }),
      ),
      resumes: fc.integer({ min: 0, max: 3 }).map((one) => one === 0),
      offset: fc.option(fc.nat(4), { nil: undefined, freq: 2 }),
      byUri: fc.boolean(),
      positionMs: seldom(fc.constantFrom(0, 40_000, 9_999_999)),
    }),
    weight: 7,
  },
  { arbitrary: step('pause', { device }), weight: 2 },
  { arbitrary: step('next', { device }), weight: 4 },
  { arbitrary: step('previous', { device }), weight: 3 },
  { arbitrary: step('seek', { device, positionMs: fc.constantFrom(0, 10_000, 31_000, 99_999_999) }), weight: 2 },
  { arbitrary: step('repeat', { device, state: fc.constantFrom('off', 'track', 'context') }), weight: 3 },
  { arbitrary: step('shuffle', { device, state: fc.boolean() }), weight: 3 },
  { arbitrary: step('volume', { device: fc.option(anyDevice, { nil: undefined, freq: 2 }), percent: fc.nat(100) }), weight: 1 },
  { arbitrary: step('transfer', { device: anyDevice, plays: fc.option(fc.boolean(), { nil: undefined, freq: 2 }) }), weight: 2 },
  { arbitrary: step('queue', { device, pick: fc.nat(7) }), weight: 3 },
  { arbitrary: step('state', {}), weight: 4 },
  { arbitrary: step('coming', {}), weight: 2 },
  { arbitrary: step('devices', {}), weight: 1 },
  {
    arbitrary: step('recent', { limit: fc.integer({ min: 1, max: 50 }), before: fc.option(some, { nil: undefined, freq: 2 }) }),
    weight: 2,
  },
  { arbitrary: step('top', {}), weight: 1 },
  { arbitrary: step('resumePoint', {}), weight: 1 },
);

/** Time that passes: a while, the rest of what plays and a little, many rounds, or days of them. */
const tick = fc.record({
  does: fc.constant('tick' as const),
  who,
  by: fc.oneof(
    { arbitrary: fc.integer({ min: 1, max: 60_000 }), weight: 4 },
    { arbitrary: fc.constantFrom('rest', 'rest+1', 'rest-1'), weight: 4 },
    { arbitrary: fc.integer({ min: 60_000, max: 1_800_000 }), weight: 3 },
    { arbitrary: fc.integer({ min: 3_600_000, max: 2 * 86_400_000 }), weight: 1 },
  ),
});

/** One thing that somebody does, or time that passes. */
export type Step = (typeof anyStep extends fc.Arbitrary<infer Drawn> ? Drawn : never) & {};
const anyStep = fc.oneof(libraryStep, playlistStep, playerStep, tick);

/** The steps that do so. */
export type StepOf<Does extends Step['does']> = Extract<Step, { does: Does }>;

/** What happens to a world, in which tier and with which settings. */
export interface Sequence {
  tier: 'extended' | 'development-2026';
  removalPositions: 'ignored' | 'honoured';
  steps: Step[];
}

const mostlyOf = (arbitrary: fc.Arbitrary<Step>): fc.Arbitrary<Step[]> =>
  fc.array(fc.oneof({ arbitrary, weight: 6 }, { arbitrary: anyStep, weight: 1 }), { minLength: 8, maxLength: 30, size: 'max' });

/** What a sequence is mostly about. */
export type Topic = 'library' | 'playlists' | 'player' | 'everything';

const stepsAbout: Readonly<Record<Topic, fc.Arbitrary<Step[]>>> = {
  library: mostlyOf(libraryStep),
  // From a playlist with something in it, which is public or not.
  playlists: fc
    .tuple(fc.boolean(), fc.array(fc.nat(5), { minLength: 2, maxLength: 5 }), mostlyOf(playlistStep))
    .map(([isPublic, picks, others]) => [
      { does: 'create', who: 'una', isPublic, isShared: false, oldForm: false },
      { does: 'add', who: 'una', list: 0, picks, at: undefined, name: 'items', form: 'body' },
      ...others,
    ]),
  // From something that plays on.
  player: fc
    .tuple(
      fc.record({
        device: fc.constantFrom(0, 1),
        from: fc.oneof(fc.record({ album: fc.nat(1) }), fc.record({ uris: fc.array(fc.nat(5), { minLength: 2, maxLength: 4 }) })),
      }),
      mostlyOf(fc.oneof({ arbitrary: playerStep, weight: 3 }, { arbitrary: tick, weight: 1 })),
    )
    .map(([begun, others]) => [
      { does: 'play', who: 'una', ...begun, resumes: false, offset: undefined, byUri: false, positionMs: undefined },
      ...others.map((one) => (one.who === 'fay' ? { ...one, who: 'una' as const } : one)),
    ]),
  everything: mostlyOf(anyStep),
};

/** Sequences, each about one of these: what belongs together meets more often that way. */
export function sequenceAbout(topics: readonly Topic[]): fc.Arbitrary<Sequence> {
  return fc.record({
    tier: fc.constantFrom('extended', 'extended', 'extended', 'development-2026'),
    removalPositions: fc.constantFrom('ignored', 'honoured'),
    steps: fc.oneof(...topics.map((topic) => stepsAbout[topic])),
  });
}
