/**
 * @typedef {object} Judgement
 * @property {import('./compare-shapes.mjs').Difference[]} unexplained
 * @property {number} deliberate how many differences are meant
 * @property {{ where: string, is: string }[]} stale places where a difference is meant and none was met
 */

/**
 * Tells the differences that are meant from the others.
 *
 * @param {readonly import('./compare-shapes.mjs').Difference[]} differences
 * @param {readonly import('./deliberate-differences.mjs').DeliberateDifference[]} deliberate
 * @param {readonly import('./deliberate-differences.mjs').DeliberateDifference[]} [knownMistakes] which need not be met
 * @returns {Judgement}
 */
export function judgeDifferences(differences, deliberate, knownMistakes = []) {
  const meant = places(deliberate);
  const excused = [...meant, ...places(knownMistakes)];
  const unexplained = differences.filter((difference) => !excused.some((place) => covers(place, difference)));
  const stale = meant.filter((place) => !differences.some((difference) => covers(place, difference)));
  return { unexplained, deliberate: differences.length - unexplained.length, stale };
}

const places = (entries) => entries.flatMap(({ where, is }) => [where].flat().map((one) => ({ where: one, is })));

const covers = ({ where, is }, difference) => matches(where, difference.where) && matches(is, difference.is);

function matches(pattern, text) {
  const parts = pattern.split('*').map((part) => part.replace(/[\\^$.+?()[\]{}|]/g, '\\$&'));
  return new RegExp(`^${parts.join('.*')}$`).test(text);
}
