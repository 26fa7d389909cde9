/** A piece of HTML. */
class Html {
  #text;

  /** @param {string} text */
  constructor(text) {
    this.#text = text;
  }

  toString() {
    return this.#text;
  }
}

/**
 * The one place where values become HTML: everything that is put in is escaped, unless it is a piece of HTML itself, or a list of
 * such pieces. What is undefined or false is left out. Attributes have to stand in double quotes.
 *
 * @param {TemplateStringsArray} strings
 * @param {...unknown} values
 */
export function html(strings, ...values) {
  return new Html(String.raw({ raw: strings }, ...values.map(toHtml)));
}

/**
 * Takes text of our own as it is, such as the stylesheet. Never a value from elsewhere.
 *
 * @param {string} text
 */
export function trustedHtml(text) {
  return new Html(text);
}

/**
 * @param {unknown} value
 * @returns {string}
 */
function toHtml(value) {
  if (value === undefined || value === null || value === false) return '';
  if (value instanceof Html) return value.toString();
  if (Array.isArray(value)) return value.map(toHtml).join('');
  return String(value).replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}

/** @typedef {Html} HtmlPiece */
