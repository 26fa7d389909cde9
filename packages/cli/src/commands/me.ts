import { createSpotify, SpotifyError } from 'spixie';
import type { Options } from '../arguments.js';
import type { CommandEnvironment } from '../environment.js';
import type { Output } from '../output.js';
import { profileText } from '../profile-text.js';
import { sayWait } from '../say-wait.js';
import { readSettings, settingsDirectory } from '../settings.js';
import { storedSession } from '../stored-session.js';

/** `spixie me`: prints the profile of who is signed in. */
export async function me(_: Options, { env, now }: CommandEnvironment, output: Output): Promise<void> {
  const directory = settingsDirectory(env);
  const settings = await readSettings(directory);
  if (!settings) throw new SpotifyError('signed_out', 'reauthorize', 'Nobody is signed in.');
  // Only what the login used, whatever the environment says by now: its tokens go nowhere else.
  const session = storedSession(directory, settings, now);
  const user = await createSpotify({ session, apiUrl: settings.apiUrl, onWait: sayWait(output) }).me.profile();
  output.give(profileText(user), user);
}
