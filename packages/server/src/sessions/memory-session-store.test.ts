import { createMemorySessionStore } from '@spixie/server';
import { testTokenStore } from 'spixie/testing';
import { test } from 'vitest';
import { sessionStoreTests } from '../../test-support/session-store-tests.js';

const store = createMemorySessionStore();
testTokenStore({ test, createStore: () => store });
sessionStoreTests(createMemorySessionStore, () => {}, 'an-app');
