// `npm run packages`: packs each package that is published and checks the tarball as its users would meet it.
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { publint } from 'publint';
import { formatMessage } from 'publint/utils';
import { PlainError, runScript } from './plain-error.mjs';
import { root, runNpm, runTool } from './workspace.mjs';

/** What is wrong with one package, a sentence each. */
async function check({ directory, manifest }, temporary) {
  const packed = runNpm(['pack', '--json', '--pack-destination', temporary, directory]);
  if (packed.status !== 0) return [`npm pack failed: ${packed.stderr.trim()}`];
  const [{ filename }] = JSON.parse(packed.stdout);
  const tarball = join(temporary, filename);

  const { messages } = await publint({ pack: { tarball: toArrayBuffer(readFileSync(tarball)) }, strict: true });
  const problems = messages.map((message) => `publint: ${formatMessage(message, manifest, { color: false })}`);
  // A package of commands alone has no types to be wrong.
  if (!manifest.exports) return problems;
  const attw = runTool('@arethetypeswrong/cli/dist/index.js', [
    tarball,
    '--profile',
    'esm-only',
    '--no-color',
    '--no-emoji',
    '--format',
    'ascii',
  ]);
  return attw.status === 0 ? problems : [...problems, `attw: ${(attw.stdout + attw.stderr).trim()}`];
}

function toArrayBuffer({ buffer, byteOffset, byteLength }) {
  return buffer.slice(byteOffset, byteOffset + byteLength);
}

function publishedPackages() {
  return readdirSync(join(root, 'packages'))
    .map((name) => join(root, 'packages', name))
    .filter((directory) => existsSync(join(directory, 'package.json')))
    .map((directory) => ({ directory, manifest: JSON.parse(readFileSync(join(directory, 'package.json'), 'utf8')) }))
    .filter(({ manifest }) => !manifest.private);
}

await runScript(async () => {
  const temporary = mkdtempSync(join(tmpdir(), 'spixie-packages-'));
  const failed = [];
  try {
    for (const published of publishedPackages()) {
      const { name } = published.manifest;
      const problems = await check(published, temporary);
      if (problems.length > 0) failed.push(name);
      console.log([`${name}: ${problems.length === 0 ? 'ok' : 'not fit to be published'}`, ...problems].join('\n  '));
    }
  } finally {
    rmSync(temporary, { recursive: true, force: true });
  }
  if (failed.length > 0) throw new PlainError(`Not fit to be published, for the reasons above: ${failed.join(', ')}.`);
});
