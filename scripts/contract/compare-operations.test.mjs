import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { compareOperations } from './compare-operations.mjs';
import { readContract } from './contract-operations.mjs';
import { judgeDifferences } from './judge-differences.mjs';
import { readOpenApi } from './open-api.mjs';
import { unwrap } from './unwrap.mjs';

let directory;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'spixie-contract-'));
});
afterEach(() => rmSync(directory, { recursive: true, force: true }));

// A library of books, as an OpenAPI file and as the types of a contract say it.
const openApi = () => ({
  openapi: '3.0.3',
  paths: {
    '/books/{id}': {
      get: {
        parameters: [{ $ref: '#/components/parameters/Id' }, { name: 'lang', in: 'query', schema: { type: 'string' } }],
        responses: { 200: { $ref: '#/components/responses/Book' }, 404: { description: '' } },
        security: [{ oauth: ['read'] }],
      },
    },
    '/shelf': {
      get: {
        deprecated: true,
        parameters: [
          { name: 'ids', in: 'query', required: true, schema: { type: 'string' } },
          { name: 'limit', in: 'query', schema: { type: 'integer', minimum: 1, maximum: 50, default: 20 } },
        ],
        responses: {
          200: { content: { 'application/json': { schema: { type: 'array', items: { $ref: '#/components/schemas/Thing' } } } } },
        },
        security: [{ oauth: [] }],
      },
      put: {
        requestBody: {
          content: {
            'application/json': {
              schema: { type: 'object', required: ['ids'], properties: { ids: { type: 'array', items: { type: 'string' } } } },
            },
          },
        },
        responses: { 201: { description: '' } },
        security: [{ oauth: ['read', 'write'] }],
      },
    },
  },
  components: {
    parameters: { Id: { name: 'id', in: 'path', required: true, schema: { type: 'string' } } },
    responses: { Book: { content: { 'application/json': { schema: { $ref: '#/components/schemas/Book' } } } } },
    schemas: {
      Base: {
        type: 'object',
        required: ['id', 'type'],
        properties: {
          id: { type: 'string' },
          type: { type: 'string', enum: ['book'] },
          pages: { type: 'integer', nullable: true },
          price: { deprecated: true, type: 'number' },
        },
      },
      Book: {
        allOf: [
          { $ref: '#/components/schemas/Base' },
          { type: 'object', properties: { sequel: { $ref: '#/components/schemas/Book' } } },
        ],
      },
      Film: { type: 'object', properties: { type: { type: 'string', enum: ['film'] }, minutes: { type: 'integer' } } },
      Thing: { oneOf: [{ $ref: '#/components/schemas/Book' }, { $ref: '#/components/schemas/Film' }] },
    },
  },
});

const types = () => ({
  Operations: {
    properties: {
      'GET /books/{id}': {
        properties: {
          path: { properties: { id: { type: 'string' } }, required: ['id'] },
          query: { properties: { lang: { type: 'string', enum: ['en', 'el'] } } },
          response: { $ref: '#/definitions/Book' },
        },
        required: ['path', 'response'],
      },
      'GET /shelf': {
        properties: {
          query: {
            properties: {
              ids: { type: 'array', items: { type: 'string' }, maxItems: 20 },
              limit: { type: 'number', minimum: 1, maximum: 50, default: 20 },
            },
            required: ['ids'],
          },
          response: { type: 'array', items: { anyOf: [{ $ref: '#/definitions/Book' }, { $ref: '#/definitions/Film' }] } },
        },
        required: ['query', 'response'],
        deprecated: 'Gone.',
      },
      'PUT /shelf': {
        properties: {
          body: { type: 'object', properties: { ids: { type: 'array', items: { type: 'string' } } }, required: ['ids'] },
          response: { not: {} },
        },
        required: ['body'],
      },
    },
  },
  Book: {
    type: 'object',
    properties: {
      id: { type: 'string' },
      type: { type: 'string', const: 'book' },
      pages: { type: ['number', 'null'] },
      price: { type: 'number', deprecated: 'Free.' },
      sequel: { $ref: '#/definitions/Book' },
    },
    required: ['id', 'type', 'sequel'],
  },
  Film: {
    type: 'object',
    properties: { type: { type: 'string', const: 'film' }, minutes: { type: 'number' } },
    required: ['type'],
  },
});

const table = () => ({
  'GET /books/{id}': { scopes: ['read'], status: 'available', success: 200 },
  'GET /shelf': { scopes: [], status: 'removed', success: 200 },
  'PUT /shelf': { scopes: ['write', 'read'], status: 'available', success: 201 },
});

