import { type OperationName, operations } from 'spixie/operations';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createLocalSpotify, type LocalSpotify } from '../http/local-spotify.js';
import { type Ask, askAs, errorBody, UNKNOWN } from './ask.fixture.js';

let local: LocalSpotify;
let ask: Ask;
beforeAll(async () => {
  local = await createLocalSpotify();
  ask = await askAs(local, 'ada');
});
afterAll(() => local.close());

const restricted = (Object.keys(operations) as OperationName[]).filter((name) => operations[name].status === 'restricted');

describe.each(['development-legacy', 'development-2026'] as const)('in the tier %s', (tier) => {
  test.each(restricted)('%s is as if it were not there', async (name) => {
    local.settings.update({ tier });
    const path = name.replace('GET ', '').replace('{id}', UNKNOWN).replace('{category_id}', 'rock');
    const [status, message] = name.includes('audio-') ? [403, 'Forbidden'] : [404, 'Not Found'];
    expect(await ask(path)).toMatchObject({ status, body: errorBody(status as number, message as string) });
  });
});

test('there are eight that are restricted', () => {
  expect(restricted).toHaveLength(8);
});
