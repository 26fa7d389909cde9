import { X509Certificate } from 'node:crypto';
import { chmod, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createServerCertificate } from './authority.js';
import { authorityDirectory, openAuthority } from './authority-files.js';

const DAY = 86_400_000;
const now = Date.parse('2026-11-20T12:00:00Z');
let directory: string;
beforeEach(async () => {
  directory = join(await mkdtemp(join(tmpdir(), 'spixie-authority-')), 'not', 'there', 'yet');
});
afterEach(() => rm(join(directory, '../../..'), { recursive: true }));

test('the authority is for the two hosts and 127.0.0.1 only, and signs no further authority', async () => {
  const { caFile, certificate } = await openAuthority(directory, now);
  expect(await readFile(caFile, 'utf8')).toBe(certificate);
  const parsed = new X509Certificate(certificate);
  expect(parsed.ca).toBe(true);
  // permittedSubtrees with two host names and an address with its mask, critical: as RFC 5280 §4.2.1.10 encodes it.
  const hex = (text: string): string => Buffer.from(text).toString('hex');
  const constraints = `82${'14'}${hex('accounts.spotify.com')}3011820f${hex('api.spotify.com')}300a87087f000001ffffffff`;
  expect(parsed.raw.toString('hex')).toContain('0603551d1e0101ff');
  expect(parsed.raw.toString('hex')).toContain(constraints);
  expect(parsed.raw.toString('hex')).toContain('30060101ff020100');
});

test('a certificate is for both hosts, signed by the authority, and ends before the authority', async () => {
  const authority = await openAuthority(directory, now);
  const { cert, notAfter } = createServerCertificate(authority, now);
  const [parsed, issuer] = [new X509Certificate(cert), new X509Certificate(authority.certificate)];
  expect(parsed.checkIssued(issuer)).toBe(true);
  expect(parsed.verify(issuer.publicKey)).toBe(true);
  expect(parsed.subjectAltName).toBe('DNS:accounts.spotify.com, DNS:api.spotify.com, IP Address:127.0.0.1');
  expect(Date.parse(parsed.validTo)).toBe(notAfter);
  expect(notAfter).toBeLessThan(Date.parse(issuer.validTo));
});

test.skipIf(process.platform === 'win32')('the key is for its owner alone', async () => {
  const { caFile } = await openAuthority(directory, now);
  const key = join(caFile, '../ca-key.pem');
  expect((await stat(key)).mode & 0o777).toBe(0o600);
  expect(await readFile(caFile, 'utf8')).not.toContain('PRIVATE');
  await chmod(key, 0o644);
  await expect(openAuthority(directory, now)).rejects.toThrow(
    /^Others than you may read .*ca-key\.pem.* Remove the folder .*authority-1/u,
  );
});

test('who starts next, and all who start at once, have the same authority', async () => {
  const all = await Promise.all(Array.from({ length: 12 }, () => openAuthority(directory, now)));
  expect(new Set(all.map((one) => one.certificate + one.key)).size).toBe(1);
  expect(await openAuthority(directory, now + DAY)).toEqual(all[0]);
  // No drafts are left.
  expect(await readdir(directory)).toEqual(['authority-1']);
});

test('an authority that ends soon gets a successor, which all have', async () => {
  const first = await openAuthority(directory, now);
  const later = now + 3600 * DAY;
  const [second, third] = await Promise.all([openAuthority(directory, later), openAuthority(directory, later)]);
  expect(second.caFile).not.toBe(first.caFile);
  expect(third).toEqual(second);
  expect(Date.parse(new X509Certificate(second.certificate).validTo)).toBeGreaterThan(later + 3000 * DAY);
});

test.each([
  ['ca.pem', 'nonsense'],
  ['ca-key.pem', 'nonsense'],
  ['ca-key.pem', ''],
])('a damaged %s is told in a sentence that says what to remove, without what stands in it', async (name, text) => {
  const { caFile } = await openAuthority(directory, now);
  await writeFile(join(caFile, '..', name), text);
  const folder = join(directory, 'authority-1');
  await expect(openAuthority(directory, now)).rejects.toThrow(
    new Error(
      `The files of the authority in ${folder} are damaged, or do not belong together. Remove the folder ${folder}, and a new one is made at the next start.`,
    ),
  );
});

test('a file that is missing is told, and after the folder is removed there is a new one', async () => {
  const first = await openAuthority(directory, now);
  await rm(first.caFile);
  await expect(openAuthority(directory, now)).rejects.toThrow(
    /^The authority in .* cannot be read \(ENOENT\)\. Remove the folder/u,
  );
  await rm(join(directory, 'authority-1'), { recursive: true });
  expect((await openAuthority(directory, now)).certificate).not.toBe(first.certificate);
});

test('it is kept where the system keeps a user’s data', () => {
  expect(authorityDirectory({ XDG_DATA_HOME: '/data' }, 'linux')).toBe(join('/data', 'spixie', 'authority'));
  expect(authorityDirectory({ XDG_DATA_HOME: 'data' }, 'linux')).toMatch(/\.local.share.spixie.authority$/u);
  expect(authorityDirectory({}, 'darwin')).toMatch(/Application Support.spixie.authority$/u);
  expect(authorityDirectory({ LOCALAPPDATA: 'L' }, 'win32')).toBe(join('L', 'spixie', 'authority'));
});
