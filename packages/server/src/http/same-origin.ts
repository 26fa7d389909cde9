/**
 * Whether a request comes from a page of this origin, or from no page at all (an address that was typed). Cookies ignore ports, and
 * `SameSite` knows sites only: a page on another port, or on a subdomain, sends them too.
 *
 * @returns `undefined` where the browser does not say
 * @see https://www.w3.org/TR/fetch-metadata/
 */
export function isFromThisOrigin(request: Request, origin: string): boolean | undefined {
  const site = request.headers.get('sec-fetch-site');
  if (site !== null) return site === 'same-origin' || site === 'none';
  // Browsers from before 2023 have no Sec-Fetch-Site, and none sends it over plain http but to this machine.
  const from = request.headers.get('origin');
  return from === null ? undefined : from === origin;
}

/** Whether a browser wants to show the answer as a page of its own: not in a frame, and not as a picture. */
export function isNavigation(request: Request): boolean {
  const destination = request.headers.get('sec-fetch-dest');
  return destination === null || destination === 'document';
}
