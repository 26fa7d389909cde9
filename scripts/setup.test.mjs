import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { isInstalled, refuseOldNode } from './setup.mjs';

describe('the version of Node', () => {
  test.each(['16.20.2', '18.20.4', '20.18.3'])('%s is refused with a sentence that says what to install', (version) => {
    expect(() => refuseOldNode(version)).toThrow(
      `This needs Node 20.19 or newer, and this is ${version}: install the current release from nodejs.org.`,
    );
  });

  test.each(['20.19.0', '20.20.2', '22.0.0', '26.1.0'])('%s is new enough', (version) => {
    expect(() => refuseOldNode(version)).not.toThrow();
  });
});

describe('what is installed', () => {
  let directory;
  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), 'spixie-setup-'));
    mkdirSync(join(directory, 'node_modules'));
  });
  afterEach(() => rmSync(directory, { recursive: true, force: true }));

  const asked = {
    '': { name: 'root' },
    'packages/x': { version: '1.0.0' },
    'node_modules/x': { resolved: 'packages/x', link: true },
    'node_modules/a': { version: '1.0.0' },
    'node_modules/other-platform': { version: '1.0.0', optional: true },
  };
  const complete = { 'node_modules/x': { resolved: 'packages/x', link: true }, 'node_modules/a': { version: '1.0.0' } };

  function judge(present) {
    writeFileSync(join(directory, 'package-lock.json'), JSON.stringify({ packages: asked }));
    if (present) writeFileSync(join(directory, 'node_modules/.package-lock.json'), JSON.stringify({ packages: present }));
    return isInstalled(directory);
  }

  test('is enough without the packages of other platforms', () => expect(judge(complete)).toBe(true));
  test('is too little in a fresh clone, and after an interrupted installation', () => expect(judge(undefined)).toBe(false));
  test('is too little when a package is missing', () => expect(judge({ ...complete, 'node_modules/a': undefined })).toBe(false));
  test('is too little when a workspace is not linked', () =>
    expect(judge({ ...complete, 'node_modules/x': undefined })).toBe(false));
  test('is out of date when a version differs', () => {
    expect(judge({ ...complete, 'node_modules/a': { version: '0.9.0' } })).toBe(false);
  });
});
