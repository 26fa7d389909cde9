import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { launchChromium } from '../e2e/chromium.js';

/** Runs the suite in a page of Chromium, on an origin of its own. */
export async function runInChromium<Results>(script: string, facts: object): Promise<Results> {
  const code = await readFile(script, 'utf8');
  const server = createServer(({ url }, response) => {
    const isScript = url === '/suite.js';
    response.writeHead(200, { 'content-type': `${isScript ? 'text/javascript' : 'text/html'}; charset=utf-8` });
    response.end(isScript ? code : '<!doctype html><title>Suite</title><script type="module" src="/suite.js"></script>');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const browser = await launchChromium();
  try {
    const page = await browser.newPage();
    await page.exposeFunction('authorize', async (url: string) => {
      const { headers } = await fetch(url, { redirect: 'manual' });
      return headers.get('location') ?? '';
    });
    await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
    return (await page.evaluate(`runInPage(${JSON.stringify(facts)})`)) as Results;
  } finally {
    await browser.close();
    server.closeAllConnections();
    server.close();
  }
}
