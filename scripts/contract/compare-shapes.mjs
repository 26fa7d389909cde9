/**
 * One thing in which the contract and a schema differ.
 *
 * @typedef {object} Difference
 * @property {string} where `Album.label`, or `GET /me query limit`
 * @property {string} is `optional`: in the contract, and required in the schema. Each of these words is about the contract.
 * @property {string} sentence
 */

/** @typedef {import('./shape.mjs').Shape} Shape */

const sentences = {
  missing: 'The schema has it and the contract has not.',
  extra: 'The contract has it and the schema has not.',
  optional: 'The schema requires it and the contract does not.',
  required: 'The contract requires it and the schema does not.',
  nullable: 'It may be null in the contract and not in the schema.',
  'not null': 'It may be null in the schema and not in the contract.',
  deprecated: 'The contract says that it is deprecated and the schema does not.',
  'not deprecated': 'The schema says that it is deprecated and the contract does not.',
};

/**
 * @param {string} where
 * @param {keyof typeof sentences} is
 * @returns {Difference}
 */
export const difference = (where, is) => ({ where, is, sentence: sentences[is] });

/**
 * @param {string} where
 * @param {string} is
 * @param {unknown} contract
 * @param {unknown} schema
 * @returns {Difference}
 */
export const contrast = (where, is, contract, schema) => ({
  where,
  is,
  sentence: `The contract says ${say(contract)} and the schema says ${say(schema)}.`,
});

const say = (value) => (value === undefined ? 'nothing' : Array.isArray(value) ? value.join(' or ') || 'nothing' : String(value));

/**
 * Holds two shapes against each other.
 *
 * @param {Shape} contract
 * @param {Shape} schema
 * @param {string} where
 * @returns {Generator<Difference>}
 */
export function* compareShapes(contract, schema, where, above = []) {
  const pair = `${contract.name} ${schema.name}`;
  // A schema that names itself is compared once.
  if (contract.name && above.includes(pair)) return;
  const below = [...above, pair];

  if (contract.kinds.has('null') && !schema.kinds.has('null')) yield difference(where, 'nullable');
  if (!contract.kinds.has('null') && schema.kinds.has('null')) yield difference(where, 'not null');
  const kinds = (shape) => [...shape.kinds].filter((kind) => kind !== 'null').sort();
  if (String(kinds(contract)) !== String(kinds(schema))) {
    yield contrast(where, 'of another kind', kinds(contract), kinds(schema));
    return;
  }
  yield* compareValues(contract, schema, where);
  if (contract.items && schema.items) yield* compareShapes(contract.items, schema.items, `${where}[]`, below);
  // An object without properties is one of which the schema says nothing.
  if (schema.objects.length === 0) return;
  for (const object of contract.objects) {
    const counterpart = schema.objects.length === 1 ? schema.objects[0] : schema.objects.find(isLike(object));
    if (counterpart) yield* compareProperties(object.properties, counterpart.properties, object.name ?? where, below);
    else yield contrast(where, 'of another type', typeOf(object), schema.objects.map(typeOf));
  }
  for (const object of schema.objects) {
    if (schema.objects.length > 1 && !contract.objects.some(isLike(object))) {
      yield contrast(where, 'of another type', contract.objects.map(typeOf), typeOf(object));
    }
  }
}

function* compareValues(contract, schema, where) {
  if (!schema.values) return;
  const sorted = (values) => values?.map(String).sort();
  // Where the contract is open for what may come, it still names what there is.
  if (String(sorted(contract.values)) !== String(sorted(schema.values))) {
    yield contrast(where, 'of other values', contract.values, schema.values);
  }
}

function* compareProperties(contract, schema, where, above) {
  for (const [name, property] of contract) {
    const counterpart = schema.get(name);
    const place = `${where}.${name}`;
    if (!counterpart) {
      yield difference(place, 'extra');
      continue;
    }
    yield* compareMarks(property, counterpart, place);
    yield* compareShapes(property.shape(), counterpart.shape(), place, above);
  }
  for (const name of schema.keys()) if (!contract.has(name)) yield difference(`${where}.${name}`, 'missing');
}

/**
 * Holds against each other what two schemas say of a property, or of a parameter, besides its shape.
 *
 * @param {{ required?: boolean, deprecated: boolean }} contract
 * @param {{ required?: boolean, deprecated: boolean }} schema
 * @param {string} where
 */
export function* compareMarks(contract, schema, where) {
  if (schema.required === true && !contract.required) yield difference(where, 'optional');
  if (schema.required === false && contract.required) yield difference(where, 'required');
  if (contract.deprecated && !schema.deprecated) yield difference(where, 'deprecated');
  if (!contract.deprecated && schema.deprecated) yield difference(where, 'not deprecated');
}

// Of what can be one object or another each says by its `type` which one it is.
const typeOf = ({ properties }) => properties.get('type')?.shape().values?.[0];

const isLike = (object) => (other) => typeOf(other) === typeOf(object);
