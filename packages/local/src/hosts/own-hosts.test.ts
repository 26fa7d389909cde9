import { describe, expect, test } from 'vitest';
import { createLocalSpotify } from '../http/local-spotify.js';
import { checkHosts, ownHosts, urlHost } from './own-hosts.js';

describe('on loopback', () => {
  const hosts = ownHosts({ host: '127.0.0.1', port: 8888, allowedHosts: [] });
  test.each([
    ['127.0.0.1:8888', true],
    ['LOCALHOST:8888', true],
    ['[::1]:8888', true],
    ['127.0.0.1', false],
    ['192.168.1.5:8888', false],
    ['evil.example:8888', false],
    ['127.0.0.1.evil.example:8888', false],
    ['', false],
  ])('%s: %s', (host, expected) => {
    expect([hosts.isOpen, hosts.isOwn(host)]).toEqual([false, expected]);
  });
});

describe('open to the network', () => {
  const hosts = ownHosts({ host: '0.0.0.0', port: 8888, allowedHosts: ['spotify.test'] });
  test.each([
    ['127.0.0.1:8888', true],
    ['192.168.1.5:8888', true],
    ['[fe80::1]:8888', true],
    ['Spotify.test:8888', true],
    ['192.168.1.5', false],
    ['evil.example:8888', false],
    ['192.168.1.5.evil.example:8888', false],
    ['[evil]:8888', false],
  ])('%s: %s', (host, expected) => {
    expect([hosts.isOpen, hosts.isOwn(host)]).toEqual([true, expected]);
  });

  test.each([
    ['http://127.0.0.1:5173', true],
    ['http://192.168.1.5:8888', true],
    ['http://192.168.1.66', false],
    ['https://evil.example', false],
    ['null', false],
  ])('a page of %s may change something: %s', (origin, expected) => {
    expect(hosts.isTrusted(origin, '192.168.1.5:8888')).toBe(expected);
  });
});

test('a name without a port on port 80 is ours', () => {
  expect(ownHosts({ host: 'devbox', port: 80, allowedHosts: [] }).isOwn('devbox')).toBe(true);
});

test.each(['', 'a b', 'http://x', 'x:80', 'x/y', '-', 'a..\n'])('"%s" is no host', (host) => {
  expect(() => checkHosts(host, [])).toThrow('is no host');
  expect(() => checkHosts('127.0.0.1', [host])).toThrow('is no host');
});

test('stands in URLs as programs of this machine reach it', () => {
  expect(['0.0.0.0', '::', '::1', '192.168.1.5', 'devbox'].map(urlHost)).toEqual([
    '127.0.0.1',
    '127.0.0.1',
    '[::1]',
    '192.168.1.5',
    'devbox',
  ]);
});

test('listens where it is told to, and nowhere else', async () => {
  await using local = await createLocalSpotify({ host: '127.0.0.2' });
  const { port } = new URL(local.accountsUrl);
  expect(local.accountsUrl).toBe(`http://127.0.0.2:${port}`);
  expect((await fetch(local.controlUrl)).status).toBe(200);
  await expect(fetch(`http://127.0.0.1:${port}`)).rejects.toThrow();
  await using open = await createLocalSpotify({ host: '0.0.0.0' });
  expect((await fetch(open.controlUrl)).status).toBe(200);
  expect((await fetch(open.controlUrl.replace('127.0.0.1', '127.0.0.2'))).status).toBe(200);
  await expect(createLocalSpotify({ host: 'a b' })).rejects.toThrow('is no host');
});
