import { type OperationFacts, operations } from 'spixie/operations';
import { expect, test } from 'vitest';
import { generateSchemas } from '../../scripts/contract/generated-schemas.mjs';
import { read } from './repository-files.js';

const page = read('docs/operations.md');

/** The rows of the table under a heading, without its head. */
function rowsUnder(heading: string): string[] {
  const section = page.split(/^## /mu).find((part) => part.startsWith(`${heading}\n`)) ?? '';
  return section.split('\n').filter((line) => line.startsWith('| `'));
}

const code = (text: string): string => `\`${text}\``;
const apps = { available: 'all', removed: 'not in Development Mode', restricted: 'extended access of 2024' };

function scopesOf({ scopes, scopeRule, alwaysScopes = [] }: OperationFacts): string {
  const others = scopes.filter((scope) => !alwaysScopes.includes(scope)).map(code);
  if (others.length === 0) return '';
  const list = others.join(', ');
  const rule = { all: list, any: `one of ${list}`, optional: `${list} ${others.length > 1 ? 'add' : 'adds'}` };
  return [...alwaysScopes.map(code), rule[scopeRule]].join(', ');
}

test('docs/operations.md lists every operation as the table has it', () => {
  const rows = Object.entries(operations).map(([name, facts]) => {
    const { status, replacement } = facts;
    return `| ${code(name)} | ${scopesOf(facts)} | ${apps[status]} | ${replacement ? code(replacement) : ''} |`;
  });
  expect(rowsUnder('Operations')).toEqual(rows);
});

test('docs/operations.md lists every property that Development Mode apps never get', async () => {
  const rows = Object.entries(await generateSchemas()).flatMap(([type, { properties = {} }]) => {
    const lost = Object.entries(properties).filter(([, { absentIn }]) => absentIn === 'development-2026');
    return lost.length > 0
      ? [
          `| ${code(type)} | ${lost
            .map(([name]) => code(name))
            .sort()
            .join(', ')} |`,
        ]
      : [];
  });
  expect(rows.length).toBeGreaterThan(10);
  expect(rowsUnder('Properties')).toEqual(rows.sort());
});
