/** How programs get here that have Spotify's hosts written into them. */
export interface WaysInOptions {
  /**
   * HTTPS besides HTTP, with a certificate for Spotify's two hosts. `port`: default a free one. `directory`: where the authority is
   * kept, default the user's data folder.
   */
  readonly tls?: boolean | { readonly port?: number; readonly directory?: string };
  /** A proxy that answers Spotify's two hosts itself and refuses all others. `port`: default a free one. */
  readonly proxy?: boolean | { readonly port?: number };
}

/** Where those ways begin. What was not asked for is absent. */
export interface WaysIn {
  /** `https://127.0.0.1:PORT` */
  readonly tlsUrl?: string;
  /** `http://127.0.0.1:PORT`, for `HTTPS_PROXY`. */
  readonly proxyUrl?: string;
  /** The certificate that clients have to trust, in PEM. Its authority is good for Spotify's two hosts and 127.0.0.1 only. */
  readonly caFile?: string;
}

/**
 * Checks the options.
 *
 * @throws TypeError with a sentence
 */
export function checkWaysIn({ tls = false, proxy = false }: WaysInOptions): void {
  check('tls', tls, ['port', 'directory']);
  check('proxy', proxy, ['port']);
}

function check(name: string, given: unknown, allowed: readonly string[]): void {
  if (typeof given === 'boolean') return;
  const shape = `{ ${allowed.join(', ')} }`;
  if (typeof given !== 'object' || given === null) throw new TypeError(`${name} has to be true, false or ${shape}.`);
  for (const [key, value] of Object.entries(given)) {
    if (!allowed.includes(key)) throw new TypeError(`${name} has no option "${key}": use ${shape}.`);
    if (key === 'port' && value !== undefined && !(Number.isInteger(value) && value >= 0 && value <= 65_535))
      throw new TypeError(`${name}.port has to be a whole number from 0 to 65535.`);
    if (key === 'directory' && value !== undefined && (typeof value !== 'string' || value === ''))
      throw new TypeError(`${name}.directory has to be the path of a folder.`);
  }
}
