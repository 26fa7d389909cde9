import type { LocalSpotify } from '@spixie/local';
import type { DayClient } from './day-client.js';
import type { StepName } from './steps.js';

/** What becomes of a step that a client cannot do as its documentation says. */
export interface Trouble {
  /** What it says. */
  readonly says: RegExp;
  /** Whether the thing has happened all the same. */
  readonly happens: boolean;
  readonly why: string;
}

export type Troubles = { readonly [Name in StepName]?: Trouble };

/** A published client, and what it has trouble with. */
export interface Visitor {
  readonly name: string;
  open(local: LocalSpotify, accessToken: string): DayClient;
  /** Whatever the player answers. */
  readonly troubles: Troubles;
  /** Of its commands where the player answers them with a text, as it does since August 2024. */
  readonly troubleWithText: Trouble | undefined;
  /** What it does in a way that apps of 2026 have as well, where the other clients do not. */
  readonly doesAsAppOf2026: readonly StepName[];
  /** What is thrown where the app's tier does not have an operation. */
  isForbidden(error: unknown): boolean;
  /** What it makes of a 429 whose `Retry-After` is seven seconds. */
  readonly limited: object;
}

/** It saves by a body that is nothing but a list, which Spotify takes no longer: github.com/spotify/spotify-web-api-ts-sdk/issues/131 */
export const sendsBareList: Trouble = {
  says: /Missing required field: ids/u,
  happens: false,
  why: 'sends a bare list, which Spotify refuses since September 2024',
};

/** It reads the text as JSON, after the command was carried out: github.com/spotify/spotify-web-api-ts-sdk/issues/127 */
export const parsesText: Trouble = {
  says: /JSON/u,
  happens: true,
  why: 'reads the player’s text as JSON, and throws when the command is done',
};
