import { expect, test } from 'vitest';
import { registeredRoutes } from '../../packages/local/src/http/registered-routes.fixture.js';
import { read } from './repository-files.js';

test('the page about the control plane lists every route that is registered, and no other', () => {
  const listed = [...read('docs/guides/local/control-plane.md').matchAll(/^\| `([A-Z]+ \/_local[^`]*)` \|/gmu)].map(
    ([, route]) => route,
  );
  const registered = registeredRoutes()
    .filter(({ path }) => path.startsWith('/_local'))
    .map(({ method, path }) => `${method} ${path}`);
  expect(listed.toSorted()).toEqual(registered.toSorted());
});
