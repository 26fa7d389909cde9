import { expect, test } from 'vitest';
import { openWorld } from './world.js';

test('an access token is known as a whole, and no part of it alone or in another row', async () => {
  const world = await openWorld(() => undefined);
  world.apps.insert(
    { clientId: 'one', clientSecret: 'a-secret', name: 'One', description: '', tier: null, ownerPremium: true },
    [],
  );
  const issue = (): string => world.accessTokens.issue({ clientId: 'one', userId: null, grantId: null, scope: '' }, 1000);
  const [first, second] = [issue(), issue()];
  expect(first).toMatch(/^BQ[\w-]{160}$/u);
  expect(second).not.toBe(first);
  expect(world.accessTokens.find(first)).toMatchObject({ clientId: 'one', expiresAt: 3_601_000 });
  const [row, secret] = [second.slice(0, 10), first.slice(10)];
  for (const token of [row + secret, row, secret, first.slice(0, -1), `${first}A`, first.toLowerCase(), '', 'BQ']) {
    expect(world.accessTokens.find(token)).toBeUndefined();
  }
  world.close();
});
