/** What `spixie help` prints. */
export const help = `Usage: spixie COMMAND [OPTIONS]

Signs you in to Spotify from a terminal.

Commands
  login    opens the browser, waits for its answer and keeps the session
  me       prints your profile, with a refreshed access token if need be
  logout   forgets the session
  local    runs a Spotify on this machine, for development and tests: see spixie local --help
  help     prints this

Options of login
  --client-id ID       the app, from https://developer.spotify.com/dashboard (or SPOTIFY_CLIENT_ID); remembered
  --redirect-uri URI   as registered for the app (default: http://127.0.0.1:8898/callback); remembered
  --scope SCOPE        what to ask for, once for each scope (default: user-read-private); remembered
  --no-browser         prints the address, for a browser on another machine
  --timeout SECONDS    how long to wait for you (default: 300)
  --show-dialog        asks for your consent even if you gave it before
  --accounts-url URL   another accounts service, such as the local Spotify (or SPIXIE_ACCOUNTS_URL); remembered
  --api-url URL        its Web API (or SPIXIE_API_URL); remembered

Options of all commands
  --json               one line of JSON on stdout; what is for people goes to stderr
  -h, --help           prints this
  -v, --version        prints the version

Environment
  BROWSER              the command that opens an address, which it gets as its last argument or in place of %s
  SPIXIE_CONFIG_DIR    the folder of the session (default: spixie in your config folder)
  DEBUG=spixie         shows where an error came from

Exit codes: 0 done, 1 failed, 2 wrong usage, 130 cancelled with Ctrl-C.
`;
