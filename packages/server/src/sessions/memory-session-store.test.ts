import { createMemorySessionStore } from '@spixie/server';
import { testTokenStore } from 'spixie/testing';
import { test } from 'vitest';

const store = createMemorySessionStore();
testTokenStore({ test, createStore: () => store });
