import type { Tier } from '../world/apps.js';

const names: Readonly<Record<Tier, string>> = {
  extended: 'extended quota',
  'development-legacy': 'Development Mode, from before 2026-02-11',
  'development-2026': 'Development Mode, since 2026-02-11',
};

/** A tier in words. */
export function tierName(tier: Tier): string {
  return names[tier];
}
