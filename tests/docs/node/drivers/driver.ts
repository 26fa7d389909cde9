import type { ControlClient, JournalQuery } from '@spixie/local';

/** How a snippet is used, and what shows that it did what it says. */
export interface Driver {
  /** Calls what the snippet exports, or an example declares, with what a reader would call it with. */
  drive?(exports: Record<string, unknown>, control: ControlClient): Promise<void>;
  /** How often the snippet is run. Default: once. */
  runs?: number;
  /** What each run prints. Default: nothing. */
  prints?: string | RegExp;
  /** What the local Spotify saw, and how often. */
  journal?: readonly (readonly [JournalQuery, number])[];
}
