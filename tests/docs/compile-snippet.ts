import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { root } from './repository-files.js';
import type { Snippet } from './snippets.js';

/** What stands in the snippets for what everybody has of their own. */
export interface Surroundings {
  readonly clientId: string;
  /** The port that is free here, in place of the one in the snippet's redirect URI. */
  readonly port: number;
}

/** A snippet as JavaScript. */
export interface CompiledSnippet {
  readonly code: string;
  /** What the snippet itself exports. The code exports the other names of its top level too, so that its functions can be called. */
  readonly exports: readonly string[];
}

/** Makes a module of a snippet: types gone; in a browser's the packages are inside, in Node they are imported. */
export async function compileSnippet(snippet: Snippet, { clientId, port }: Surroundings): Promise<CompiledSnippet> {
  const code = snippet.code
    .replaceAll('your-client-id', clientId)
    .replaceAll(/\bhttp:\/\/127\.0\.0\.1:\d+/g, `http://127.0.0.1:${port}`);
  const hidden = [...code.matchAll(/^(?:async )?(?:function\*?|class|const|let|var) (\w+)/gm)].map(([, name]) => name);
  const result = await build({
    stdin: {
      // As far down as in its file, so that a stack shows the lines of the file.
      contents: `${'\n'.repeat(snippet.line - 1)}${code}\nexport { ${hidden.join(', ')} };\n`,
      loader: snippet.language,
      sourcefile: snippet.file,
      resolveDir: fileURLToPath(root),
    },
    bundle: true,
    format: 'esm',
    target: 'es2022',
    jsx: 'automatic',
    ...(snippet.place === 'node'
      ? { platform: 'node', packages: 'external' }
      : { platform: 'browser', define: { 'process.env.NODE_ENV': '"development"' } }),
    sourcemap: 'inline',
    write: false,
    metafile: true,
    logLevel: 'silent',
  });
  const [output] = Object.values(result.metafile.outputs);
  return {
    code: result.outputFiles[0]?.text ?? '',
    exports: (output?.exports ?? []).filter((name) => !hidden.includes(name)),
  };
}
