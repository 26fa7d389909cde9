import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { root } from './repository-files.js';
import type { SnippetFolder } from './snippet-folder.js';
import type { Place, Snippet } from './snippets.js';

const tsc = fileURLToPath(new URL('node_modules/typescript/bin/tsc', root));

/** What each place has: a page knows nothing of Node's, and Node's programs nothing of a page's. */
const environments: Record<Place, object> = {
  node: { lib: ['ES2023'], types: ['node'] },
  browser: { lib: ['ES2023', 'DOM', 'DOM.Iterable'], types: [] },
};

/** Checks the types of all snippets in one run, and gives the compiler's complaints with the file and line that a reader sees. */
export async function checkTypes(snippets: readonly Snippet[], folder: SnippetFolder): Promise<string[]> {
  const places = (Object.keys(environments) as Place[]).filter((place) => snippets.some((snippet) => snippet.place === place));
  for (const place of places) {
    const files: string[] = [];
    for (const [index, snippet] of snippets.entries()) {
      if (snippet.place !== place) continue;
      // Whether a file is a module of today's kind is said by its ending, and for .tsx by the package.json beside it.
      const file = `${index}.${snippet.language === 'tsx' ? 'tsx' : 'mts'}`;
      files.push(`./${file}`);
      // As far down as in its file, so that the line numbers are those of the file. An import or export makes it a module.
      await folder.write(`types/${place}/${file}`, `${'\n'.repeat(snippet.line - 1)}${snippet.code}\nexport {};\n`);
    }
    const compilerOptions = {
      strict: true,
      target: 'ES2022',
      module: 'NodeNext',
      noEmit: true,
      jsx: 'react-jsx',
      ...environments[place],
    };
    await folder.write(`types/${place}/tsconfig.json`, JSON.stringify({ compilerOptions, files }));
  }
  const references = places.map((place) => ({ path: `./${place}` }));
  await folder.write('types/package.json', JSON.stringify({ type: 'module' }));
  await folder.write('types/tsconfig.json', JSON.stringify({ files: [], references }));

  const output = await run(['-b', '--pretty', 'false', `${folder.path}/types`], `${folder.path}/types`);
  return output
    .split(/\r?\n/)
    .filter(Boolean)
    .map((line) =>
      line.replace(
        /^(?:node|browser)[\\/](\d+)\.(?:mts|tsx)\((\d+),\d+\)/,
        (_, index, at) => `${snippets[Number(index)]?.file}:${at}`,
      ),
    );
}

function run(args: readonly string[], cwd: string): Promise<string> {
  return new Promise((resolve, reject) => {
    execFile(process.execPath, [tsc, ...args], { cwd, timeout: 60_000 }, (error, stdout, stderr) => {
      // tsc tells of type errors on stdout, with a code of 1 or 2. Anything else is a failure of its own.
      if (error && !stdout) reject(new Error(`tsc failed: ${stderr || error.message}`));
      else resolve(stdout);
    });
  });
}
