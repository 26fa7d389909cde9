import { type OperationName, operations } from 'spixie/operations';
import { beforeAll, describe, expect, test } from 'vitest';
import { type GeneratedSchema, generateSchemas } from '../../scripts/contract/generated-schemas.mjs';

const names = Object.keys(operations) as OperationName[];

let schemas: Record<string, GeneratedSchema>;
beforeAll(async () => {
  schemas = await generateSchemas();
});

const typeOf = (name: OperationName): GeneratedSchema => schemas['Operations']?.properties?.[name] ?? {};
const partOf = (name: OperationName, part: 'path' | 'query' | 'body'): GeneratedSchema => {
  const schema = typeOf(name).properties?.[part] ?? {};
  const reference = schema['$ref'];
  return typeof reference === 'string' ? (schemas[decodeURIComponent(reference.replace('#/definitions/', ''))] ?? {}) : schema;
};

test('there are 97 operations, each with a type and facts', () => {
  expect(names).toHaveLength(97);
  expect(Object.keys(schemas['Operations']?.properties ?? {}).sort()).toEqual([...names].sort());
});

describe('each operation', () => {
  test('takes the parameters that its path names', () => {
    for (const name of names) {
      const inName = [...name.matchAll(/\{(\w+)\}/gu)].map(([, parameter]) => parameter);
      const { properties = {}, required = [] } = partOf(name, 'path');
      expect(Object.keys(properties), name).toEqual(inName);
      expect(required, name).toEqual(inName);
    }
  });

  test('says how many ids a list may have', () => {
    const unlimited = names.flatMap((name) => {
      // A body that repeats what the query has repeats its limit as well.
      const properties = { ...partOf(name, 'body').properties, ...partOf(name, 'query').properties };
      const lists = Object.entries(properties).filter(([list]) => /^(ids|uris|items|tracks|\w+_ids|seed_\w+)$/u.test(list));
      return lists.filter(([, list]) => !(Number(list['maxItems']) > 0)).map(([list]) => `${name} ${list}`);
    });
    // Nobody knows how many tracks can be played at once.
    expect(unlimited).toEqual(['PUT /me/player/play uris']);
  });

  test('tells the editor what its facts say', () => {
    for (const name of names) {
      const { status, replacement } = operations[name];
      const deprecated = typeOf(name)['deprecated'];
      const advice = replacement === undefined ? ', without a replacement.' : `: use \`${replacement}\``;
      if (status === 'available') expect(deprecated, name).toBeUndefined();
      if (status === 'restricted') expect(deprecated, name).toMatch(/^Restricted since November 2024 /u);
      if (status === 'removed') expect(deprecated, name).toContain(`Removed for Development Mode apps in February 2026${advice}`);
    }
    const count = (status: string) => names.filter((name) => operations[name].status === status).length;
    expect([count('available'), count('removed'), count('restricted')]).toEqual([49, 40, 8]);
  });

  test('that was removed is replaced by what every app has', () => {
    for (const name of names) {
      const { status, replacement } = operations[name];
      if (replacement === undefined) continue;
      expect(status, name).toBe('removed');
      expect(operations[replacement].status, name).toBe('available');
    }
  });

  test('has a rule that makes sense of its scopes', () => {
    for (const name of names) {
      const { scopes, scopeRule, alwaysScopes = [] } = operations[name];
      const others = scopes.filter((scope) => !alwaysScopes.includes(scope));
      expect(new Set(scopes).size, name).toBe(scopes.length);
      expect(scopes, name).toEqual(expect.arrayContaining([...alwaysScopes]));
      if (scopeRule === 'any') expect(others.length, name).toBeGreaterThan(1);
      if (scopeRule === 'optional') expect(others.length, name).toBeGreaterThan(0);
      if (scopeRule === 'all') expect(alwaysScopes, name).toEqual([]);
    }
  });
});

describe('what depends on the tier', () => {
  const tiers = ['extended', 'development-legacy', 'development-2026'];

  test('is optional in the type, deprecated where a tier never has it, and names tiers that there are', () => {
    let found = 0;
    for (const [type, { properties = {}, required = [] }] of Object.entries(schemas)) {
      for (const [name, { absentIn, requiredIn, deprecated }] of Object.entries(properties)) {
        const absent = absentIn?.split(', ') ?? [];
        const present = requiredIn?.split(', ') ?? [];
        if (absent.length + present.length === 0) continue;
        found += 1;
        const where = `${type}.${name}`;
        expect(
          [...absent, ...present].filter((tier) => !tiers.includes(tier)),
          where,
        ).toEqual([]);
        expect(
          absent.filter((tier) => present.includes(tier)),
          where,
        ).toEqual([]);
        expect(required, where).not.toContain(name);
        if (absent.length > 0) expect(deprecated, where).toMatch(/bsent for Development Mode apps/u);
      }
    }
    expect(found).toBeGreaterThan(20);
  });
});