/** What the check finds after `change` has had its way with one of the sides. */
function differencesAfter(change) {
  const sides = { openApi: openApi(), types: types(), table: table() };
  change(sides);
  const file = join(directory, 'schema.json');
  writeFileSync(file, JSON.stringify(sides.openApi));
  return compareOperations(readContract(sides.types, sides.table), readOpenApi(file));
}

const found = (change) => differencesAfter(change).map(({ where, is }) => `${where} [${is}]`);

test('finds nothing where a contract and a schema say the same, each in its own way', () => {
  expect(found(() => {})).toEqual([]);
});

describe('finds what was changed in the schema', () => {
  const schemas = ({ openApi }) => openApi.components.schemas;
  const shelf = ({ openApi }) => openApi.paths['/shelf'];
  test.each([
    ['an operation is new', (s) => (s.openApi.paths['/shelf'].post = shelf(s).put), ['POST /shelf [missing]']],
    ['an operation is gone', (s) => delete shelf(s).put, ['PUT /shelf [extra]']],
    ['an operation is deprecated', (s) => (shelf(s).put.deprecated = true), ['PUT /shelf [not deprecated]']],
    ['an operation is no longer deprecated', (s) => delete shelf(s).get.deprecated, ['GET /shelf [deprecated]']],
    ['a scope is new', (s) => (shelf(s).get.security = [{ oauth: ['read'] }]), ['GET /shelf scopes [of other values]']],
    ['a scope is gone', (s) => (shelf(s).put.security = [{ oauth: ['read'] }]), ['PUT /shelf scopes [of other values]']],
    ['another status is a success', (s) => (shelf(s).put.responses = { 204: {} }), ['PUT /shelf status [of other values]']],
    [
      'a parameter is new',
      (s) => shelf(s).get.parameters.push({ name: 'sort', in: 'query', schema: {} }),
      ['GET /shelf query sort [missing]'],
    ],
    ['a parameter is gone', (s) => shelf(s).get.parameters.pop(), ['GET /shelf query limit [extra]']],
    [
      'a parameter moves to the path',
      (s) => (shelf(s).get.parameters[0].in = 'path'),
      ['GET /shelf path ids [missing]', 'GET /shelf query ids [extra]'],
    ],
    ['a parameter is required', (s) => (shelf(s).get.parameters[1].required = true), ['GET /shelf query limit [optional]']],
    ['a parameter is optional', (s) => delete shelf(s).get.parameters[0].required, ['GET /shelf query ids [required]']],
    [
      'a parameter is deprecated',
      (s) => (shelf(s).get.parameters[1].deprecated = true),
      ['GET /shelf query limit [not deprecated]'],
    ],
    [
      'a parameter is of another kind',
      (s) => (shelf(s).get.parameters[0].schema.type = 'integer'),
      ['GET /shelf query ids [of another kind]'],
    ],
    ['a limit is lower', (s) => (shelf(s).get.parameters[1].schema.maximum = 10), ['GET /shelf query limit [of another maximum]']],
    ['a default is gone', (s) => delete shelf(s).get.parameters[1].schema.default, ['GET /shelf query limit [of another default]']],
    ['a body is new', (s) => (shelf(s).get.requestBody = shelf(s).put.requestBody), ['GET /shelf body [missing]']],
    ['a body is gone', (s) => delete shelf(s).put.requestBody, ['PUT /shelf body [extra]']],
    ['a body has a new property', (s) => (bodyOf(s).properties.at = { type: 'integer' }), ['PUT /shelf body.at [missing]']],
    [
      'a body is no JSON',
      (s) => (shelf(s).put.requestBody.content = { 'image/jpeg': { schema: { type: 'string' } } }),
      ['PUT /shelf body [of another kind]'],
    ],
    [
      'an answer is new',
      (s) => (shelf(s).put.responses = { 201: { $ref: '#/components/responses/Book' } }),
      ['PUT /shelf response [empty]', 'PUT /shelf response [missing]'],
    ],
    [
      'an answer is gone',
      (s) => (shelf(s).get.responses = { 200: {} }),
      ['GET /shelf response [not empty]', 'GET /shelf response [extra]'],
    ],
    [
      'an answer is of another kind',
      (s) => (s.openApi.components.responses.Book.content['application/json'].schema = { type: 'string' }),
      ['GET /books/{id} response [of another kind]'],
    ],
    ['a property is new', (s) => (schemas(s).Book.allOf[1].properties.author = { type: 'string' }), ['Book.author [missing]']],
    ['a property is gone', (s) => delete schemas(s).Film.properties.minutes, ['Film.minutes [extra]']],
    ['a property is required', (s) => schemas(s).Base.required.push('pages'), ['Book.pages [optional]']],
    ['a property is optional', (s) => schemas(s).Base.required.shift(), ['Book.id [required]']],
    ['a property is deprecated', (s) => (schemas(s).Film.properties.minutes.deprecated = true), ['Film.minutes [not deprecated]']],
    ['a property is no longer deprecated', (s) => delete schemas(s).Base.properties.price.deprecated, ['Book.price [deprecated]']],
    ['a property may be null', (s) => (schemas(s).Film.properties.minutes.nullable = true), ['Film.minutes [not null]']],
    ['a property is never null', (s) => delete schemas(s).Base.properties.pages.nullable, ['Book.pages [nullable]']],
    ['a property is of another kind', (s) => (schemas(s).Base.properties.price.type = 'string'), ['Book.price [of another kind]']],
    ['a value is new', (s) => schemas(s).Base.properties.type.enum.push('tome'), ['Book.type [of other values]']],
    ['one of two types is gone', (s) => schemas(s).Thing.oneOf.pop(), ['Film']],
    [
      'a third type is there',
      (s) => schemas(s).Thing.oneOf.push({ type: 'object', properties: { type: { type: 'string', enum: ['song'] } } }),
      ['GET /shelf response[] [of another type]'],
    ],
  ])('%s', (_, change, expected) => {
    const all = found(change);
    expect(all.length).toBeGreaterThan(0);
    if (expected[0] === 'Film') expect(all.some((one) => one.startsWith('Film.'))).toBe(true);
    else expect(all.sort()).toEqual(expected.sort());
  });

  const bodyOf = (s) => shelf(s).put.requestBody.content['application/json'].schema;
});

