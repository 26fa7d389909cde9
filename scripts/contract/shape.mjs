/**
 * What a schema says of a value, in a form in which two of them can be compared.
 *
 * @typedef {object} Shape
 * @property {string} [name] of the schema, if it has one
 * @property {Set<string>} kinds of JSON. Whole numbers are numbers: a TypeScript type does not tell them apart.
 * @property {unknown[] | undefined} values that it names. Others may come besides them where a type says so.
 * @property {Shape | undefined} items of an array
 * @property {ObjectShape[]} objects the objects that it can be
 * @property {{ minimum?: number, maximum?: number, default?: unknown }} bounds
 */

/** @typedef {{ name?: string, properties: Map<string, Property> }} ObjectShape */

/**
 * @typedef {object} Property
 * @property {boolean | undefined} required `undefined` where the schema has no list of what is required, and so does not say
 * @property {boolean} deprecated
 * @property {() => Shape} shape read when it is asked for: schemas name each other in circles
 */

/**
 * Reads a schema of OpenAPI 3.0 or JSON Schema.
 *
 * @param {any} schema
 * @param {(reference: string) => any} resolve finds what a `$ref` names
 * @returns {Shape}
 */
export function readShape(schema, resolve) {
  const reference = schema.$ref ?? (schema.allOf?.length === 1 && !schema.properties ? schema.allOf[0].$ref : undefined);
  if (reference) {
    const named = readShape(resolve(reference), resolve);
    const name = decodeURIComponent(reference.slice(reference.lastIndexOf('/') + 1));
    if (schema.nullable) named.kinds.add('null');
    return {
      ...named,
      name,
      objects: named.objects.map((object) => ({ name, ...object })),
      bounds: boundsOf({ ...named.bounds, ...schema }),
    };
  }
  const shape = {
    kinds: kindsOf(schema),
    values: valuesOf(schema),
    items: undefined,
    objects: [],
    bounds: boundsOf(schema),
  };
  if (schema.items) shape.items = readShape(schema.items, resolve);
  if (schema.properties || schema.allOf) {
    shape.kinds.add('object');
    shape.objects.push({ properties: readProperties(schema, resolve) });
  }
  for (const choice of schema.anyOf ?? schema.oneOf ?? []) {
    const { kinds, values, items, objects } = readShape(choice, resolve);
    for (const kind of kinds) shape.kinds.add(kind);
    if (values) shape.values = [...(shape.values ?? []), ...values];
    shape.items ??= items;
    shape.objects.push(...objects);
  }
  return shape;
}

function kindsOf({ type, nullable, enum: values }) {
  const kinds = new Set([type ?? []].flat().map((kind) => (kind === 'integer' ? 'number' : kind)));
  if (nullable) kinds.add('null');
  if (!type) for (const value of values ?? []) kinds.add(value === null ? 'null' : typeof value);
  return kinds;
}

function valuesOf(schema) {
  if (Object.hasOwn(schema, 'const')) return [schema.const];
  return schema.enum?.filter((value) => value !== null);
}

function boundsOf({ minimum, maximum, default: standard }) {
  return { minimum, maximum, default: standard };
}

function readProperties(schema, resolve, properties = new Map()) {
  for (const part of schema.allOf ?? []) readProperties(part.$ref ? resolve(part.$ref) : part, resolve, properties);
  for (const [name, property] of Object.entries(schema.properties ?? {})) {
    properties.set(name, {
      required: schema.required ? schema.required.includes(name) : properties.get(name)?.required,
      deprecated: Boolean(property.deprecated),
      shape: () => readShape(property, resolve),
    });
  }
  // A list of what is required may stand beside the parts that have the properties.
  for (const name of schema.required ?? []) if (properties.has(name)) properties.get(name).required = true;
  return properties;
}
