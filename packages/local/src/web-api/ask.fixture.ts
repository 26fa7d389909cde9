import { askForTokens, callApi, getTokens } from '../accounts/browser.fixture.js';
import type { Catalogue, CatalogueKind } from '../catalogue/catalogue.js';
import type { LocalSpotify } from '../http/local-spotify.js';

/** Asks for something of the Web API, with a token in hand. */
export type Ask = <Body = Record<string, unknown>>(path: string) => Promise<{ status: number; body: Body }>;

/** Asks as a user who signed in. */
export async function askAs(local: LocalSpotify, user: string, scope = 'user-read-private'): Promise<Ask> {
  const { accessToken } = await getTokens(local, scope, user);
  return (path) => callApi(local, path, accessToken);
}

/** Asks as an app, without a user. */
export async function askAsApp(local: LocalSpotify): Promise<Ask> {
  const { body } = await askForTokens(local, { grant_type: 'client_credentials' }, { secret: true });
  return (path) => callApi(local, path, String(body['access_token']));
}

/** Well-formed, and of nothing. */
export const UNKNOWN = '0'.repeat(22);

/** A country without a Spotify: nothing is available there. */
export const NOWHERE = 'AQ';

/** The body of an error. */
export function errorBody(status: number, message: string): object {
  return { error: { status, message } };
}

/** The id of the first thing of a kind that fits. */
export function findId<Kind extends CatalogueKind>(
  catalogue: Catalogue,
  kind: Kind,
  fits: (item: NonNullable<ReturnType<Catalogue[Kind]>>) => boolean,
): string {
  for (let index = 0; index < catalogue.count(kind); index += 1) {
    const id = catalogue.idAt(kind, index) ?? '';
    const item = catalogue[kind](id) as ReturnType<Catalogue[Kind]>;
    if (item && fits(item)) return id;
  }
  throw new Error(`There is no such ${kind} in the catalogue.`);
}
