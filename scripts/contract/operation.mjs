/**
 * What is compared of an operation, on either side.
 *
 * @typedef {object} Operation
 * @property {Map<string, import('./shape.mjs').Property>} path its parameters there
 * @property {Map<string, import('./shape.mjs').Property>} query
 * @property {{ required: boolean, json: boolean, shape: () => import('./shape.mjs').Shape } | undefined} body
 * @property {(() => import('./shape.mjs').Shape) | undefined} answer `undefined` where it is always empty
 * @property {boolean} mayBeEmpty
 * @property {number[]} successes the statuses of an answer when all is well
 * @property {string[]} scopes sorted
 * @property {boolean} deprecated
 * @property {'available' | 'removed' | 'restricted'} [status] in the contract's table
 */

export {};
