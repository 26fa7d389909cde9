import { createHash } from 'node:crypto';
import { stylesheet } from './stylesheet.mjs';

const styleHash = createHash('sha256').update(stylesheet).digest('base64');
const headers = {
  'content-type': 'text/html; charset=utf-8',
  'cache-control': 'no-store',
  'content-security-policy': `default-src 'none'; style-src 'sha256-${styleHash}'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'`,
  'referrer-policy': 'same-origin',
  'x-content-type-options': 'nosniff',
};

/**
 * The app's one page: who is signed in, which process says so, and buttons that end one of them.
 *
 * @param {import('node:http').ServerResponse} response
 * @param {{
 *   place: number, count: number, name?: string | null, isLater?: boolean,
 *   processes: { place: number, port?: number }[], refreshes: number
 * }} shown
 */
export function sendPage(response, { place, count, name, isLater = false, processes, refreshes }) {
  const page = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Process ${place} of ${count}</title>
<style>${stylesheet}</style>
</head>
<body>
<main class="card">
<h1 data-testid="answered-by">Process ${place} of ${count} answers</h1>
${who(name, isLater)}
<a class="button" href="/" data-testid="ask-again">Ask again</a>
<h2>The processes</h2>
<ul>${processes.map((one) => tile(one, place)).join('')}</ul>
<h2>At Spotify</h2>
<p>Access tokens refreshed so far: <strong data-testid="refreshes">${refreshes}</strong></p>
<form method="post" action="/fleet/expire"><button class="button quiet" data-testid="expire">Let all access tokens expire</button></form>
${name === undefined ? '' : '<form method="post" action="/auth/sign-out"><button class="button quiet" data-testid="sign-out">Sign out</button></form>'}
</main>
</body>
</html>
`;
  response.writeHead(isLater ? 503 : 200, isLater ? { ...headers, 'retry-after': '3' } : headers).end(page);
}

function who(name, isLater) {
  if (isLater)
    return '<p data-testid="who">Who is signed in cannot be known at the moment. Nobody is signed out by that: ask again.</p>';
  if (name === undefined) {
    return '<p data-testid="who">Nobody is signed in.</p><a class="button" href="/auth/sign-in" data-testid="sign-in">Sign in with Spotify</a>';
  }
  return `<p data-testid="who">${escapeHtml(name ?? 'Somebody without a name')} is signed in, and Spotify says so.</p>`;
}

function tile({ place, port }, own) {
  const state = port === undefined ? 'is being started again' : place === own ? 'answers' : 'listens';
  const button = `<form method="post" action="/fleet/end?process=${place}"><button class="button quiet" data-testid="end-${place}"${port === undefined ? ' disabled' : ''}>End process ${place}</button></form>`;
  return `<li${place === own ? ' class="own"' : ''}><span data-testid="process-${place}">Process ${place} ${state}</span>${button}</li>`;
}

function escapeHtml(text) {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
