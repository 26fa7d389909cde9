import { createLocalSpotify, type FaultRule, type LocalSpotify } from '@spixie/local';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { askForTokens, callApi, getTokens, refresh } from '../../packages/local/src/accounts/browser.fixture.js';
import { type FencedBlock, fencedBlocks } from './fenced-blocks.js';
import { read } from './repository-files.js';

const page = read('docs/guides/local/faults-and-limits.md');
const blocks = fencedBlocks(page).filter(({ language }) => language === 'json');
const under = (heading: string): FencedBlock[] => blocks.filter((block) => block.heading === heading);
const [incident, limited] = under('Faults').map(({ code }) => code);

let local: LocalSpotify;
beforeAll(async () => {
  local = await createLocalSpotify();
});
afterAll(() => local.close());
beforeEach(() => local.reset());

async function send(method: 'POST' | 'PATCH', path: string, code = ''): Promise<{ status: number; body: unknown }> {
  const headers = { 'content-type': 'application/json' };
  const response = await fetch(`${local.controlUrl}${path}`, { method, headers, body: code });
  return { status: response.status, body: await response.json() };
}

test('every JSON block stands where the tests below take it from', () => {
  expect([under('Faults').length, under('Limits').length]).toEqual([2, 1]);
  expect(blocks).toEqual([...under('Faults'), ...under('Limits')]);
});

test.each(under('Faults').map((block) => [block.line, block] as const))('the rule of line %s is accepted', async (_, { code }) => {
  expect(await send('POST', '/faults', code)).toEqual({ status: 201, body: { id: expect.any(String) } });
  expect(local.faults.list()).toMatchObject([{ rule: JSON.parse(code) }]);
});

test('the incident fails the refreshes of one user for one minute', async () => {
  const [ada, ben] = [await getTokens(local), await getTokens(local, '', 'ben')];
  local.clock.freeze();
  await send('POST', '/faults', incident);
  const refused = { error: 'invalid_grant', error_description: 'Invalid refresh token' };
  expect(await refresh(local, ada.refreshToken)).toMatchObject({ status: 400, body: refused });
  expect((await refresh(local, ben.refreshToken)).status).toBe(200);
  local.clock.advance({ seconds: 60 });
  expect((await refresh(local, ada.refreshToken)).status).toBe(200);
});

test('the 429 hits about a tenth of the calls, and no page may read it', async () => {
  const { accessToken } = await getTokens(local);
  await send('POST', '/faults', limited);
  const answers = await Promise.all(Array.from({ length: 200 }, () => callApi(local, '/me', accessToken)));
  const hits = answers.filter(({ status }) => status === 429);
  // Drawn from a seed: the same ones in each run.
  expect(hits.length).toBeGreaterThan(10);
  expect(hits.length).toBeLessThan(40);
  for (const { headers } of hits) {
    expect([headers.get('retry-after'), headers.get('access-control-allow-origin')]).toEqual(['79892', null]);
  }
  expect(answers.find(({ status }) => status === 200)?.headers.get('access-control-allow-origin')).toBe('*');
});

test('the limits are accepted, and count', async () => {
  const [block] = under('Limits');
  const limits = JSON.parse(block?.code ?? '{}') as { rateLimit: { requests: number } };
  expect(await send('PATCH', '/settings', block?.code)).toMatchObject({ status: 200, body: limits });
  local.clock.freeze();
  const { body } = await askForTokens(local, { grant_type: 'client_credentials' }, { secret: true });
  const call = (): Promise<{ status: number }> => callApi(local, '/search?q=a&type=track', String(body['access_token']));
  const statuses: number[] = [];
  for (let count = 0; count <= limits.rateLimit.requests; count += 1) statuses.push((await call()).status);
  expect(statuses).toEqual([...Array(limits.rateLimit.requests).fill(200), 429]);
});

describe('the tables list every field, and no other', () => {
  const fieldsOf = (rule: object): string[] => {
    try {
      local.faults.add(rule as FaultRule);
    } catch (error) {
      return / use (.*)\.$/u.exec((error as Error).message)?.[1]?.split(', ') ?? [];
    }
    return [];
  };
  const inTable = (title: string): string[] => {
    const [, table = ''] = new RegExp(`^\\| ${title} \\|.*\\n\\|.*\\n((?:\\|.*\\n)+)`, 'mu').exec(page) ?? [];
    const cells = [...table.matchAll(/^\| ([^|]*) \|/gmu)].map(([, cell = '']) => cell);
    return cells.flatMap((cell) => [...cell.matchAll(/`(\w+)/gu)].map(([, name = '']) => name));
  };

  test('the conditions', () => {
    const known = fieldsOf({ x: 1, effect: { status: 500 } }).filter((name) => name !== 'effect');
    expect(known.length).toBeGreaterThan(5);
    expect(inTable('condition').toSorted()).toEqual(known.toSorted());
  });

  test('the effects', () => {
    const known = fieldsOf({ effect: { x: 1 } });
    expect(known.length).toBeGreaterThan(5);
    expect(inTable('effect').toSorted()).toEqual(known.toSorted());
  });
});
