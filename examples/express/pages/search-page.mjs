import { html } from './html.mjs';
import { sendPage } from './layout.mjs';

/** The longest search that is sent on. */
export const longestSearch = 100;

/**
 * The search form, and what was found.
 *
 * @param {import('express').Response} res
 * @param {string} words what was searched for
 * @param {readonly import('spixie').Track[] | undefined} tracks `undefined` before a search
 */
export function sendSearchPage(res, words, tracks) {
  const content = html`
<h1>Search the catalogue</h1>
<p class="soft">This needs nobody to be signed in: the app asks in its own name.</p>
<form method="get" action="/search" role="search">
  <label for="q">A song, or who plays it</label>
  <input id="q" name="q" type="search" value="${words}" maxlength="${longestSearch}" required data-testid="search-words">
  <button class="button" data-testid="search-submit">Search</button>
</form>
${tracks?.length === 0 && html`<p role="status" data-testid="search-nothing">Nothing was found for “${words}”.</p>`}
${
  tracks &&
  tracks.length > 0 &&
  html`<ul class="tracks" data-testid="search-results">${tracks.map(
    ({ name, artists }) => html`<li>${name}<span>${artists.map((artist) => artist.name).join(', ')}</span></li>`,
  )}</ul>`
}
<nav><a href="/profile">Who is signed in</a></nav>`;
  sendPage(res, 'Search the catalogue', content);
}
