export type { OperationName, Operations } from './web-api/contract/operations.js';
export { type OperationFacts, operations } from './web-api/contract/operations-table.js';
export type { Page } from './web-api/contract/page.js';
export { explainError } from './web-api/explain-error.js';
