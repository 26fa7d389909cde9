import type { OperationName } from 'spixie/operations';
import { type GeneratedSchema, generateSchemas } from '../../../scripts/contract/generated-schemas.mjs';
import type { Parameter } from './bad-values.js';

/** Every parameter of every operation: in the path, in the query, in the body. */
export async function readParameters(): Promise<Parameter[]> {
  const schemas = await generateSchemas();
  const follow = (schema: GeneratedSchema = {}): GeneratedSchema => {
    const reference = schema['$ref'];
    return typeof reference === 'string' ? (schemas[decodeURIComponent(reference.replace('#/definitions/', ''))] ?? {}) : schema;
  };
  const operations = Object.entries(schemas['Operations']?.properties ?? {}) as [OperationName, GeneratedSchema][];
  return operations.flatMap(([operation, schema]) =>
    (['path', 'query', 'body'] as const).flatMap((part) =>
      Object.entries(follow(follow(schema).properties?.[part]).properties ?? {}).map(([name, parameter]) => {
        const { maximum, maxItems } = follow(parameter) as { maximum?: number; maxItems?: number };
        return { operation, place: `${part}.${name}`, maximum, maxItems: maxItems ?? 0 };
      }),
    ),
  );
}
