/** The page that the browser shows at the end of a sign-in: no script, nothing from elsewhere, nothing of the callback in it. */
export function loopbackPage(title: string, text: string): string {
  const escaped = (value: string) => value.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(title)}</title>
<style>
  :root { color-scheme: light dark; font: 1rem/1.5 system-ui, sans-serif; }
  body { margin: 0; min-height: 100vh; display: grid; place-items: center; background: light-dark(#f4f3f8, #16141c); }
  main { max-width: 26rem; margin: 1rem; padding: 2rem; border-radius: 16px; background: light-dark(#fff, #221f2b); }
  h1 { margin: 0 0 .5rem; font-size: 1.5rem; color: light-dark(#5b34c9, #b8a1ff); }
  p { margin: 0; }
</style>
<main>
  <h1 data-testid="title">${escaped(title)}</h1>
  <p>${escaped(text)}</p>
</main>
</html>
`;
}

/** What goes with every page of the loopback server. */
export const loopbackHeaders = {
  'content-type': 'text/html; charset=utf-8',
  'cache-control': 'no-store',
  'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; frame-ancestors 'none'",
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  connection: 'close',
};
