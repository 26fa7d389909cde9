/** Every scope that is understood, and what it lets an app do, in words of our own. */
const meanings: Readonly<Record<string, string>> = {
  'app-remote-control': 'Talk to the player app on your phone',
  'playlist-modify-private': 'Change and create your private playlists',
  'playlist-modify-public': 'Change and create your public playlists',
  'playlist-read-collaborative': 'See the playlists that you share with others',
  'playlist-read-private': 'See your private playlists',
  'soa-create-partner': 'Create a partner for Open Access',
  'soa-manage-entitlements': 'Manage what your Open Access partners may hear',
  'soa-manage-partner': 'Manage your Open Access partners',
  streaming: 'Play music in the app itself',
  'ugc-image-upload': 'Upload pictures for your playlists',
  'user-follow-modify': 'Follow and unfollow artists and people for you',
  'user-follow-read': 'See whom you follow',
  'user-library-modify': 'Save things to your library and remove them',
  'user-library-read': 'See what you have saved in your library',
  'user-modify-playback-state': 'Control what is playing: play, pause, skip, volume',
  'user-personalized': 'Get recommendations that are made for you',
  'user-read-currently-playing': 'See what you are listening to right now',
  'user-read-email': 'See your e-mail address',
  'user-read-playback-position': 'See how far you are in shows and episodes',
  'user-read-playback-state': 'See your devices and what plays on them',
  'user-read-private': 'See your country and whether you subscribe',
  'user-read-recently-played': 'See what you listened to lately',
  'user-soa-link': 'Link your account with an Open Access partner',
  'user-soa-unlink': 'Unlink your account from an Open Access partner',
  'user-top-read': 'See which artists and tracks you listen to most',
};

/** The scopes of a space-separated list, each once. */
export function parseScopes(scope: string): string[] {
  return [...new Set(scope.split(/\s+/u).filter((one) => one !== ''))];
}

/** Whether there is such a scope. */
export function isKnownScope(scope: string): boolean {
  return Object.hasOwn(meanings, scope);
}

/** Every scope there is. */
export function knownScopes(): string[] {
  return Object.keys(meanings);
}

/** What a scope lets an app do. */
export function scopeMeaning(scope: string): string {
  return meanings[scope] ?? scope;
}
