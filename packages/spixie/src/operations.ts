export type { OperationName, Operations } from './web-api/contract/operations.js';
export { type OperationFacts, operations } from './web-api/contract/operations-table.js';
