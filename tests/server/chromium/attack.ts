/** What a page of an attacker's got out of an app. */
export interface Loot {
  /** What it could read of answers. */
  readonly texts: string[];
}

/** One of the app's routes: whole URL, and the method that it takes. */
export type AttackedRoute = readonly [method: string, url: string];

/**
 * What a page of an attacker's does with every route of an app, with the cookies that the browser has for it: it runs in the browser.
 * It leaves a frame for each route behind.
 */
export async function attack(routes: readonly AttackedRoute[]): Promise<Loot> {
  const texts: string[] = [];
  const send = async (url: string, init: RequestInit): Promise<void> => {
    try {
      const response = await fetch(url, { credentials: 'include', signal: AbortSignal.timeout(5_000), ...init });
      texts.push(await response.text());
    } catch {
      // As it should be: refused by the browser.
    }
  };
  const settled = (element: HTMLElement): Promise<unknown> =>
    new Promise((resolve) => {
      element.addEventListener('load', resolve, { once: true });
      element.addEventListener('error', resolve, { once: true });
      setTimeout(resolve, 2_000);
    });
  const load = async (tag: 'img' | 'iframe', src: string): Promise<void> => {
    const element = Object.assign(document.createElement(tag), { src });
    const done = settled(element);
    document.body.append(element);
    await done;
  };
  const submit = async (action: string, method: string): Promise<void> => {
    const frame = Object.assign(document.createElement('iframe'), { name: `frame-${Math.random()}` });
    document.body.append(frame);
    const form = Object.assign(document.createElement('form'), { action, method, target: frame.name });
    document.body.append(form);
    const done = settled(frame);
    form.submit();
    await done;
    frame.remove();
  };
  const attackRoute = async ([method, url]: AttackedRoute): Promise<void> => {
    const hasBody = method !== 'GET';
    const script = { 'x-spixie': '1' };
    await Promise.all([
      send(url, { method }),
      send(url, {
        method,
        headers: { ...script, 'content-type': 'application/json' },
        ...(hasBody && { body: '{"name":"Stolen"}' }),
      }),
      send(url, { method: 'POST', mode: 'no-cors', body: new URLSearchParams({ _method: method }) }),
      submit(url, 'post'),
      submit(url, 'get'),
      load('img', url),
      load('iframe', url),
    ]);
    navigator.sendBeacon(url, new URLSearchParams({ a: '1' }));
  };
  await Promise.all(routes.map(attackRoute));
  return { texts };
}
