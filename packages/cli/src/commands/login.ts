import { createSpotify, type SpotifyError } from 'spixie';
import type { Options } from '../arguments.js';
import { openWithBrowserCommand } from '../browser-command.js';
import type { CommandEnvironment } from '../environment.js';
import { createLineQuestion, type LineQuestion } from '../line-question.js';
import { loginSettings, readTimeoutMs } from '../login-settings.js';
import type { Output } from '../output.js';
import { nameOf } from '../profile-text.js';
import { sayWait } from '../say-wait.js';
import { readSettings, type Settings, settingsDirectory, writeSettings } from '../settings.js';
import { storedSession } from '../stored-session.js';

/** `spixie login`: signs a user in and keeps the session. */
export async function login(options: Options, environment: CommandEnvironment, output: Output): Promise<void> {
  const { env, stdin, now } = environment;
  const directory = settingsDirectory(env);
  const last = await readSettings(directory);
  const settings = loginSettings(options, env, last);
  const waitMs = readTimeoutMs(options);

  const interruption = new AbortController();
  const { signal } = interruption;
  const interrupt = () => interruption.abort();
  const stopListening = environment.onInterrupt(interrupt);
  let opened = false;
  let question: LineQuestion | undefined;
  try {
    const session = storedSession(directory, settings, now);
    await session.signInWithBrowser({
      showDialog: options['show-dialog'],
      signal,
      waitMs,
      async open(url, { portInUse }) {
        opened = !options['no-browser'] && !portInUse && (await openWithBrowserCommand(url, env));
        output.say(opened ? openedText(url) : unopenedText(url, portInUse));
      },
      async askForCallback({ attempt, portInUse }) {
        // With a browser here, the callback comes by itself.
        if (opened) return new Promise(() => {});
        question ??= createLineQuestion(stdin, output.people, interrupt);
        if (attempt > 1) output.say('That does not answer this sign-in. Paste the whole address, from its beginning to its end.');
        return question.ask('> ').catch((error: unknown) => Promise.reject(portInUse ?? error));
      },
    });
    question?.close();
    await writeSettings(directory, settings);
    await forgetOther(directory, last, settings, now);

    const { apiUrl } = settings;
    try {
      const user = await createSpotify({ session, apiUrl, onWait: sayWait(output) }).me.profile({ signal });
      output.give(`Signed in as ${nameOf(user)}.`, user);
    } catch (error) {
      output.say('You are signed in, but your profile could not be fetched:');
      throw error;
    }
  } finally {
    question?.close();
    stopListening();
  }
}

/** Deletes the session of the client that was used before: nobody would find it any more, not even to log out. */
async function forgetOther(directory: string, last: Settings | undefined, settings: Settings, now: () => number): Promise<void> {
  if (last && last.clientId !== settings.clientId) await storedSession(directory, last, now).signOut();
}

function openedText(url: string): string {
  return `Sign in with the browser that opens now. If none does, open this address:

${url}

Waiting for the browser’s answer (Ctrl-C cancels)…`;
}

function unopenedText(url: string, portInUse: SpotifyError | undefined): string {
  const redirectUri = new URL(url).searchParams.get('redirect_uri');
  return `${portInUse ? `${portInUse.message}\nOr open this address in a browser:` : 'Open this address in a browser:'}

${url}

After the sign-in the browser goes to an address that begins with ${redirectUri}
${
  portInUse
    ? 'Whatever it shows there, paste that whole address here.'
    : 'In a browser of this machine that is all. From one on another machine, which shows an error then, paste that whole address here.'
}`;
}
