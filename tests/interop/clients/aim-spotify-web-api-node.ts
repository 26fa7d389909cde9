import { createRequire } from 'node:module';
import type { LocalSpotify } from '@spixie/local';

interface Builder {
  withHost(host: string): Builder;
  withPort(port: number): Builder;
  withScheme(scheme: string): Builder;
  withAuth(accessToken: string | undefined): Builder;
}

/** It has no option for its two hosts. It looks its builders up at each call, so that they can be put in other places. */
export function aimSpotifyWebApiNode(local: LocalSpotify): void {
  const require = createRequire(import.meta.url);
  const { builder } = require('spotify-web-api-node/src/base-request') as { builder: () => Builder };
  const { hostname, port } = new URL(local.accountsUrl);
  const here = () => builder().withHost(hostname).withPort(Number(port)).withScheme('http');
  Object.assign(require('spotify-web-api-node/src/authentication-request'), { builder: here });
  Object.assign(require('spotify-web-api-node/src/webapi-request'), { builder: (token?: string) => here().withAuth(token) });
}
