import { isIP } from 'node:net';
import { isLoopbackName, loopbackNames } from './loopback-names.js';

/** The host on which only this machine's programs are heard. */
export const LOOPBACK = '127.0.0.1';

/** Under which names the server may be called. */
export interface OwnHosts {
  /** Whether strangers on the network reach it. */
  readonly isOpen: boolean;
  /** Whether a Host header is one of ours. */
  isOwn(host: string): boolean;
  /** Whether a page of this origin may change something: one of this machine, or of the host that was called. */
  isTrusted(origin: string, host: string): boolean;
  /** For people: what the Host header has to be. */
  readonly description: string;
}

/** Where the server listens. */
export interface Binding {
  readonly host: string;
  readonly port: number;
  /** Further names by which it is called, such as a container's. */
  readonly allowedHosts: readonly string[];
}

/**
 * Says which Host and Origin headers are good. A page that bends a name of its own to our address (DNS rebinding) sends that name
 * as its Host, and a name is ours only if we were told so. An address cannot be bent: where strangers are let in, each is good.
 */
export function ownHosts({ host, port, allowedHosts }: Binding): OwnHosts {
  const isOpen = !isLoopback(host);
  const names = new Set([...loopbackNames, ...[host, ...allowedHosts].map((name) => bracketed(name.toLowerCase()))]);
  return {
    isOpen,
    isOwn(given) {
      const [, name = '', givenPort = '80'] = /^(\[[\d:a-f.]+\]|[^:]+)(?::(\d+))?$/iu.exec(given) ?? [];
      if (Number(givenPort) !== port) return false;
      return names.has(name.toLowerCase()) || (isOpen && isIP(name.replace(/^\[|\]$/gu, '')) !== 0);
    },
    isTrusted(origin, given) {
      if (!URL.canParse(origin)) return false;
      const { hostname } = new URL(origin);
      return isLoopbackName(hostname) || hostname === given.toLowerCase().replace(/:\d+$/u, '');
    },
    description: `${isOpen ? 'an IP address, ' : ''}${[...names].join(', ')} with the port ${port}`,
  };
}

/**
 * Refuses what is no host.
 *
 * @throws TypeError with a sentence
 */
export function checkHosts(host: string, allowedHosts: readonly string[]): void {
  for (const name of [host, ...allowedHosts]) {
    if (isIP(name) === 0 && !/^(?=.{1,253}$)[a-z\d_](?:[\w.-]*[a-z\d_])?$/iu.test(name))
      throw new TypeError(`"${name}" is no host: give an address such as 0.0.0.0 or a name without port and path.`);
  }
}

/** What it means to listen there, where it means something. */
export function warningAboutHost(host: string, port: number): string | undefined {
  if (isLoopback(host)) return undefined;
  return `Everybody who reaches ${host} on port ${port} can sign in here as any user, and read, change and reset everything through the control plane: leave out --host if only this machine needs it.`;
}

/** The host as it stands in URLs for programs of this machine. */
export function urlHost(host: string): string {
  return host === '0.0.0.0' || host === '::' ? LOOPBACK : bracketed(host);
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127(?:\.\d{1,3}){3}$/u.test(host);
}

function bracketed(host: string): string {
  return isIP(host) === 6 ? `[${host}]` : host;
}
