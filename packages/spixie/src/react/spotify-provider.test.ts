import { createElement, type ReactElement } from 'react';
import { renderToString } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { failsWith } from '../../test-support/fails-with.js';
import { createBrowserSession } from '../browser/browser-session.js';
import { createIndexedDbStore } from '../browser/indexed-db-store.js';
import { createSpotify } from '../web-api/spotify.js';
import { SpotifyProvider } from './spotify-provider.js';
import { useSession } from './use-session.js';
import { useSpotify } from './use-spotify.js';

const createPageSession = () =>
  createBrowserSession({
    clientId: 'a-client',
    redirectUri: 'http://127.0.0.1:5173/callback',
    store: createIndexedDbStore(),
  });
const Status = () => useSession().state.status;

/** What a component shows of itself: its hooks are called where they have to be. */
const render = (element: ReactElement) => renderToString(element);

describe('SpotifyProvider', () => {
  it('renders on a server, where there is no page and nobody is known', () => {
    const session = createPageSession();
    expect(globalThis).not.toHaveProperty('window');
    expect(render(createElement(SpotifyProvider, { session }, createElement(Status)))).toBe('loading');
    expect(session.state).toEqual({ status: 'loading' });
  });

  it('gives every component the same client: its own, or the one that it was given', () => {
    const session = createPageSession();
    const seen = new Set<unknown>();
    const Client = () => {
      seen.add(useSpotify());
      return null;
    };
    const clients = () => [createElement(Client, { key: 1 }), createElement(Client, { key: 2 })];
    render(createElement(SpotifyProvider, { session }, clients()));
    expect([...seen]).toEqual([expect.objectContaining({ request: expect.any(Function) })]);

    seen.clear();
    const spotify = createSpotify({ session, apiUrl: 'http://127.0.0.1:8888/v1' });
    render(createElement(SpotifyProvider, { session, spotify }, clients()));
    expect([...seen]).toEqual([spotify]);
  });

  it.each([
    ['useSession', Status],
    ['useSpotify', () => String(useSpotify())],
  ])('is what %s says is missing', async (hook, Component) => {
    const sentence = new RegExp(`^${hook}\\(\\) was called outside of SpotifyProvider\\. Render SpotifyProvider around`);
    await failsWith('invalid_option', sentence, () => render(createElement(Component)));
  });
});
