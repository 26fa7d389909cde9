import { expect, test } from 'vitest';
import { nearestName } from './nearest-name.js';

const names = ['clientId', 'clientSecret', 'name', 'description', 'redirectUris', 'ownerPremium'];

test.each([
  ['client_id', 'clientId'],
  ['ClientID', 'clientId'],
  ['redirectUri', 'redirectUris'],
  ['redirect-urls', 'redirectUris'],
  ['secret', 'clientSecret'],
  ['premium', 'ownerPremium'],
  ['nmae', undefined],
  ['nam', 'name'],
  ['colour', undefined],
  ['', undefined],
  ['__proto__', undefined],
  ['client', undefined],
  ['x'.repeat(5000), undefined],
])('%s is near to %s', (name, near) => {
  expect(nearestName(name, names)).toBe(near);
});
