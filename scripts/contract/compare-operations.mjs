import { compareMarks, compareShapes, contrast, difference } from './compare-shapes.mjs';

/** @typedef {import('./operation.mjs').Operation} Operation */

/**
 * Holds two sets of operations against each other. What a type that is used in many places differs in is told once.
 *
 * @param {Map<string, Operation>} contract
 * @param {Map<string, Operation>} schema
 * @returns {import('./compare-shapes.mjs').Difference[]}
 */
export function compareOperations(contract, schema) {
  const found = new Map();
  for (const one of differences(contract, schema)) found.set(`${one.where} ${one.is} ${one.sentence}`, one);
  return [...found.values()];
}

function* differences(contract, schema) {
  for (const [name, operation] of contract) {
    const counterpart = schema.get(name);
    if (counterpart) yield* compareOperation(name, operation, counterpart);
    else yield difference(name, 'extra');
  }
  for (const name of schema.keys()) if (!contract.has(name)) yield difference(name, 'missing');
}

function* compareOperation(name, contract, schema) {
  if (contract.deprecated && !schema.deprecated) yield difference(name, 'deprecated');
  if (!contract.deprecated && schema.deprecated) yield difference(name, 'not deprecated');
  if (contract.status && (contract.status === 'available') === contract.deprecated) {
    yield {
      where: name,
      is: 'of two minds',
      sentence: `The table says ${contract.status}, and the type's @deprecated another thing.`,
    };
  }
  if (String(contract.scopes) !== String(schema.scopes))
    yield contrast(`${name} scopes`, 'of other values', contract.scopes, schema.scopes);
  if (!contract.successes.every((status) => schema.successes.includes(status))) {
    yield contrast(`${name} status`, 'of other values', contract.successes, schema.successes);
  }
  yield* compareParameters(`${name} path`, contract.path, schema.path);
  yield* compareParameters(`${name} query`, contract.query, schema.query);
  yield* compareBodies(`${name} body`, contract.body, schema.body);
  yield* compareAnswers(`${name} response`, contract, schema);
}

function* compareParameters(where, contract, schema) {
  for (const [name, parameter] of contract) {
    const counterpart = schema.get(name);
    const place = `${where} ${name}`;
    if (!counterpart) {
      yield difference(place, 'extra');
      continue;
    }
    yield* compareMarks(parameter, counterpart, place);
    const [ours, theirs] = [parameter.shape(), counterpart.shape()];
    // A list is joined with commas on the wire, and most schemas say what is on the wire.
    const onTheWire = ours.items?.kinds.has('string') && theirs.kinds.has('string') ? ours.items : ours;
    yield* compareShapes(onTheWire, theirs, place);
    for (const bound of ['minimum', 'maximum', 'default']) {
      if (ours.bounds[bound] !== theirs.bounds[bound]) {
        yield contrast(place, `of another ${bound}`, ours.bounds[bound], theirs.bounds[bound]);
      }
    }
  }
  for (const name of schema.keys()) if (!contract.has(name)) yield difference(`${where} ${name}`, 'missing');
}

function* compareBodies(where, contract, schema) {
  if (!contract || !schema) {
    if (contract) yield difference(where, 'extra');
    if (schema) yield difference(where, 'missing');
    return;
  }
  // Schemas seldom say that a body is required. One that requires a property of it does.
  const [ours, theirs] = [contract.shape(), schema.shape()];
  const needed =
    schema.required || theirs.objects.some(({ properties }) => [...properties.values()].some(({ required }) => required));
  if (needed && !contract.required) yield difference(where, 'optional');
  if (contract.json === schema.json) yield* compareShapes(ours, theirs, where);
  else yield contrast(where, 'of another kind', contract.json ? 'JSON' : 'text', schema.json ? 'JSON' : 'text');
}

function* compareAnswers(where, contract, schema) {
  if (contract.mayBeEmpty && !schema.mayBeEmpty) yield contrast(where, 'empty', 'that it may be empty', undefined);
  if (!contract.mayBeEmpty && schema.mayBeEmpty) yield contrast(where, 'not empty', undefined, 'that it may be empty');
  if (contract.answer && schema.answer) yield* compareShapes(contract.answer(), schema.answer(), where);
  else if (contract.answer) yield difference(where, 'extra');
  else if (schema.answer) yield difference(where, 'missing');
}
