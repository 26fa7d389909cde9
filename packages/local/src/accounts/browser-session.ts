import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Context } from 'hono';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import type { ExchangeEnvironment } from '../inspector/exchange.js';
import { newIdentifier } from '../world/opaque-token.js';
import type { User } from '../world/users.js';
import type { AccountsContext } from './accounts-context.js';

/** One browser at the accounts service. */
export interface BrowserSession {
  /** Who is signed in there. */
  readonly user: User | undefined;
  /** What tells this browser from others, once it has been shown a form. */
  readonly browser: string | undefined;
  /** A token for a form that this browser is shown; `purpose` says which form, for whom and about what. */
  formToken(purpose: string): string;
  /** Whether a form that came back carries the token it was shown with. */
  isFormToken(purpose: string, token: string | undefined): boolean;
  /** Signs the user in under a new cookie, so that nobody can have planted the one that counts. */
  signIn(userId: string): void;
  /** Signs out who is signed in: the cookie is worth nothing any more, also where somebody copied it. */
  signOut(): void;
}

/**
 * Finds out which browser it is, by two cookies. One says who is signed in and is new with each login; the other one only tells
 * browsers apart and stays, so that forms which were open in another tab during a login are still good afterwards.
 */
export function browserSession(c: Context<ExchangeEnvironment>, context: AccountsContext): BrowserSession {
  // Cookies do not tell ports apart: the port is in the name, so that two of these in one browser leave each other alone.
  const loginCookie = `spixie_local_${new URL(context.accountsUrl).port}`;
  const browserCookie = `${loginCookie}_browser`;
  const write = (name: string, value: string): void => setCookie(c, name, value, { httpOnly: true, sameSite: 'Lax', path: '/' });
  const login = getCookie(c, loginCookie);
  const userId = login && context.world.logins.userOf(login);
  const user = userId ? context.world.users.find(userId) : undefined;
  if (user !== undefined) c.get('exchange').userId = user.id;
  let browser = getCookie(c, browserCookie);
  return {
    user,
    get browser() {
      return browser;
    },
    formToken(purpose) {
      if (browser === undefined) {
        browser = newIdentifier();
        write(browserCookie, browser);
      }
      return sign(context.formKey, purpose, browser);
    },
    isFormToken(purpose, token) {
      if (browser === undefined || token === undefined) return false;
      const expected = Buffer.from(sign(context.formKey, purpose, browser));
      const given = Buffer.from(token);
      return expected.length === given.length && timingSafeEqual(expected, given);
    },
    signIn(id) {
      if (login !== undefined) context.world.logins.signOut(login);
      const cookie = newIdentifier();
      context.world.logins.signIn(cookie, id, context.clock.now());
      write(loginCookie, cookie);
      c.get('exchange').userId = id;
    },
    signOut() {
      if (login !== undefined) context.world.logins.signOut(login);
      deleteCookie(c, loginCookie, { path: '/' });
    },
  };
}

function sign(key: Uint8Array, purpose: string, browser: string): string {
  return createHmac('sha256', key).update(`${browser}\n${purpose}`).digest('base64url');
}
