import { createLocalSpotify, type LocalSpotify } from '@spixie/local';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { signInAda } from '../../interop/day/sign-in-ada.js';
import { calls } from '../calls.js';
import { type Parameter, ruleOf } from './bad-values.js';
import { readParameters } from './read-parameters.js';

let local: LocalSpotify;
let accessToken: string;
let parameters: Parameter[];
beforeAll(async () => {
  [local, parameters] = await Promise.all([createLocalSpotify({ playerSuccessBody: '204' }), readParameters()]);
  accessToken = await signInAda(local);
});
afterAll(() => local.close());

type Fields = Record<string, unknown>;

/** Sends a good call of the operation, with one value in it that may be bad. */
async function send(parameter: Parameter, value: unknown): Promise<{ status: number; text: string }> {
  const { operation, place } = parameter;
  const [part, name] = place.split('.') as ['path' | 'query' | 'body', string];
  const call = goodCall(parameter);
  call[part][name] = value;
  const { path, query, body } = call;
  const [method = '', pattern = ''] = operation.split(' ');
  const url = new URL(local.apiUrl + pattern.replace(/\{(\w+)\}/gu, (_, parameter: string) => String(path[parameter])));
  for (const [key, one] of Object.entries(query)) if (one !== undefined) url.searchParams.set(key, String(one));
  const response = await fetch(url, {
    method,
    headers: { authorization: `Bearer ${accessToken}`, 'content-type': 'application/json' },
    ...(Object.keys(body).length > 0 && { body: JSON.stringify(body) }),
  });
  return { status: response.status, text: await response.text() };
}

/** One of the calls whose answers are checked. What the query repeats of the body, or the other way round, stands in the part that is meant. */
function goodCall({ operation, place }: Parameter): Record<'path' | 'query' | 'body', Fields> {
  const [part = '', name = ''] = place.split('.');
  const all = calls[operation] as readonly Record<string, Fields>[];
  const call = all.find((one) => one[part]?.[name] !== undefined) ?? all.find((one) => one[part] !== undefined) ?? all[0] ?? {};
  const { path = {}, query = {}, body } = call;
  // A picture's is a text.
  const fields = typeof body === 'object' ? body : {};
  const others = ({ [name]: _, ...rest }: Fields): Fields => rest;
  if (part === 'path') return { path: { ...path }, query, body: fields };
  const value = query[name] ?? fields[name];
  const given = value === undefined ? {} : { [name]: value };
  return part === 'query'
    ? { path, query: { ...query, ...given }, body: others(fields) }
    : { path, query: others(query), body: { ...fields, ...given } };
}

/** What is wrong with how the bad values of a parameter are answered. */
async function complaintsAbout(parameter: Parameter, sends = send, most?: number): Promise<string[]> {
  const rule = ruleOf(parameter);
  if (rule === undefined) return [`${parameter.operation} ${parameter.place}: there is no rule for it`];
  if (typeof rule === 'string') return [];
  const complaints: string[] = [];
  for (const { value, status, message } of rule(parameter).slice(0, most)) {
    const answer = await sends(parameter, value);
    const expected = JSON.stringify({ error: { status, message } });
    if (answer.status === status && answer.text === expected) continue;
    const sent = JSON.stringify(value)?.slice(0, 60) ?? 'nothing';
    complaints.push(
      `${parameter.operation} ${parameter.place} ${sent}: ${answer.status} ${answer.text.slice(0, 100)}, not ${expected}`,
    );
  }
  return complaints;
}

/** For all of them, some at a time. */
async function complaintsAboutAll(sends = send, most?: number): Promise<string[]> {
  const complaints: string[][] = [];
  const left = parameters.entries();
  const work = async () => {
    for (const [place, parameter] of left) complaints[place] = await complaintsAbout(parameter, sends, most);
  };
  await Promise.all([work(), work(), work(), work()]);
  return complaints.flat();
}

test('a parameter that is out of range, no number or too much of it gets Spotify’s error', { timeout: 60_000 }, async () => {
  expect(parameters.length).toBeGreaterThan(250);
  expect(await complaintsAboutAll()).toEqual([]);
});

test('a check that is missing would be found, whichever it is', async () => {
  const checked = parameters.filter((parameter) => typeof ruleOf(parameter) === 'function');
  // What a server that does not look at the parameter would answer: the same as to a good value.
  const overlooked = await complaintsAboutAll((parameter) => {
    const [part, name] = parameter.place.split('.') as ['path' | 'query' | 'body', string];
    return send(parameter, goodCall(parameter)[part][name]);
  }, 1);
  expect(overlooked).toHaveLength(checked.length);
});