describe('finds what was changed in the contract', () => {
  const shelf = ({ types }) => types.Operations.properties['GET /shelf'];
  test.each([
    ['a property is new', (s) => (s.types.Film.properties.colour = { type: 'string' }), 'Film.colour [extra]'],
    ['a property of another file is gone', (s) => delete s.types.Book.properties.price, 'Book.price [missing]'],
    ['a parameter is gone', (s) => delete shelf(s).properties.query.properties.limit, 'GET /shelf query limit [missing]'],
    ['a body may be left out', (s) => delete s.types.Operations.properties['PUT /shelf'].required, 'PUT /shelf body [optional]'],
    [
      'the table knows nothing of the type’s @deprecated',
      (s) => (s.table['GET /shelf'].status = 'available'),
      'GET /shelf [of two minds]',
    ],
  ])('%s', (_, change, expected) => {
    expect(found(change)).toEqual([expected]);
  });
});

describe('a difference that is meant', () => {
  const lostPages = () => differencesAfter(({ types }) => delete types.Book.properties.pages);

  test('is no failure, and a place where it is not met is stale', () => {
    const met = { where: ['*.pages', 'Film.pages'], is: 'missing', because: 'Books have no pages any more.' };
    const stale = { where: '*.price', is: 'missing', because: 'Books are free.' };
    const mistake = { where: '*.isbn', is: '*', because: 'Some copies of the schema have it.' };
    expect(judgeDifferences(lostPages(), [met, stale], [mistake])).toEqual({
      unexplained: [],
      deliberate: 1,
      stale: [
        { where: 'Film.pages', is: 'missing' },
        { where: '*.price', is: 'missing' },
      ],
    });
  });

  test('excuses no other difference, be its name ever so like', () => {
    const others = [
      { where: 'Book.page', is: 'missing' },
      { where: 'Book.pages', is: 'extra' },
      { where: 'Book_pages', is: 'missing' },
    ];
    const judged = judgeDifferences(
      lostPages(),
      others.map((place) => ({ ...place, because: '' })),
    );
    expect(judged).toMatchObject({ unexplained: [{ where: 'Book.pages', is: 'missing' }], stale: others });
  });
});

describe('what answers wrap once more', () => {
  const wrapped = ({ types }) => {
    types.Film.properties.minutes = { type: 'object', properties: { count: types.Film.properties.minutes } };
  };
  const lift = (within) => (sides) => {
    wrapped(sides);
    sides.types = unwrap(sides.types, [{ where: ['Film.minutes'], within }]);
  };

  test('is compared as if it were not wrapped', () => {
    expect(found(wrapped)).toEqual(['Film.minutes [of another kind]']);
    expect(found(lift('count'))).toEqual([]);
  });

  test('has to be wrapped in the contract', () => {
    expect(() => found(lift('total'))).toThrow('The contract has no Film.minutes.total: strike it out');
  });
});
