import { expect, test } from 'vitest';
import { launchChromium } from '../e2e/chromium.js';
import { useTabs } from './tabs.js';

const tabs = useTabs();

test('a page that was in the back-forward cache knows what happened meanwhile', async () => {
  const browser = await launchChromium([], ['--disable-back-forward-cache']);
  try {
    const context = await browser.newContext();
    const [first, second] = [await context.newPage(), await context.newPage()];
    await first.goto(tabs.origin);
    await first.evaluate(() => window.app.start({ store: 'indexedDB' }));
    await tabs.signIn(first, 'indexedDB');
    await first.evaluate(() => {
      window.app.subscribe();
      window.addEventListener('pageshow', ({ persisted }) => Object.assign(window, { persisted }));
    });
    await first.waitForFunction(() => window.app.state().status === 'signed_in');
    await second.goto(tabs.origin);
    await second.evaluate(() => window.app.start({ store: 'indexedDB' }));

    await first.goto('about:blank');
    // Else the message alone would end the page in the cache.
    await second.evaluate(() => Reflect.deleteProperty(window, 'BroadcastChannel'));
    await second.evaluate(() => window.app.signOut());
    await first.goBack({ waitUntil: 'commit' });
    await first.waitForFunction(() => window.app !== undefined);
    expect(await first.evaluate(() => (window as unknown as { persisted?: boolean }).persisted)).toBe(true);
    await first.waitForFunction(() => window.app.state().status === 'signed_out');
  } finally {
    await browser.close();
  }
});
