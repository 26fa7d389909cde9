/**
 * The name that was meant, where one of them is near enough to be told: `client_id` is near to `clientId`, and `redirectUri` to
 * `redirectUris`.
 */
export function nearestName(name: string, names: readonly string[]): string | undefined {
  const wanted = plain(name);
  if (wanted.length < 2 || wanted.length > 40) return undefined;
  const [nearest] = names
    .map((known) => ({ known, steps: distance(wanted, plain(known)) }))
    .filter(({ steps }) => steps <= Math.max(1, wanted.length / 4))
    .sort((one, other) => one.steps - other.steps);
  if (nearest !== undefined) return nearest.known;
  const [part, ...others] = names.filter((known) => plain(known).includes(wanted));
  return others.length === 0 ? part : undefined;
}

function plain(name: string): string {
  return name.toLowerCase().replace(/[^a-z\d]/gu, '');
}

/** How many letters have to be changed, put in or left out. */
function distance(one: string, other: string): number {
  let row = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (const [above, letter] of [...one].entries()) {
    const next = [above + 1];
    for (const [index, otherLetter] of [...other].entries()) {
      const changed = (row[index] ?? 0) + (letter === otherLetter ? 0 : 1);
      next.push(Math.min(changed, (row[index + 1] ?? 0) + 1, (next[index] ?? 0) + 1));
    }
    row = next;
  }
  return row.at(-1) ?? 0;
}
