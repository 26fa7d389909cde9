import { expect, test } from 'vitest';
import { createCookies } from './cookies.js';

const read = (cookie: string): Record<string, string> =>
  Object.fromEntries(createCookies('https://app.example').read(new Request('https://app.example', { headers: { cookie } })));

test.each([
  ['a=1; b=2', { a: '1', b: '2' }],
  ['a=1;b=2', { a: '1', b: '2' }],
  ['a=1=2', { a: '1=2' }],
  ['a=', { a: '' }],
  ['a; ; b=2', { b: '2' }],
  [' =1; b=2', { b: '2' }],
  ['ab=1; abc; abd', { ab: '1' }],
  ['a=1; a=1', { a: '1' }],
  // Which of them the app has set cannot be told.
  ['a=1; a=2; b=3', { b: '3' }],
  ['a=1; a=2; a=1', {}],
  ['__proto__=1', { ['__proto__']: '1' }],
])('of "%s" is read what is there once', (header, cookies) => {
  expect(read(header)).toEqual(cookies);
});

test('of more than 16 KB nothing is read', () => {
  expect(read(`a=1; b=${'x'.repeat(16_000)}`)).toMatchObject({ a: '1' });
  expect(read(`a=1; b=${'x'.repeat(16_400)}`)).toEqual({});
});

test('with https a cookie is bound to its host, and its name to a port other than 443', () => {
  expect(createCookies('https://app.example').set('a', 'b', 60)).toBe(
    '__Host-a=b; Max-Age=60; Path=/; HttpOnly; SameSite=Lax; Secure',
  );
  expect(createCookies('https://app.example:8443').nameOf('a')).toBe('__Host-8443-a');
  expect(createCookies('http://127.0.0.1:3000').clear('a')).toBe('3000-a=; Max-Age=0; Path=/; HttpOnly; SameSite=Lax');
});
