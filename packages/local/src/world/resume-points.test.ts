import { expect, test } from 'vitest';
import { seededUsers } from './seed.js';
import { openWorld } from './world.js';

const nobody = { positionMs: 0, fullyPlayed: false };

test('how far a user has come is kept for each of them, until they are removed', async () => {
  const world = await openWorld((empty) => {
    for (const [position, user] of seededUsers.entries()) empty.users.insert(user, position);
  });
  expect(world.resumePoints.find('ada', 'an-episode')).toEqual(nobody);
  world.resumePoints.save('ada', 'an-episode', { positionMs: 1234.6, fullyPlayed: false });
  world.resumePoints.save('ben', 'an-episode', { positionMs: 5, fullyPlayed: false });
  expect(world.resumePoints.find('ada', 'an-episode')).toEqual({ positionMs: 1235, fullyPlayed: false });
  world.resumePoints.save('ada', 'an-episode', { positionMs: 0, fullyPlayed: true });
  expect(world.resumePoints.find('ada', 'an-episode')).toEqual({ positionMs: 0, fullyPlayed: true });

  const [ada] = seededUsers;
  world.users.remove('ada');
  if (ada) world.users.add(ada);
  expect(world.resumePoints.find('ada', 'an-episode')).toEqual(nobody);
  expect(world.resumePoints.find('ben', 'an-episode')).toEqual({ positionMs: 5, fullyPlayed: false });
  world.close();
});
