import type { ErrorAction } from 'spixie';

/** What can go wrong in the command line alone. Everything else is a `SpotifyError` of the library's. */
export type CommandErrorCode = 'usage' | 'input_ended' | 'settings_failed';

const actions = { usage: 'fix_config', input_ended: 'retry', settings_failed: 'fix_config' } as const satisfies Record<
  CommandErrorCode,
  ErrorAction
>;

/** An error of the command line's own. Its message is one sentence that says what to do. */
export class CommandError extends Error {
  readonly code: CommandErrorCode;
  readonly action: ErrorAction;

  constructor(code: CommandErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'CommandError';
    this.code = code;
    this.action = actions[code];
  }
}
