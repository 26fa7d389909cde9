/**
 * Whether what changes something comes from a page of this app. Every browser of today says so in `Sec-Fetch-Site`, older ones name
 * the page's `Origin`. A SameSite cookie alone does not do: another port of the same machine, or a sister domain, is the same site.
 *
 * @param {import('express').Request} req
 * @param {string} origin the app's own
 */
export function isFromThisApp(req, origin) {
  const site = req.get('sec-fetch-site');
  return site === undefined ? req.get('origin') === origin : site === 'same-origin';
}
