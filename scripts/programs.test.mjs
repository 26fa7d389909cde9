import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { findPrograms } from './programs.mjs';

let directory;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'spixie-programs-'));
});
afterEach(() => rmSync(directory, { recursive: true, force: true }));

const wanted = [
  {
    name: 'Gadget',
    variable: 'GADGET_PATH',
    commands: ['gadget', 'gadget-stable'],
    debianPackage: 'no-such-gadget',
    otherwise: 'brew install gadget',
  },
];

function program(name) {
  const path = join(directory, process.platform === 'win32' ? `${name}.exe` : name);
  writeFileSync(path, '');
  chmodSync(path, 0o755);
  return path;
}

test('takes the program that the environment names', async () => {
  program('gadget');
  const named = program('other');
  expect(await findPrograms({ GADGET_PATH: named, PATH: directory }, wanted)).toEqual({ GADGET_PATH: named });
});

test('finds a program on the PATH under any of its names', async () => {
  const path = program('gadget-stable');
  expect(await findPrograms({ PATH: directory }, wanted)).toEqual({ GADGET_PATH: path });
});

test('asks elsewhere when the PATH has none', async () => {
  const path = program('hidden');
  expect(await findPrograms({ PATH: '' }, [{ ...wanted[0], elsewhere: async () => path }])).toEqual({ GADGET_PATH: path });
});

test('refuses a name in the environment behind which there is no program', async () => {
  await expect(findPrograms({ GADGET_PATH: '/nowhere', PATH: directory }, wanted)).rejects.toThrow(
    'GADGET_PATH is "/nowhere", and there is no program: set it to the path of Gadget, or unset it to have it found.',
  );
});

test('fails with a sentence when there is none, and cannot be installed', async () => {
  // Without a PATH the installation, which a root user of Debian would get, finds no apt-get.
  const sentence = /^The tests need Gadget, which .*, or set GADGET_PATH to where it is\.$/;
  await expect(findPrograms({ PATH: directory }, wanted)).rejects.toThrow(sentence);
});
