import { fileURLToPath } from 'node:url';
import { createContext, Script } from 'node:vm';
import { build } from 'esbuild';

/**
 * What React Native adds to the language. Not among it: WebCrypto, `btoa`, `TextEncoder`, `structuredClone`, `AbortSignal.any` and
 * `.timeout`, `BroadcastChannel`, `navigator`, storages.
 */
function globalsOfReactNative(): Record<string, unknown> {
  const { AbortController, clearTimeout, fetch, queueMicrotask, setTimeout, URL, URLSearchParams } = globalThis;
  return { AbortController, clearTimeout, fetch, queueMicrotask, setTimeout, URL, URLSearchParams };
}

/** Runs a module as a bundle on an engine that has the language and little else, and gives what it exports. */
export async function runOnPhone<Exports>(file: URL): Promise<Exports> {
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(file)],
    bundle: true,
    format: 'iife',
    globalName: 'app',
    platform: 'neutral',
    mainFields: ['module', 'main'],
    target: 'es2022',
    write: false,
    logLevel: 'silent',
  });
  // The context has its own built-in objects of the language, and nothing of Node's.
  const context = createContext(globalsOfReactNative());
  new Script(outputFiles[0]?.text ?? '', { filename: 'phone.js' }).runInContext(context);
  return context['app'] as Exports;
}
