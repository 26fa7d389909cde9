import { CompactEncrypt } from 'jose';
import { expect, test } from 'vitest';
import { deriveKey } from './derived-key.js';
import { createSealingKey, seal, unseal, unsealText } from './sealed.js';

const key = createSealingKey();
const by = { use: 'session', of: 'one' };

test('what was sealed opens with its key, for its use, and for whom it was', async () => {
  const sealed = await seal('hello', key, by);
  expect(await unsealText(sealed, key, by)).toBe('hello');
  expect(await unseal(sealed, createSealingKey(), by)).toBeUndefined();
  expect(await unseal(sealed, key, { ...by, use: 'profile' })).toBeUndefined();
  expect(await unseal(sealed, key, { ...by, of: 'two' })).toBeUndefined();
});

test('what was changed at any place, cut off or made longer does not open', async () => {
  const sealed = await seal('hello', key, by);
  for (let at = 0; at < sealed.length; at += 3) {
    // The first bit of a character: the last ones of a part may mean nothing.
    const other = sealed[at] === '.' ? 'A' : /[A-Za-f]/.test(sealed[at] ?? '') ? 'w' : 'B';
    expect(await unseal(sealed.slice(0, at) + other + sealed.slice(at + 1), key, by)).toBeUndefined();
    expect(await unseal(sealed.slice(0, at), key, by)).toBeUndefined();
  }
  for (const more of ['.', 'AAAA', '.AAAA']) expect(await unseal(sealed + more, key, by)).toBeUndefined();
});

test('nothing opens that chose its own way of encryption', async () => {
  const plain = new TextEncoder().encode('hello');
  const wrapped = await new CompactEncrypt(plain).setProtectedHeader({ alg: 'A256KW', enc: 'A256GCM', ...by }).encrypt(key);
  const shorter = await new CompactEncrypt(plain).setProtectedHeader({ alg: 'dir', enc: 'A128CBC-HS256', ...by }).encrypt(key);
  const none = `${Buffer.from(JSON.stringify({ alg: 'none', enc: 'none', ...by })).toString('base64url')}..a.aGVsbG8.a`;
  for (const sealed of [wrapped, shorter, none, 'hello', '', '....']) expect(await unseal(sealed, key, by)).toBeUndefined();
});

test('no two sealed texts are alike, and each purpose has a key of its own', async () => {
  expect(await seal('hello', key, by)).not.toBe(await seal('hello', key, by));
  const [forSignIn, forJobs, other] = await Promise.all([
    deriveKey('the same secret', 'sign-in'),
    deriveKey('the same secret', 'jobs'),
    deriveKey('another secret', 'sign-in'),
  ]);
  expect(new Set([forSignIn, forJobs, other].map((one) => Buffer.from(one).toString('hex'))).size).toBe(3);
  expect(forSignIn).toHaveLength(32);
});
