/**
 * @typedef {object} Judgement
 * @property {import('./compare-shapes.mjs').Difference[]} unexplained
 * @property {number} deliberate how many differences are meant
 * @property {import('./deliberate-differences.mjs').DeliberateDifference[]} stale what is meant and was not met
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
  const met = new Set();
  const unexplained = [];
  for (const difference of differences) {
    const reasons = [...deliberate, ...knownMistakes].filter((one) => explains(one, difference));
    for (const reason of reasons) met.add(reason);
    if (reasons.length === 0) unexplained.push(difference);
  }
  return { unexplained, deliberate: differences.length - unexplained.length, stale: deliberate.filter((one) => !met.has(one)) };
}

const explains = ({ where, is }, difference) => matches(where, difference.where) && matches(is, difference.is);

function matches(pattern, text) {
  const parts = pattern.split('*').map((part) => part.replace(/[\\^$.+?()[\]{}|]/g, '\\$&'));
  return new RegExp(`^${parts.join('.*')}$`).test(text);
}
