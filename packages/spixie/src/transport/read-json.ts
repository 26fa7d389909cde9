/** What a body says as JSON, else `undefined`: HTML, an empty body, a truncated one. */
export function readJson(text: string): Record<string, unknown> | null | undefined {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
