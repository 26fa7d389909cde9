import { createApp } from './app.js';

/** A route that the server answers. */
export interface RegisteredRoute {
  readonly method: string;
  /** With parameters as Hono writes them: `/v1/playlists/:playlist_id`. */
  readonly path: string;
}

/** Every route that is registered, without those that only catch what is left over. */
export function registeredRoutes(): RegisteredRoute[] {
  // Registering asks for nothing but names: whatever is looked at is there, and is of no use.
  const anything: never = new Proxy(() => undefined, {
    get: (_, name) => (name === Symbol.toPrimitive ? () => 'http://127.0.0.1:1' : anything),
    apply: () => anything,
  }) as never;
  const all = createApp(anything, anything).routes.filter(({ method, path }) => method !== 'ALL' && !path.includes('*'));
  const unique = new Map(all.map(({ method, path }) => [`${method} ${path}`, { method, path }]));
  return [...unique.values()];
}
