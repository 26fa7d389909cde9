import fc from 'fast-check';
import { expect, test } from 'vitest';
import { selectFields } from './fields-filter.js';
import { WebApiError } from './web-api-error.js';

const page = {
  total: 2,
  next: null,
  items: [
    {
      added_by: { id: 'ada', uri: 'spotify:user:ada' },
      item: { name: 'First', href: 'h1', album: { name: 'On', href: 'h2', images: [{ url: 'u' }] } },
    },
    { added_by: { id: 'ben', uri: 'spotify:user:ben' }, item: null },
  ],
};
const [first, second] = page.items;

test.each<[string, object]>([
  ['total', { total: 2 }],
  ['total,next', { total: 2, next: null }],
  [' total , next ', { total: 2, next: null }],
  ['items', { items: page.items }],
  ['items.added_by.id', { items: [{ added_by: { id: 'ada' } }, { added_by: { id: 'ben' } }] }],
  ['items(added_by.id),total', { items: [{ added_by: { id: 'ada' } }, { added_by: { id: 'ben' } }], total: 2 }],
  [
    'items(added_by.id,item(name,href,album(name,href)))',
    {
      items: [
        { added_by: { id: 'ada' }, item: { name: 'First', href: 'h1', album: { name: 'On', href: 'h2' } } },
        { added_by: { id: 'ben' }, item: null },
      ],
    },
  ],
  ['items.item.album.images.url', { items: [{ item: { album: { images: [{ url: 'u' }] } } }, { item: null }] }],
  ['items(added_by.id,added_by.uri)', { items: [{ added_by: first?.added_by }, { added_by: second?.added_by }] }],
  ['!items', { total: 2, next: null }],
  ['!items,next', { total: 2 }],
  ['!items,!next', { total: 2 }],
  ['items(item(album(!name,href)))', { items: [{ item: { album: { images: [{ url: 'u' }] } } }, { item: null }] }],
  ['nothing.of.it', {}],
  ['items.nothing', { items: [{}, {}] }],
])('%s', (fields, left) => {
  expect(selectFields(page, fields)).toEqual(left);
});

test.each([
  '(',
  ')',
  'items(',
  'items(total',
  'items)',
  'items(()',
  ',',
  'total,',
  '.',
  'items.',
  'a!b',
  '!',
  'a(b).c',
  '('.repeat(5000),
  'a('.repeat(5000),
  'a.'.repeat(5000),
])('refuses %j', (fields) => {
  expect(() => selectFields(page, fields)).toThrow(WebApiError);
});

test('whatever it is, it is refused or leaves a part of the answer', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: fc.constantFrom('items', 'item', 'name', 'total', '__proto__', '(', ')', ',', '.', '!', ' ') }),
      (fields) => {
        try {
          expect(page).toMatchObject(selectFields(page, fields));
        } catch (error) {
          expect(error).toMatchObject({ status: 400 });
        }
      },
    ),
    { numRuns: 500 },
  );
});
