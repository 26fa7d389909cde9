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
  testing: { folders: ['session'] },
  browser: { folders: everyRuntime },
  node: { folders: everyRuntime, packages: /^node:/ },
  react: { folders: everyRuntime, typesOf: ['browser'], packages: /^react$/ },
  // The entry points of every runtime, which are files and no folder.
  '.': { folders: everyRuntime },
};

/** The local Spotify uses packages as it likes, but knows of the library only the contract. */
const packagesOfLocal = /^(?!@?spixie(\/|$))|^spixie\/operations$/;
const belowTheServer = [
  'accounts',
  'answers',
  'catalogue',
  'dashboard',
  'faults',
  'fixtures',
  'hosts',
  'inspector',
  'management',
  'web-api',
];

/** The local Spotify's one direction, by folder of packages/local/src: from what stands alone to the server that puts all together. */
const local: Readonly<Record<string, ImportRule>> = {
  answers: { folders: [] },
  faults: { folders: [] },
  world: { folders: ['faults'] },
  catalogue: { folders: ['faults', 'world'] },
  inspector: { folders: ['faults'] },
  hosts: { folders: [], typesOf: ['world'] },
  tls: { folders: ['hosts'] },
  accounts: { folders: ['answers', 'hosts', 'inspector', 'world'], typesOf: ['faults', 'management'] },
  management: { folders: ['accounts', 'world'], typesOf: ['faults'] },
  fixtures: { folders: ['catalogue', 'faults', 'management', 'web-api', 'world'] },
  'web-api': { folders: ['accounts', 'answers', 'hosts', 'inspector', 'world'], typesOf: ['catalogue', 'faults'] },
  dashboard: { folders: ['accounts', 'inspector', 'world'], typesOf: ['hosts', 'management'] },
  'ways-in': { folders: ['hosts', 'tls', 'world'], typesOf: ['http'] },
  http: { folders: [...belowTheServer, 'ways-in', 'world'] },
  '.': { folders: [...belowTheServer, 'http', 'ways-in', 'world'] },
};

/** Signing in on servers, over the library's entry points. Nothing of Node's but in the adapters. */
const server: Readonly<Record<string, ImportRule>> = {
  adapters: { folders: [], packages: /^node:/ },
  events: { folders: [], packages: /^spixie(\/operations)?$/ },
  gate: { folders: [], packages: /^spixie$/ },
  sealing: { folders: [], packages: /^jose$/ },
  http: { folders: [] },
  sessions: { folders: ['events', 'sealing'], packages: /^spixie$/ },
  redis: { folders: ['sessions'], typesOf: ['gate'], packages: /^spixie$/ },
  postgres: { folders: ['sessions'], typesOf: ['gate'], packages: /^spixie$/ },
  options: { folders: ['http'], typesOf: ['events', 'sessions'], packages: /^spixie(\/operations)?$/ },
  routes: { folders: ['events', 'http', 'sealing'], typesOf: ['options', 'sessions'], packages: /^spixie(\/operations)?$/ },
  '.': { folders: ['events', 'gate', 'http', 'options', 'routes', 'sealing', 'sessions'], packages: /^spixie(\/operations)?$/ },
};

/** The command line is thin over the packages that it puts together. */
const cli: ImportRule = { folders: [], packages: /^(node:|spixie(\/node)?$|@spixie\/(local|server)$)/ };

/**
 * Reads the imports of one source file and says which of them it may not have.
 *
 * @param file its path from the root of the workspace, with forward slashes
 * @returns a sentence for each
 */
export function forbiddenImports(file: string, source: string): string[] {
  const { place, rule } = ruleOf(file);
  if (!rule) return [`${place.home} has no rule: say in tests/architecture/import-rules.ts what it may import.`];
  return findImports(file, source)
    .filter((found) => !isAllowed(found, file, place, rule))
    .map(({ specifier }) => `${file} imports '${specifier}', which ${place.home} may not: see tests/architecture/import-rules.ts.`);
}

/** Where a file is. */
interface Place {
  /** The folder of the package's source. */
  root: string;
  /** The folder that the rule is for. */
  home: string;
}

function ruleOf(file: string): { place: Place; rule: ImportRule | undefined } {
  const [, root = '', name, path = ''] = /^(packages\/([^/]+)\/src)\/(.+)$/.exec(file) ?? [];
  if (name === 'cli') return { place: { root, home: root }, rule: cli };
  const folder = path.includes('/') ? path.slice(0, path.indexOf('/')) : '.';
  const place = { root, home: posix.join(root, folder) };
  if (name === 'server') return { place, rule: server[folder] };
  if (name !== 'local') return { place, rule: library[folder] };
  const rule = local[folder];
  return { place, rule: rule && { packages: packagesOfLocal, ...rule } };
}

function isAllowed({ specifier, typesAlone }: Import, file: string, { root, home }: Place, rule: ImportRule): boolean {
  if (!specifier.startsWith('.')) return rule.packages?.test(specifier) ?? false;
  const target = posix.join(posix.dirname(file), specifier);
  // Below the entry points are the folders, for which the rule speaks.
  const isEntryPoint = home === root && rule.folders.length > 0;
  if (isEntryPoint ? posix.dirname(target) === root : target.startsWith(`${home}/`)) return true;
  const folders = typesAlone ? [...rule.folders, ...(rule.typesOf ?? [])] : rule.folders;
  return folders.some((folder) => target.startsWith(`${root}/${folder}/`));
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
