import { complainAboutQuota, complainAboutRateLimit, type Quota, type RateLimit } from '../faults/rate-limit.js';
import { type Tier, tiers } from './apps.js';

/**
 * What a refresh does with the refresh token: `keep` it (Spotify since mid-2026), `rotate` it, or rotate it and revoke the whole
 * grant when one that was rotated out comes back (RFC 9700 §4.14.2).
 */
export type RefreshMode = 'keep' | 'rotate' | 'rotate-with-reuse-detection';

/** The refresh modes there are. */
export const refreshModes: readonly RefreshMode[] = ['keep', 'rotate', 'rotate-with-reuse-detection'];

/** `User not registered in …` (the default), `User not approved …` (2021), or the sentence that was seen in May 2026. */
export type UnregisteredUserBody = 'not-registered' | 'not-approved' | 'check-settings';

/**
 * What a command of the player is answered with when all is well: 204 without a body, as documented, or 200 with a random text that is
 * no JSON, as since August 2024.
 */
export type PlayerSuccessBody = '204' | 'random-text';

/** Where links and redirects lead: to the host that was asked, to the local Spotify, or to Spotify's own hosts. */
export type Links = 'as-asked' | 'local' | 'canonical';

/** The kinds of links there are. */
export const linkKinds: readonly Links[] = ['as-asked', 'local', 'canonical'];

/** The switches where Spotify's behaviour changed or is not confirmed. */
export interface SettingValues {
  readonly refreshMode: RefreshMode;
  /** The user for whom `/authorize` answers with a code at once; `null` for the pages. */
  readonly autoApprove: string | null;
  /** The 401 of the Web API: one sentence for everything (2026), or the texts from before (`classic`). */
  readonly unauthorizedBody: '2026' | 'classic';
  /** Whose URLs stand in answers and redirects. `as-asked` needs no thought: see the guide on the ways in. */
  readonly links: Links;
  /** The tier of every app that has none of its own. */
  readonly tier: Tier;
  /**
   * The 403 for a user who is not on the allow-list of a Development Mode app. Three wordings were seen, and which one is current is
   * not confirmed.
   */
  readonly unregisteredUserBody: UnregisteredUserBody;
  /** How many requests each app may send to the Web API; `null` for no limit. */
  readonly rateLimit: RateLimit | null;
  /** How many of them in some days; `null` for no quota. */
  readonly quota: Quota | null;
  /** Whether RFC 6749, 7636, 8252, 9207 and 9700 count to the letter, and not what Spotify does. */
  readonly strict: boolean;
  /** For how many seconds a rotated refresh token may come back with reuse detection, as after an answer that was lost. */
  readonly graceSeconds: number;
  /** What is said of a refresh token that is older than six months: `Refresh token expired` or `Refresh token revoked`. Both were seen. */
  readonly expiredRefreshToken: 'expired' | 'revoked';
  /** What is said of another grant type: the sentence of 2024 that names it, or the one of 2017 that names the three there are. */
  readonly unsupportedGrantTypeBody: '2024' | 'classic';
  /**
   * The words on error pages of `/authorize`: as they were seen last, or `classic`, from 2017 to 2021: `Illegal scope`,
   * `Illegal redirect_uri`, `response_type must be code or token`. Which ones are current is not confirmed.
   */
  readonly authorizeErrorWords: 'current' | 'classic';
  /**
   * What is made of `positions` where items of a playlist are removed: they are `ignored`, as by Spotify since 2024, so that the item
   * goes from every place where it stands; or `honoured`, as they were before.
   */
  readonly removalPositions: 'ignored' | 'honoured';
  readonly playerSuccessBody: PlayerSuccessBody;
  /**
   * How the player says that its state does not allow a command: by the documented `reason`, such as `ALREADY_PAUSED`, or with
   * `Restriction violated` and the reason `UNKNOWN` for all of them, as users have seen since 2020.
   */
  readonly playerReasons: 'documented' | 'unknown';
  /** How long the body of a request may take to arrive, in milliseconds of real time. */
  readonly requestTimeoutMs: number;
}

/** The settings that are a choice between answers that were seen: the first is the default. */
export const answerChoices = {
  unauthorizedBody: ['2026', 'classic'],
  unregisteredUserBody: ['not-registered', 'not-approved', 'check-settings'],
  expiredRefreshToken: ['expired', 'revoked'],
  unsupportedGrantTypeBody: ['2024', 'classic'],
  authorizeErrorWords: ['current', 'classic'],
  removalPositions: ['ignored', 'honoured'],
  playerSuccessBody: ['random-text', '204'],
  playerReasons: ['documented', 'unknown'],
} as const satisfies { readonly [Name in keyof SettingValues]?: readonly SettingValues[Name][] };

