interface ImportMetaEnv {
  /** From your app's page in Spotify's dashboard. */
  readonly VITE_SPOTIFY_CLIENT_ID: string;
  /** As registered there, to the letter: `http://127.0.0.1:5173/callback`. */
  readonly VITE_SPOTIFY_REDIRECT_URI: string;
  /** Only with a local Spotify. */
  readonly VITE_SPOTIFY_ACCOUNTS_URL?: string;
  /** Only with a local Spotify. */
  readonly VITE_SPOTIFY_API_URL?: string;
}

interface ImportMeta {
  readonly env: ImportMetaEnv;
}
