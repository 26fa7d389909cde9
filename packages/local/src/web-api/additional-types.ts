/** What the caller knows besides tracks, as `additional_types` says it. */
export function readAdditionalTypes(query: URLSearchParams): ReadonlySet<string> {
  return new Set((query.get('additional_types') ?? '').split(',').map((type) => type.trim()));
}
