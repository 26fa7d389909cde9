import { posix } from 'node:path';
import { parseSync } from 'vite';

/** What the files of one folder may import besides each other. */
interface ImportRule {
  /** The folders of packages/spixie/src from which they may import. */
  folders: readonly string[];
  /** The folders from which they may import types alone, which a build erases. */
  typesOf?: readonly string[];
  /** The packages from which they may import: none unless said. */
  packages?: RegExp;
}

const everyRuntime = ['errors', 'transport', 'auth', 'session', 'web-api'];

/** The library's one direction of imports, by folder of packages/spixie/src: what is not said here is refused. */
const library: Readonly<Record<string, ImportRule>> = {
  errors: { folders: [] },
  transport: { folders: ['errors'] },
  auth: { folders: ['errors', 'transport'] },
  session: { folders: ['errors', 'transport', 'auth'] },
  'web-api': { folders: ['errors', 'transport'], typesOf: ['auth', 'session'] },
  browser: { folders: everyRuntime },
  node: { folders: everyRuntime, packages: /^node:/ },
  // The entry points of every runtime, which are files and no folder.
  '.': { folders: everyRuntime },
};

/** The local Spotify knows of the library only the contract. */
const local: ImportRule = { folders: [], packages: /^(?!@?spixie(\/|$))|^spixie\/operations$/ };

/** The command line is thin over the packages that it puts together. */
const cli: ImportRule = { folders: [], packages: /^(node:|spixie(\/node)?$|@spixie\/(local|server)$)/ };

/**
 * Reads the imports of one source file and says which of them it may not have.
 *
 * @param file its path from the root of the workspace, with forward slashes
 * @returns a sentence for each
 */
export function forbiddenImports(file: string, source: string): string[] {
  const { home, rule } = ruleOf(file);
  if (!rule) return [`${home} has no rule: say in tests/architecture/import-rules.ts what it may import.`];
  return findImports(file, source)
    .filter((found) => !isAllowed(found, file, home, rule))
    .map(({ specifier }) => `${file} imports '${specifier}', which ${home} may not: see tests/architecture/import-rules.ts.`);
}

function ruleOf(file: string): { home: string; rule: ImportRule | undefined } {
  const [, name, path = ''] = /^packages\/([^/]+)\/src\/(.+)$/.exec(file) ?? [];
  if (name === 'local') return { home: 'packages/local/src', rule: local };
  if (name === 'cli') return { home: 'packages/cli/src', rule: cli };
  const folder = path.includes('/') ? path.slice(0, path.indexOf('/')) : '.';
  return { home: posix.join(`packages/${name}/src`, folder), rule: library[folder] };
}

function isAllowed({ specifier, typesAlone }: Import, file: string, home: string, rule: ImportRule): boolean {
  if (!specifier.startsWith('.')) return rule.packages?.test(specifier) ?? false;
  const target = posix.join(posix.dirname(file), specifier);
  if (target.startsWith(`${home}/`) && (home !== 'packages/spixie/src' || posix.dirname(target) === home)) return true;
  const folders = typesAlone ? [...rule.folders, ...(rule.typesOf ?? [])] : rule.folders;
  return folders.some((folder) => target.startsWith(`packages/spixie/src/${folder}/`));
}

interface Import {
  specifier: string;
  typesAlone: boolean;
}

interface Node {
  type: string;
  importKind?: string;
  exportKind?: string;
  source?: { value?: unknown } | null;
}

function findImports(file: string, source: string): Import[] {
  const found: Import[] = [];
  const visit = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return;
    const node = value as Node;
    // `import { type T }` is not erased under verbatimModuleSyntax, so only the statement's own `type` counts.
    if (/^(Import(Declaration|Expression)|Export(Named|All)Declaration|TSImportType)$/.test(node.type) && node.source) {
      const typesAlone = node.type === 'TSImportType' || node.importKind === 'type' || node.exportKind === 'type';
      found.push({ specifier: String(node.source.value), typesAlone });
    }
    Object.values(value).forEach(visit);
  };
  visit(parseSync(file, source).program);
  return found;
}
