import { type Browser, chromium } from 'playwright-core';

const programs: { findPrograms: () => Promise<{ CHROMIUM_PATH: string }> } = await import(
  new URL('../../scripts/programs.mjs', import.meta.url).href
);

/** Starts Chromium: the one that `npm test` found, or else found the same way. It calls nobody but the pages it is told to open. */
export async function launchChromium(moreArguments: readonly string[] = [], without: readonly string[] = []): Promise<Browser> {
  const { CHROMIUM_PATH } = process.env.CHROMIUM_PATH
    ? { CHROMIUM_PATH: process.env.CHROMIUM_PATH }
    : await programs.findPrograms();
  return chromium.launch({
    executablePath: CHROMIUM_PATH,
    // What Playwright would switch on.
    ignoreDefaultArgs: [...without],
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      ...moreArguments,
    ],
  });
}
