/** The base URL of the accounts service that the options name, without a slash at its end. */
export function spotifyAccountsUrl(options: { accountsUrl?: string | undefined }): string {
  return (options.accountsUrl ?? 'https://accounts.spotify.com').replace(/\/+$/, '');
}
