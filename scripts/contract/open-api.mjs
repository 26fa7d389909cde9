import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { PlainError } from '../plain-error.mjs';
import { readShape } from './shape.mjs';

const methods = ['get', 'put', 'post', 'delete', 'patch', 'head', 'options', 'trace'];

/** @typedef {import('./operation.mjs').Operation} Operation */

/**
 * Reads the operations of an OpenAPI 3.0 file, in JSON or YAML.
 *
 * @param {string} file
 * @returns {Map<string, Operation>} by method and path
 */
export function readOpenApi(file) {
  const document = parseDocument(file);
  const resolve = (reference) => {
    const found = reference
      .split('/')
      .slice(1)
      .reduce((part, key) => part?.[decodeURIComponent(key.replaceAll('~1', '/').replaceAll('~0', '~'))], document);
    if (!found) throw new PlainError(`${file} names ${reference}, which it does not have: take a complete file.`);
    return found;
  };
  const operations = new Map();
  for (const [path, item] of Object.entries(document.paths)) {
    for (const method of methods) {
      if (!item[method]) continue;
      const parameters = [...(item.parameters ?? []), ...(item[method].parameters ?? [])];
      operations.set(`${method.toUpperCase()} ${path}`, readOperation({ ...item[method], parameters }, resolve));
    }
  }
  return operations;
}

function parseDocument(file) {
  const document = parseText(file, readText(file));
  if (!/^3\.0/.test(document?.openapi) || typeof document.paths !== 'object' || document.paths === null) {
    throw new PlainError(`${file} is no OpenAPI 3.0 file: name one that says so and has paths.`);
  }
  return document;
}

function readText(file) {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new PlainError(`${file} cannot be read (${error.code}): name an OpenAPI file.`);
  }
}

function parseText(file, text) {
  try {
    // JSON is YAML as well.
    return parse(text);
  } catch {
    throw new PlainError(`${file} is neither JSON nor YAML: name an OpenAPI file.`);
  }
}

/** @returns {Operation} */
function readOperation(operation, resolve) {
  const follow = (part) => (part?.$ref ? resolve(part.$ref) : part);
  const parameters = { path: new Map(), query: new Map() };
  for (const parameter of operation.parameters.map(follow)) {
    parameters[parameter.in]?.set(parameter.name, {
      required: Boolean(parameter.required),
      deprecated: Boolean(parameter.deprecated),
      shape: () => readShape(parameter.schema, resolve),
    });
  }
  const body = follow(operation.requestBody);
  const [media, content] = Object.entries(body?.content ?? {})[0] ?? [];
  const successes = Object.entries(operation.responses).filter(([status]) => status.startsWith('2'));
  const answers = successes.map(([, answer]) => follow(answer)?.content?.['application/json']?.schema);
  const answer = answers.find(Boolean);
  return {
    ...parameters,
    body: content && {
      required: Boolean(body.required),
      json: media.endsWith('json'),
      shape: () => readShape(content.schema, resolve),
    },
    answer: answer && (() => readShape(answer, resolve)),
    mayBeEmpty: answers.some((one) => !one),
    successes: successes.map(([status]) => Number(status)),
    scopes: [...new Set((operation.security ?? []).flatMap((one) => Object.values(one).flat()))].sort(),
    deprecated: Boolean(operation.deprecated),
  };
}
