import { expect, test } from 'vitest';
import { createLocalSpotify, type LocalSpotify } from '../http/local-spotify.js';
import { openWorld } from './world.js';

async function secretWorks({ accountsUrl, clientId }: LocalSpotify, secret: string): Promise<boolean> {
  const body = new URLSearchParams({ grant_type: 'client_credentials', client_id: clientId, client_secret: secret });
  return (await fetch(`${accountsUrl}/api/token`, { method: 'POST', body })).ok;
}

test('what changed of an app counts from the next request on, however it was changed', async () => {
  await using local = await createLocalSpotify();
  const { clientId, clientSecret } = local;
  const before = local.snapshot();
  const changed = 'another-secret';
  expect(await secretWorks(local, clientSecret)).toBe(true);
  local.apps.update(clientId, { clientSecret: changed });
  expect([await secretWorks(local, clientSecret), await secretWorks(local, changed)]).toEqual([false, true]);
  local.restore(before);
  expect([await secretWorks(local, clientSecret), await secretWorks(local, changed)]).toEqual([true, false]);
  local.apps.delete(clientId);
  expect(await secretWorks(local, clientSecret)).toBe(false);
  local.reset();
  expect(await secretWorks(local, clientSecret)).toBe(true);
});

test('a change that is rolled back does not count', async () => {
  const world = await openWorld(() => undefined);
  const app = { clientId: 'one', clientSecret: 'a-secret', name: 'One', description: '', tier: null, ownerPremium: true };
  world.apps.insert(app, []);
  expect(() =>
    world.transaction(() => {
      world.apps.update({ ...app, name: 'Two' });
      expect(world.apps.find('one')?.name).toBe('Two');
      throw new Error('half-way');
    }),
  ).toThrow('half-way');
  expect(world.apps.find('one')?.name).toBe('One');
  world.close();
});
