import { describe, expect, test } from 'vitest';
import { complainAboutRedirectUri, explainMismatch, isRegistered, withParameters } from './redirect-uri.js';

const registered = [
  'https://app.example/cb',
  'http://127.0.0.1:5173/callback',
  'http://127.0.0.1/free',
  'http://[::1]/free',
  'myapp://callback',
];

describe('what may be registered', () => {
  test.each([
    'https://app.example/callback',
    'https://app.example/callback?keep=1',
    'http://127.0.0.1:8080/callback',
    'http://127.0.0.1/callback',
    'http://127.0.0.1',
    'http://[::1]:3000/callback',
    'http://[::1]/callback',
    'myapp://callback',
    'com.example.app:/oauth',
  ])('%s may', (uri) => {
    expect(complainAboutRedirectUri(uri)).toBeUndefined();
  });

  test.each([
    'http://localhost:5173/callback',
    'http://localhost/callback',
    'http://app.localhost/callback',
    'http://LOCALHOST:5173/callback',
    'http://app.example/callback',
    'http://192.168.1.20:8080/callback',
    'http://127.0.0.1.evil.example/callback',
    'http://127.0.0.1@evil.example/callback',
    'http://127.1:5173/callback',
    'http://2130706433/callback',
    'http://0.0.0.0:5173/callback',
  ])('%s is insecure', (uri) => {
    expect(complainAboutRedirectUri(uri)?.error).toBe('INVALID_CLIENT: Insecure redirect URI');
  });

  test.each([
    '/callback',
    'callback',
    '',
    'https://app.example/cb#part',
    'https://',
    'javascript:alert(1)',
    'data:text/html,x',
    'https://a b/',
    'https://a/\r\nx',
  ])('%j is invalid', (uri) => {
    expect(complainAboutRedirectUri(uri)?.error).toBe('INVALID_CLIENT: Invalid redirect URI');
  });

  test('tells who writes localhost what to write instead', () => {
    expect(complainAboutRedirectUri('http://localhost:5173/callback')?.hint).toContain('127.0.0.1');
  });
});

describe('what a request may name', () => {
  test.each([
    'https://app.example/cb',
    'http://127.0.0.1:5173/callback',
    'http://127.0.0.1/free',
    'http://127.0.0.1:49152/free',
    'http://[::1]:1/free',
    'myapp://callback',
  ])('%s is registered', (uri) => {
    expect(isRegistered(uri, registered)).toBe(true);
  });

  test.each([
    ['another port where one was registered', 'http://127.0.0.1:5174/callback'],
    ['no port where one was registered', 'http://127.0.0.1/callback'],
    ['the other loopback address', 'http://[::1]:5173/callback'],
    ['a trailing slash', 'https://app.example/cb/'],
    ['another case', 'https://app.example/CB'],
    ['another case of the host', 'https://APP.example/cb'],
    ['a query', 'https://app.example/cb?x=1'],
    ['a fragment', 'https://app.example/cb#x'],
    ['a path below', 'https://app.example/cb/more'],
    ['a path that resolves to it', 'https://app.example/x/../cb'],
    ['an encoded path', 'https://app.example/%63b'],
    ['another scheme', 'http://app.example/cb'],
    ['a host that only begins like it', 'https://app.example.evil.example/cb'],
    ['somebody before the @', 'https://app.example@evil.example/cb'],
    ['a free port and another path', 'http://127.0.0.1:49152/other'],
    ['a free port on localhost', 'http://localhost:49152/free'],
    ['a free port on a host that begins like it', 'http://127.0.0.1:80@evil.example/free'],
    ['port 0', 'http://127.0.0.1:0/free'],
    ['a port that is none', 'http://127.0.0.1:99999/free'],
    ['spaces around it', ' https://app.example/cb '],
    ['a custom scheme with more', 'myapp://callback/more'],
  ])('%s is not', (_, uri) => {
    expect(isRegistered(uri, registered)).toBe(false);
  });
});

test('says which registered one was nearly meant', () => {
  expect(explainMismatch('https://app.example/cb/', registered)).toContain('"https://app.example/cb" is what is registered');
  expect(explainMismatch('http://127.0.0.1:5174/callback', registered)).toContain('"http://127.0.0.1:5173/callback"');
  expect(explainMismatch('https://other.example/x', registered)).toContain('myapp://callback');
});

test('adds parameters and leaves what was registered as it is', () => {
  expect(withParameters('myapp://callback', { code: 'a b', state: undefined })).toBe('myapp://callback?code=a+b');
  expect(withParameters('https://a.example/CB?keep=%20', { code: 'c', state: 's&t' })).toBe(
    'https://a.example/CB?keep=%20&code=c&state=s%26t',
  );
});
