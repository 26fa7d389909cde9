import { createState } from 'spixie';

/**
 * The two cookies of a browser. One tells browsers apart and stays: a sign-in that began here ends here, in whichever tab. The other
 * one says who is signed in, and is new with every sign-in, so that nobody can have planted the one that counts.
 *
 * @param {string} redirectUri
 */
export function createCookies(redirectUri) {
  // Plain http is left only where it never leaves the machine: on a loopback literal, as Spotify allows it.
  const secure = new URL(redirectUri).protocol !== 'http:';
  // Lax and not Strict: Spotify's redirect to the callback has to bring them.
  const options = /** @type {const} */ ({ httpOnly: true, sameSite: 'lax', secure, path: '/' });
  // The prefix makes a browser refuse such a cookie from anybody but this very host, over https.
  const prefix = secure ? '__Host-' : '';
  const [browserCookie, sessionCookie] = /** @type {const} */ ([`${prefix}spixie-browser`, `${prefix}spixie-session`]);

  return {
    /** @param {import('express').Request} req */
    browserId: (req) => read(req, browserCookie),
    /**
     * @param {import('express').Request} req
     * @param {import('express').Response} res
     */
    ensureBrowserId(req, res) {
      const id = read(req, browserCookie) ?? createState();
      res.cookie(browserCookie, id, options);
      return id;
    },
    /** @param {import('express').Request} req */
    sessionId: (req) => read(req, sessionCookie),
    /**
     * @param {import('express').Response} res
     * @param {string} id
     */
    setSessionId: (res, id) => res.cookie(sessionCookie, id, options),
    /** @param {import('express').Response} res */
    clearSessionId: (res) => res.clearCookie(sessionCookie, options),
  };
}

/**
 * @param {import('express').Request} req
 * @param {string} name
 */
function read(req, name) {
  for (const pair of (req.headers.cookie ?? '').split(';')) {
    const [key, value = ''] = pair.trim().split('=');
    // 192 bits of base64url, as we made them: anything else is none of ours.
    if (key === name && /^[\w-]{32}$/.test(value)) return value;
  }
  return undefined;
}
