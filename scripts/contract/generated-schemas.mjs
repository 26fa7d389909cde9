import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { root } from '../workspace.mjs';

const contract = join(root, 'packages/spixie/src/web-api/contract');
// What these say becomes a part of the schemas too.
const tags = ['absentIn', 'requiredIn'];

/**
 * The contract's types as JSON Schemas: `Operations` and everything that it names. Types are erased from what is built, so they are
 * read from the source. That takes seconds, so the result is kept, under a name that any change to its origin changes.
 *
 * @param {string} [cache] the directory where results are kept
 * @returns {Promise<Record<string, object>>} by the type's name
 */
export async function generateSchemas(cache = join(root, 'node_modules/.cache/contract')) {
  const file = join(cache, `${hashOfOrigin()}.json`);
  if (!existsSync(file)) {
    const schemas = await generate();
    mkdirSync(cache, { recursive: true });
    // Whoever reads at the same time must not find half a file.
    const unfinished = `${file}.${process.pid}`;
    writeFileSync(unfinished, JSON.stringify(schemas));
    renameSync(unfinished, file);
  }
  return JSON.parse(readFileSync(file, 'utf8'));
}

async function generate() {
  const { createGenerator } = await import('ts-json-schema-generator');
  const generator = createGenerator({
    path: join(contract, 'operations.ts'),
    tsconfig: join(root, 'packages/spixie/tsconfig.web.json'),
    type: 'Operations',
    expose: 'all',
    jsDoc: 'extended',
    extraTags: tags,
    skipTypeCheck: true,
  });
  return generator.createSchema('Operations').definitions;
}

function hashOfOrigin() {
  const hash = createHash('sha256');
  hash.update(readFileSync(new URL(import.meta.url)));
  hash.update(createRequire(import.meta.url)('ts-json-schema-generator/package.json').version);
  for (const name of readdirSync(contract).sort()) hash.update(`${name}\n`).update(readFileSync(join(contract, name)));
  return hash.digest('hex').slice(0, 16);
}
