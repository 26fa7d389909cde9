// `npm run size`: bundles each entry as an app would and holds its gzipped size against its budget. `--json` is for machines.
import { parseArgs } from 'node:util';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';
import { PlainError, runScript } from './plain-error.mjs';
import { entries } from './size-entries.mjs';
import { root } from './workspace.mjs';

async function measure({ name, source, budget }) {
  const { outputFiles } = await build({
    stdin: { contents: source, resolveDir: root, sourcefile: `${name}.js` },
    bundle: true,
    minify: true,
    format: 'esm',
    target: 'es2022',
    platform: 'browser',
    external: ['react'],
    legalComments: 'none',
    write: false,
  });
  const [{ contents }] = outputFiles;
  return { name, minified: contents.length, gzipped: gzipSync(contents, { level: 9 }).length, budget };
}

function print(sizes) {
  const rows = sizes.map(({ name, minified, gzipped, budget }) => [
    name,
    minified,
    gzipped,
    budget,
    `${Math.round((gzipped / budget) * 100)} %`,
  ]);
  const table = [['entry', 'minified', 'gzipped', 'budget', 'used'], ...rows].map((row) => row.map(String));
  const widths = table[0].map((_, column) => Math.max(...table.map((row) => row[column].length)));
  for (const [name, ...figures] of table) {
    console.log([name.padEnd(widths[0]), ...figures.map((figure, index) => figure.padStart(widths[index + 1]))].join('  '));
  }
}

await runScript(async () => {
  const { values } = parseArgs({ options: { json: { type: 'boolean', default: false } } });
  const sizes = [];
  for (const entry of entries) sizes.push(await measure(entry));
  if (values.json) console.log(JSON.stringify(sizes, null, 2));
  else print(sizes);
  const over = sizes.filter(({ gzipped, budget }) => gzipped > budget);
  if (over.length === 0) return;
  const excess = over.map(({ name, gzipped, budget }) => `"${name}" by ${gzipped - budget}`).join(', ');
  throw new PlainError(
    `Over budget, in gzipped bytes: ${excess}. Make it smaller, or raise the budget in scripts/size-entries.mjs and say why.`,
  );
});
