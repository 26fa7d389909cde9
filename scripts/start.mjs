// `npm start`: sets up what is missing and runs the main job until Ctrl-C.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { startDemo } from './demo.mjs';
import { openBrowser } from './open-browser.mjs';
import { PlainError, runScript } from './plain-error.mjs';
import { setUp } from './setup.mjs';
import { root } from './workspace.mjs';

const help = `Runs the example app against a Spotify on this machine.

npm start -- [options]
  --port N      the port of the local Spotify (8888; 0: a free one)
  --app-port N  the port of the app (5173; 0: a free one)
  --no-open     does not open the browser
  --help        prints this

With SPOTIFY_CLIENT_ID set, in the environment or in the file .env, the app runs against the real Spotify instead.`;

const list = 'The options are --port N, --app-port N, --no-open and --help (npm start -- --port 9000).';

function readOptions(args) {
  let values;
  try {
    values = parseArgs({
      args,
      options: {
        port: { type: 'string', default: '8888' },
        'app-port': { type: 'string', default: '5173' },
        'no-open': { type: 'boolean', default: false },
        help: { type: 'boolean', default: false },
      },
    }).values;
  } catch (error) {
    // Node adds advice after the first sentence that has no meaning here.
    throw new PlainError(`${error.message.split(/[.\n]/)[0]}. ${list}`, 2);
  }
  return { ...values, port: readPort('port', values.port), appPort: readPort('app-port', values['app-port']) };
}

function readPort(name, value) {
  if (/^\d{1,5}$/.test(value) && Number(value) <= 65535) return Number(value);
  throw new PlainError(`--${name} is "${value}", and a port is a number from 0 to 65535. ${list}`, 2);
}

function readClientId() {
  const file = join(root, '.env');
  // What the environment has already wins over the file.
  if (existsSync(file)) process.loadEnvFile(file);
  const clientId = process.env.SPOTIFY_CLIENT_ID?.trim();
  if (!clientId) return undefined;
  if (/^[0-9a-z]{32}$/i.test(clientId)) return clientId;
  throw new PlainError(
    'SPOTIFY_CLIENT_ID is not a client ID, which has 32 letters and digits: copy it from your app at https://developer.spotify.com/dashboard, or unset it to use the local Spotify.',
    2,
  );
}

function describe({ appUrl, redirectUri, local }) {
  if (!local) {
    return `
  App            ${appUrl}
                 Open it and choose "Sign in with Spotify": this is the real Spotify.
  Redirect URI   ${redirectUri}
                 Register it once for your app at https://developer.spotify.com/dashboard.

Ctrl-C stops it.`;
  }
  return `
  App            ${appUrl}
                 Open it, choose "Sign in with Spotify", then one of the users, and agree.
  Local Spotify  ${local.accountsUrl}
                 No account and no internet needed. Its users and their passwords:
${local.users.map((user) => `                 ${user.id} / ${user.password}  ${user.displayName}, ${user.country}, ${user.product}`).join('\n')}

Ctrl-C stops both.`;
}

async function main() {
  const options = readOptions(process.argv.slice(2));
  if (options.help) return console.log(help);
  setUp();
  const clientId = readClientId();
  const demo = await startDemo({ port: options.port, appPort: options.appPort, clientId });

  let stopping = false;
  const stop = async () => {
    // Whoever asks twice does not want to wait for connections to close.
    if (stopping) process.exit(130);
    stopping = true;
    await demo.close();
    process.exit(0);
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);

  console.log(describe(demo));
  if (!options['no-open']) openBrowser(demo.appUrl);
}

await runScript(main);
