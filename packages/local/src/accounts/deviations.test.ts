import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { type DeviationId, deviations } from './deviations.js';

test('the guide has a row for each deviation, and for no other', () => {
  const guide = readFileSync(new URL('../../../../docs/guides/local/accounts.md', import.meta.url), 'utf8');
  const rows = [...guide.matchAll(/^\| `([a-z-]+)` \| (RFC [^|]*) \| [^|]* \| ([^|]*) \|$/gmu)].map(([, ...cells]) => cells);
  const expected = (Object.keys(deviations) as DeviationId[]).map((id) => [id, deviations[id].reference, deviations[id].strict]);
  expect(rows).toEqual(expected);
});