/** The settings in force. */
export interface Settings {
  get(): SettingValues;
  /**
   * Changes some of them.
   *
   * @throws TypeError with a sentence, when a name or a value is none; nothing is changed then
   */
  update(changes: Partial<SettingValues>): SettingValues;
  /** Back to what the local Spotify was started with. */
  reset(): void;
}

/** Settings that can be put back to what they were. */
export interface RestorableSettings extends Settings {
  restore(values: SettingValues): void;
}

/** Settings over what the local Spotify was started with. */
export function createSettings(initial: Partial<SettingValues>, isUser: (id: string) => boolean): RestorableSettings {
  const defaults: SettingValues = {
    refreshMode: 'keep',
    autoApprove: null,
    unauthorizedBody: answerChoices.unauthorizedBody[0],
    links: 'as-asked',
    tier: 'extended',
    unregisteredUserBody: answerChoices.unregisteredUserBody[0],
    rateLimit: null,
    quota: null,
    strict: false,
    graceSeconds: 0,
    expiredRefreshToken: answerChoices.expiredRefreshToken[0],
    unsupportedGrantTypeBody: answerChoices.unsupportedGrantTypeBody[0],
    authorizeErrorWords: answerChoices.authorizeErrorWords[0],
    removalPositions: answerChoices.removalPositions[0],
    playerSuccessBody: answerChoices.playerSuccessBody[0],
    playerReasons: answerChoices.playerReasons[0],
    requestTimeoutMs: 30_000,
  };
  const checks: { [Name in keyof SettingValues]: (value: unknown) => string | undefined } = {
    refreshMode: (value) => oneOf('refreshMode', value, refreshModes),
    autoApprove: (value) =>
      value === null || (typeof value === 'string' && isUser(value))
        ? undefined
        : 'autoApprove has to be the id of a user, or null.',
    unauthorizedBody: choice('unauthorizedBody'),
    links: (value) => oneOf('links', value, linkKinds),
    tier: (value) => oneOf('tier', value, tiers),
    unregisteredUserBody: choice('unregisteredUserBody'),
    rateLimit: complainAboutRateLimit,
    quota: complainAboutQuota,
    strict: (value) => (typeof value === 'boolean' ? undefined : 'strict has to be true or false.'),
    graceSeconds: (value) => within('graceSeconds', value, 0, 86_400),
    expiredRefreshToken: choice('expiredRefreshToken'),
    unsupportedGrantTypeBody: choice('unsupportedGrantTypeBody'),
    authorizeErrorWords: choice('authorizeErrorWords'),
    removalPositions: choice('removalPositions'),
    playerSuccessBody: choice('playerSuccessBody'),
    playerReasons: choice('playerReasons'),
    requestTimeoutMs: (value) => within('requestTimeoutMs', value, 10, 300_000),
  };
  const change = (before: SettingValues, changes: object): SettingValues => {
    for (const [name, value] of Object.entries(changes)) {
      const check = Object.hasOwn(checks, name) ? checks[name as keyof SettingValues] : undefined;
      if (check === undefined) throw new TypeError(`There is no setting "${name}": use ${Object.keys(checks).join(', ')}.`);
      const complaint = check(value);
      if (complaint !== undefined) throw new TypeError(complaint);
    }
    return { ...before, ...changes };
  };
  const start = change(defaults, initial);
  let current = start;
  return {
    get: () => ({ ...current }),
    update(changes) {
      current = change(current, changes);
      return { ...current };
    },
    reset() {
      current = start;
    },
    restore(values) {
      // Not checked once more: the user of autoApprove may have been gone when the values were taken, and that was no mistake.
      current = { ...start, ...values };
    },
  };
}

function choice(name: keyof typeof answerChoices): (value: unknown) => string | undefined {
  return (value) => oneOf(name, value, answerChoices[name]);
}

function oneOf(name: string, value: unknown, values: readonly string[]): string | undefined {
  return values.includes(value as string) ? undefined : `${name} has to be one of ${values.join(', ')}.`;
}

function within(name: string, value: unknown, least: number, most: number): string | undefined {
  return typeof value === 'number' && value >= least && value <= most
    ? undefined
    : `${name} has to be a number from ${least} to ${most}.`;
}
