import { readShape } from './shape.mjs';

/**
 * Reads the operations of the contract.
 *
 * @param {Record<string, any>} schemas the contract's types, as JSON Schemas
 * @param {Record<string, import('../../packages/spixie/src/operations.js').OperationFacts>} facts
 * @returns {Map<string, import('./operation.mjs').Operation>}
 */
export function readContract(schemas, facts) {
  const resolve = (reference) => schemas[decodeURIComponent(reference.replace('#/definitions/', ''))];
  const read = ([name, schema]) => {
    const { path, query, body, response } = schema.properties;
    const { scopes, status, success } = facts[name];
    const isEmpty = Boolean(response?.not);
    return [
      name,
      {
        path: parametersOf(path, resolve),
        query: parametersOf(query, resolve),
        body: body && {
          required: isRequired(schema, 'body'),
          json: body.type !== 'string',
          shape: () => readShape(body, resolve),
        },
        answer: isEmpty ? undefined : () => readShape(response, resolve),
        mayBeEmpty: isEmpty || !isRequired(schema, 'response'),
        successes: [success],
        scopes: [...scopes].sort(),
        deprecated: Boolean(schema.deprecated),
        status,
      },
    ];
  };
  return new Map(Object.entries(schemas.Operations.properties).map(read));
}

const isRequired = (schema, name) => schema.required?.includes(name) ?? false;

function parametersOf(schema, resolve) {
  return schema ? (readShape(schema, resolve).objects[0]?.properties ?? new Map()) : new Map();
}
