import { callApi, getTokens } from '../accounts/browser.fixture.js';
import type { LocalSpotify } from '../http/local-spotify.js';

/** The playlists that are there from the start. */
export const seeded = {
  longOfAda: '6cVt1yGj9Eo4Ma7SkLd2Pf',
  publicOfAda: '4hJq0wXv2Lr7Nd9TbYc1Ae',
  privateOfAda: '2mZs8fKp5Ug3Qx6WnRb4Hd',
  sharedByAda: '1bNw3rHx7Iz5Ck8QvTf6Ug',
  emptyOfAda: '7pXd5aMo2Bs9Fl4JyEh3Wr',
  publicOfBen: '3kQg6uTn8Vc1Zi5RwPj7Lb',
  privateOfBen: '5eYf4sOh1Xm6Dt3GaKn9Cq',
  sharedByChioma: '6oLj2cQs5Ri7Nm9HbXe4Yv',
} as const;

export const everyScope =
  'playlist-read-private playlist-read-collaborative playlist-modify-public playlist-modify-private ugc-image-upload';

/** An answer, whatever it is. */
export interface Answer {
  status: number;
  // biome-ignore lint/suspicious/noExplicitAny: the tests look into answers of every kind
  body: any;
}

/** Calls as somebody. */
export type CallAs = (method: string, path: string, body?: unknown) => Promise<Answer>;

/** Signs a user in, and calls with what they allowed. */
export async function callAs(local: LocalSpotify, user: string, scope: string = everyScope): Promise<CallAs> {
  const { accessToken } = await getTokens(local, scope, user);
  return async (method, path, body) => {
    const answer = await callApi(local, path, accessToken, { method, ...(body !== undefined && { body }) });
    return { status: answer.status, body: answer.body };
  };
}

/** That an answer is an error of Spotify’s. */
export function isError(status: number, message: string): Answer {
  return { status, body: { error: { status, message } } };
}
