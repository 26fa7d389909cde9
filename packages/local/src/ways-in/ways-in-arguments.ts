import type { LocalSpotify } from '../http/local-spotify.js';
import { type Links, linkKinds } from '../world/settings.js';
import type { WaysInOptions } from './ways-in-options.js';

/** The options of the command that open ways in, for `parseArgs`. */
export const waysInArguments = {
  tls: { type: 'string' },
  proxy: { type: 'string' },
  links: { type: 'string' },
} as const;

/** What `--help` says of them. */
export const waysInUsage = `  --tls [PORT]         HTTPS too, with a certificate for Spotify's hosts (default: a free port)
  --proxy [PORT]       a proxy that answers for Spotify's hosts, for HTTPS_PROXY (default: a free port)
  --links KIND         whose URLs stand in answers: ${linkKinds.join(', ')} (default: as-asked)`;

const FREE = '0';

/** Gives `--tls` and `--proxy` the port 0 where none follows: `parseArgs` knows no value that may be left out. */
export function fillInPorts(args: readonly string[]): string[] {
  return args.map((arg, index) => {
    const isPort = /^[^-]/u.test(args[index + 1] ?? '-');
    return (arg === '--tls' || arg === '--proxy') && !isPort ? `${arg}=${FREE}` : arg;
  });
}

/**
 * Reads them.
 *
 * @returns the options of `createLocalSpotify`, or a sentence
 */
export function readWaysIn(values: { tls?: string; proxy?: string; links?: string }): (WaysInOptions & { links?: Links }) | string {
  const { tls, proxy } = values;
  for (const [name, port] of Object.entries({ tls, proxy })) {
    if (port !== undefined && !(/^\d{1,5}$/u.test(port) && Number(port) <= 65_535))
      return `"${port}" is no port: give --${name} a number from 0 to 65535, or none for a free port.`;
  }
  const links = linkKinds.find((kind) => kind === values.links);
  if (values.links !== undefined && links === undefined)
    return `"${values.links}" is no kind of links: give --links one of ${linkKinds.join(', ')}.`;
  return {
    ...(tls !== undefined && { tls: { port: Number(tls) } }),
    ...(proxy !== undefined && { proxy: { port: Number(proxy) } }),
    ...(links !== undefined && { links }),
  };
}

/** What the command prints of the ways in that are open: lines, or nothing. */
export function describeWaysIn({ tlsUrl, proxyUrl, caFile }: LocalSpotify): string {
  const lines = [
    tlsUrl !== undefined && `  HTTPS          ${tlsUrl}`,
    proxyUrl !== undefined && `  Proxy          ${proxyUrl}`,
    caFile !== undefined && `  CA file        ${caFile}`,
  ].filter((line) => line !== false);
  return lines.length === 0 ? '' : `${lines.join('\n')}\n`;
}
