import type { Tier } from '@spixie/local';
import { Ajv, type ErrorObject, type ValidateFunction } from 'ajv';
import type { OperationName } from 'spixie/operations';
import { type GeneratedSchema, generateSchemas } from '../../scripts/contract/generated-schemas.mjs';

/**
 * Says what is wrong with an answer, a line each: a property that the contract does not know, one that it requires in that tier
 * and that is missing, a wrong value. `undefined` is an answer without a body.
 */
export type AnswerCheck = (operation: OperationName, tier: Tier, answer: unknown) => string[];

/** Makes the check from the contract's own types. */
export async function createAnswerCheck(): Promise<AnswerCheck> {
  const schemas = await generateSchemas();
  const checks = new Map<Tier, Ajv>();
  const validators = new Map<string, ValidateFunction>();

  const validatorOf = (operation: OperationName, tier: Tier): ValidateFunction => {
    const key = `${tier} ${operation}`;
    const known = validators.get(key);
    if (known) return known;
    const ajv = checks.get(tier) ?? new Ajv({ allErrors: true, allowUnionTypes: true });
    if (!checks.has(tier)) checks.set(tier, ajv.addSchema({ $id: 'contract', definitions: forTier(schemas, tier) }));
    const $ref = `contract#/definitions/Operations/properties/${encodeURIComponent(operation.replaceAll('/', '~1'))}/properties/response`;
    const validator = ajv.compile({ $ref });
    validators.set(key, validator);
    return validator;
  };

  return (operation, tier, answer) => {
    const { properties, required } = schemas['Operations']?.properties?.[operation] ?? {};
    const isEmpty = properties?.['response']?.not !== undefined;
    if (answer === undefined) return isEmpty || !required?.includes('response') ? [] : ['there is no body'];
    if (isEmpty) return ['there is a body'];
    const validator = validatorOf(operation, tier);
    return validator(answer) ? [] : [...new Set((validator.errors ?? []).map(toLine))].sort();
  };
}

function toLine({ instancePath, message, params }: ErrorObject): string {
  const name = (params as { additionalProperty?: string }).additionalProperty;
  return `${instancePath || 'the answer'} ${message}${name === undefined ? '' : `: ${name}`}`;
}

// What the contract says of a tier stands in tags, which no validator knows.
function forTier<Value>(value: Value, tier: Tier): Value {
  if (Array.isArray(value)) return value.map((one: unknown) => forTier(one, tier)) as Value;
  if (typeof value !== 'object' || value === null) return value;
  const { absentIn, requiredIn, deprecated, ...schema } = value as GeneratedSchema;
  if (!schema.properties) return mapValues(schema, (one) => forTier(one, tier)) as Value;
  const properties = Object.entries(schema.properties);
  const kept = properties.filter(([, property]) => !names(property.absentIn, tier));
  const required = [
    ...(schema.required ?? []),
    ...properties.filter(([, one]) => names(one.requiredIn, tier)).map(([name]) => name),
  ];
  return { ...schema, properties: mapValues(Object.fromEntries(kept), (one) => forTier(one, tier)), required } as Value;
}

const names = (tiers: string | undefined, tier: Tier): boolean => tiers?.split(/,\s*/u).includes(tier) ?? false;

function mapValues(object: object, change: (value: unknown) => unknown): Record<string, unknown> {
  return Object.fromEntries(Object.entries(object).map(([name, value]) => [name, change(value)]));
}
