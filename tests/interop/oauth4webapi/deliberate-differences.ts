/** What a callback is judged by, besides its parameters. */
export interface Judgement {
  /** Whether the app told us the issuer. oauth4webapi always has to know it. */
  issuerConfigured: boolean;
  /** Whether the server's metadata promises an `iss` in every callback. Only oauth4webapi reads metadata. */
  issuerPromised: boolean;
}

/** A callback that we take, and oauth4webapi refuses. The other way round there is none. */
export interface DeliberateDifference {
  callback: string;
  why: string;
  /** What makes such a callback of a good one. */
  example: Judgement & { parameters: Record<string, string> };
  applies(callback: URLSearchParams, judgement: Judgement): boolean;
}

/** Parameters of answers that Spotify does not give, and that nobody asks it for: JARM, hybrid flows. */
const ofOtherProtocols = ['response', 'id_token', 'token'];

export const deliberateDifferences: readonly DeliberateDifference[] = [
  {
    callback: 'that names an issuer, in an app that configured none',
    why: 'Spotify documents no issuer, so that there is no default to compare with.',
    example: { parameters: { iss: 'https://evil.example' }, issuerConfigured: false, issuerPromised: false },
    applies: (callback, { issuerConfigured }) => !issuerConfigured && callback.has('iss'),
  },
  {
    callback: 'without an issuer, from a server whose metadata promises one',
    why: 'Spotify publishes no such promise, and we read no metadata: an absent iss passes.',
    example: { parameters: {}, issuerConfigured: true, issuerPromised: true },
    applies: (callback, { issuerPromised }) => issuerPromised && !callback.get('iss'),
  },
  {
    callback: 'with a parameter of another protocol',
    why: 'RFC 6749 §4.1.2: a client ignores the parameters that it does not know.',
    example: { parameters: { id_token: 'x' }, issuerConfigured: true, issuerPromised: false },
    applies: (callback) => ofOtherProtocols.some((name) => callback.has(name)),
  },
];
