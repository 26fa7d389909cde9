/**
 * Schemas in which some objects have one wrapping less.
 *
 * @param {Record<string, any>} schemas by name
 * @param {readonly { where: readonly string[], within: string }[]} wrapped `Type.property`, and the name inside of it
 * @returns {Record<string, any>}
 * @throws {TypeError} where there is no such wrapping
 */
export function unwrap(schemas, wrapped) {
  const changed = structuredClone(schemas);
  for (const { where, within } of wrapped) {
    for (const place of where) {
      const [type, property] = place.split('.');
      const inner = changed[type]?.properties?.[property]?.properties?.[within];
      if (!inner) throw new TypeError(`The contract has no ${place}.${within}: strike it out in deliberate-differences.mjs.`);
      changed[type].properties[property] = inner;
    }
  }
  return changed;
}
