import type { Calls } from '../calls.js';

export const userCalls = { 'GET /me': [{}] } satisfies Calls;
