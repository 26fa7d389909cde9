import type { SessionStore, SharedStops } from '@spixie/server';

/** Where a store is. */
export type StoreAddress =
  | { readonly kind: 'redis'; readonly url: string }
  | { readonly kind: 'cluster'; readonly ports: readonly number[] }
  | { readonly kind: 'postgres'; readonly url: string };

/** What one process holds of a store. */
export interface OpenStore {
  readonly store: SessionStore;
  readonly stops: SharedStops;
  close(): unknown;
}

/** Opens the store of a fleet, as an app does: with a client of its own, as its library sets it up. */
export function openStore(address: StoreAddress, now: () => number, clientId: string): Promise<OpenStore>;
