import { type ErrorAction, isSpotifyError, type SpotifyError, type SpotifyErrorCode } from 'spixie';
import { CommandError } from './command-error.js';

/** An error as the command line tells it. */
export interface Failure {
  code: string;
  message: string;
  action: ErrorAction;
  exitCode: number;
}

const endings: Record<string, string> = {
  expired: 'A sign-in lasts six months, and yours is over (expired): run `spixie login` again.',
  unreadable: 'The stored session is damaged (unreadable): run `spixie login` again. What was stored is set aside.',
};

// The library's sentences speak to whoever writes a program. Where its user can act, this program says it to them.
const sentences: Partial<Record<SpotifyErrorCode, (error: SpotifyError) => string>> = {
  signed_out: () => 'Nobody is signed in: run `spixie login`.',
  reauthorization_required: ({ reason = '' }) =>
    endings[reason] ??
    'Spotify ended your sign-in, as it does when you remove the app from your account (revoked): run `spixie login` again.',
  access_denied: () => 'You said no in the browser, so nobody was signed in: run `spixie login` to try again.',
  aborted: () => 'Cancelled.',
};

/** Tells an error in a sentence. What no part of this project wrote is not repeated: nobody knows what stands in it. */
export function describeFailure(error: unknown): Failure {
  if (isSpotifyError(error)) {
    const { code, action, message } = error;
    // 130 is what shells give a program that Ctrl-C ended.
    return { code, action, message: sentences[code]?.(error) ?? message, exitCode: code === 'aborted' ? 130 : 1 };
  }
  if (error instanceof CommandError) {
    const { code, action, message } = error;
    return { code, action, message, exitCode: code === 'usage' ? 2 : 1 };
  }
  const kind = error instanceof Error ? error.name : typeof error;
  return {
    code: 'unexpected',
    action: 'none',
    message: `Something unexpected went wrong (${kind}): run it again with DEBUG=spixie to see where.`,
    exitCode: 1,
  };
}

/**
 * Where an error and its causes came from. Without their messages: that of a file that is no JSON quotes the file, and there are
 * tokens in it.
 */
export function traceOf(error: unknown): string {
  const lines: string[] = [];
  for (let current = error; current instanceof Error && lines.length < 100; current = current.cause) {
    const code = 'code' in current ? ` (${String(current.code)})` : '';
    const frames = current.stack?.match(/^ {4}at .*$/gm) ?? [];
    lines.push(`${lines.length === 0 ? '' : 'caused by '}${current.name}${code}`, ...frames);
  }
  return lines.join('\n');
}

/** Whether `DEBUG` asks for the traces of this program. */
export function wantsTrace({ DEBUG = '' }: NodeJS.ProcessEnv): boolean {
  return DEBUG.split(/[\s,]+/).some((name) => name === 'spixie' || name === '*');
}
