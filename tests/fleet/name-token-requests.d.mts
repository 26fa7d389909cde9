/** A `fetch` whose token requests tell who sent them, and when: the journal shows the query. */
export function nameTokenRequests(name: string, now: () => number): typeof fetch;
