import fc from 'fast-check';
import { expect, test } from 'vitest';
import { checkReturnTo } from './return-to.js';

const origin = 'https://app.example';

test.each([
  ['/', '/'],
  ['/library?page=2#end', '/library?page=2#end'],
  ['/a/../b', '/b'],
  ['/search?q=//evil.example', '/search?q=//evil.example'],
  ['/search?q=https://evil.example/', '/search?q=https://evil.example/'],
  ['/på', '/p%C3%A5'],
  ['/%2f%2fevil.example', '/%2f%2fevil.example'],
])('%s is a place within the app', (returnTo, path) => {
  expect(checkReturnTo(returnTo, origin)).toBe(path);
});

test.each([
  '',
  'library',
  '?page=2',
  '//evil.example',
  '///evil.example',
  '/\\evil.example',
  '\\\\evil.example',
  '/a\\..\\\\evil.example',
  // Of this origin as they stand, and led elsewhere once the dots were resolved.
  '/.//evil.example',
  '/%2e//evil.example',
  '/a/..//evil.example',
  '/a/%2E%2E//evil.example',
  '/.\t//evil.example',
  '/.//',
  '/a/..///',
  '/\t/evil.example',
  '/\n/evil.example',
  '/a\r\nset-cookie: spixie=x',
  '/\u0000',
  ' //evil.example',
  'javascript:alert(1)',
  'java\nscript:alert(1)',
  'data:text/html,x',
  'https://evil.example/',
  'https:evil.example',
  'https://app.example/',
  'https://app.example:8443/',
  'https://app.example@evil.example/',
  `/${'a'.repeat(1_000)}`,
  // A thousand and one in a URL.
  `/${'å'.repeat(167)}`,
])('%j leads out of it, or is none', (returnTo) => {
  expect(checkReturnTo(returnTo, origin)).toBeUndefined();
});

test('whatever is let through leads a browser to this origin, in a header of one line', () => {
  const piece = fc.constantFrom(
    '/',
    '\\',
    '.',
    '..',
    '%2e',
    '%2f',
    '%5c',
    '@',
    ':',
    '?',
    '#',
    'evil.example',
    '\t',
    '\r\n',
    ' ',
    'å',
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 8 }), (pieces) => {
      const path = checkReturnTo(`/${pieces.join('')}`, origin);
      if (path === undefined) return;
      expect(path).toMatch(/^\/(?!\/)[!-~]*$/);
      expect(new URL(path, `${origin}/auth/callback`).origin).toBe(origin);
    }),
    { numRuns: 3_000 },
  );
});
