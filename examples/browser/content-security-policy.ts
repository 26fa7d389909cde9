import type { Plugin } from 'vite';

const spotify = ['https://accounts.spotify.com', 'https://api.spotify.com'];

/**
 * Puts a Content-Security-Policy into the page: its own scripts and styles, and requests to the Spotify that it uses. Whoever
 * injects a script into a page that keeps a refresh token has that token, so this is the wall in front of it.
 */
export function contentSecurityPolicy(): Plugin {
  let origins: string[] = [];
  return {
    name: 'content-security-policy',
    configResolved({ define = {}, env }) {
      const urls = ['VITE_SPOTIFY_ACCOUNTS_URL', 'VITE_SPOTIFY_API_URL'].map((name, index) => {
        const defined = define[`import.meta.env.${name}`];
        return defined === undefined ? (env[name] ?? spotify[index]) : JSON.parse(defined);
      });
      origins = [...new Set(urls.map((url) => new URL(url).origin))];
    },
    transformIndexHtml() {
      const content = [
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        // Spotify's pictures come from hosts that it names nowhere.
        `img-src 'self' https: ${origins.join(' ')}`,
        `connect-src 'self' ${origins.join(' ')}`,
        "base-uri 'none'",
        "form-action 'none'",
      ].join('; ');
      return [{ tag: 'meta', attrs: { 'http-equiv': 'Content-Security-Policy', content }, injectTo: 'head-prepend' }];
    },
  };
}
