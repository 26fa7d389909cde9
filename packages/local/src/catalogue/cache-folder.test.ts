import { join } from 'node:path';
import { expect, test } from 'vitest';
import { cacheFolder } from './cache-folder.js';

const home = (): string => '/of-ada';

test('is where each system has its caches', () => {
  expect(cacheFolder({}, 'linux', home)).toBe(join('/of-ada', '.cache', 'spixie'));
  expect(cacheFolder({ XDG_CACHE_HOME: '/cache' }, 'linux', home)).toBe(join('/cache', 'spixie'));
  expect(cacheFolder({ XDG_CACHE_HOME: 'cache' }, 'linux', home)).toBe(join('/of-ada', '.cache', 'spixie'));
  expect(cacheFolder({}, 'darwin', home)).toBe(join('/of-ada', 'Library', 'Caches', 'spixie'));
  expect(cacheFolder({ LOCALAPPDATA: 'L' }, 'win32', home)).toBe(join('L', 'spixie', 'cache'));
  expect(cacheFolder({}, 'win32', home)).toBe(join('/of-ada', 'AppData', 'Local', 'spixie', 'cache'));
});

test('is nowhere for who has no home', () => {
  const homeless = (): string => {
    throw new Error('ENOENT: no such user');
  };
  expect(cacheFolder({}, 'linux', homeless)).toBeUndefined();
});
