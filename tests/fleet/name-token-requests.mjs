/**
 * A `fetch` whose token requests tell who sent them, and when: the journal shows the query.
 *
 * @param {string} name
 * @param {() => number} now
 * @returns {typeof fetch}
 */
export function nameTokenRequests(name, now) {
  return (input, init) => fetch(String(input).endsWith('/api/token') ? `${input}?process=${name}&sent=${now()}` : input, init);
}
