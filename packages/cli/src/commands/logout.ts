import type { Options } from '../arguments.js';
import type { CommandEnvironment } from '../environment.js';
import type { Output } from '../output.js';
import { readSettings, settingsDirectory } from '../settings.js';
import { storedSession } from '../stored-session.js';

const revokeAt = 'https://www.spotify.com/account/apps';

/** `spixie logout`: forgets the session. The settings stay, so that the next login needs no options. */
export async function logout(_: Options, { env, now }: CommandEnvironment, output: Output): Promise<void> {
  const directory = settingsDirectory(env);
  const settings = await readSettings(directory);
  const session = settings && storedSession(directory, settings, now);
  const wasSignedIn = session !== undefined && (await session.getState()).status !== 'signed_out';
  if (wasSignedIn) await session.signOut();
  output.give(
    wasSignedIn
      ? `Signed out, on this machine only. The app stays in your Spotify account until you remove it: ${revokeAt}`
      : `Nobody was signed in on this machine. Apps that may use your Spotify account: ${revokeAt}`,
    { signedOut: true, wasSignedIn, revokeAt },
  );
}
