/** Makes the parameters of a query or a form. What is undefined or empty is left out, and a list is joined with commas. */
export function toParameters(values: Record<string, unknown>): URLSearchParams {
  const given = Object.entries(values).filter(([, value]) => (value ?? '') !== '');
  // What is no string becomes one there.
  return new URLSearchParams(given as [string, string][]);
}
