import { expect, test } from 'vitest';
import { pathPattern } from './path-pattern.js';

test.each([
  ['/v1/me', '/v1/me', true],
  ['/v1/me', '/v1/me/x', false],
  ['/v1/*', '/v1/a/b', true],
  ['/v1/*', '/v1', false],
  ['*', '', true],
  ['*token', '/api/token', true],
  ['*token', '/api/tokens', false],
  ['/a*b*c', '/a/b/b/c', true],
  ['/a*b*c', '/ac', false],
  ['/ab*bc', '/abc', false],
  ['/ab*bc', '/abbc', true],
  ['/a.c', '/abc', false],
  ['/a**c', '/abc', true],
])('%s on %s: %s', (pattern, path, expected) => {
  expect(pathPattern(pattern).test(path)).toBe(expected);
});

test('many stars over a long path are answered all the same', () => {
  expect(pathPattern(`/${'*a'.repeat(50)}*b`).test(`/${'a'.repeat(10_000)}`)).toBe(false);
});
