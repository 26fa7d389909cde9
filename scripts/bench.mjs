// `npm run bench`: figures beside peers, in one run. `npm run bench -- pkce-pairs` runs one comparison.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { PlainError, runScript } from './plain-error.mjs';
import { setUp } from './setup.mjs';
import { root } from './workspace.mjs';

// What the comparisons are written with.
const beside = new Set(['compare.mjs', 'load.mjs', 'pinned-process.mjs']);

await runScript(async () => {
  setUp();
  const all = readdirSync(join(root, 'bench'))
    .filter((file) => file.endsWith('.mjs') && !beside.has(file))
    .map((file) => file.slice(0, -'.mjs'.length));
  const wanted = process.argv.slice(2);
  const unknown = wanted.find((name) => !all.includes(name));
  if (unknown !== undefined) throw new PlainError(`There is no comparison "${unknown}": choose of ${all.join(', ')}.`, 2);
  console.log(`Node ${process.versions.node} on ${process.platform} ${process.arch}`);
  for (const name of wanted.length ? wanted : all)
    await (await import(pathToFileURL(join(root, 'bench', `${name}.mjs`)).href)).run();
});
