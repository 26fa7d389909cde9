/** A JSON Schema, as far as it is looked into. */
export interface GeneratedSchema {
  properties?: Record<string, GeneratedSchema>;
  required?: string[];
  not?: object;
  /** The tiers in which the property is never there, with commas between them. */
  absentIn?: string;
  /** The tiers in which it always is. */
  requiredIn?: string;
  [keyword: string]: unknown;
}

/** The contract's types as JSON Schemas, by the type's name. Kept in `cache` until the types change. */
export function generateSchemas(cache?: string): Promise<Record<string, GeneratedSchema>>;
