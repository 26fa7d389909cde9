/** What a page learned about the control plane. */
export interface Learned {
  /** The texts that it could read. */
  readonly texts: string[];
}

/**
 * What a page of an attacker's does with every route of the control plane: it runs in the browser.
 *
 * @param controlUrl - as the page names it
 */
export async function attack({ controlUrl, routes }: { controlUrl: string; routes: [string, string][] }): Promise<Learned> {
  const texts: string[] = [];
  const send = async (url: string, init: RequestInit): Promise<void> => {
    try {
      const response = await fetch(url, { ...init, signal: AbortSignal.timeout(5000) });
      texts.push(await response.text());
    } catch {
      // As it should be: refused by the browser.
    }
  };
  const submit = async (action: string, enctype: string): Promise<void> => {
    const frame = document.createElement('iframe');
    frame.name = `frame-${Math.random()}`;
    document.body.append(frame);
    const form = document.createElement('form');
    Object.assign(form, { action, enctype, method: 'post', target: frame.name });
    const input = document.createElement('input');
    Object.assign(input, { name: '{"frozen":false,"x":"', value: '"}' });
    form.append(input);
    document.body.append(form);
    const loaded = new Promise((resolve) => frame.addEventListener('load', resolve, { once: true }));
    form.submit();
    await Promise.race([loaded, new Promise((resolve) => setTimeout(resolve, 2000))]);
    frame.remove();
    form.remove();
  };
  const body = JSON.stringify({ frozen: false, refreshMode: 'rotate', name: 'evil', effect: { status: 500 } });
  for (const [method, path] of routes) {
    const url = `${controlUrl}${path}`;
    const content = method === 'GET' ? {} : { body };
    await send(url, { method, ...content, headers: { 'content-type': 'application/json' } });
    await send(url, { method, ...content, headers: { 'content-type': 'text/plain' } });
    if (method === 'GET' || method === 'POST') await send(url, { method, ...content, mode: 'no-cors' });
    if (method !== 'POST') continue;
    navigator.sendBeacon(url, new Blob([body], { type: 'application/x-www-form-urlencoded' }));
    for (const enctype of ['application/x-www-form-urlencoded', 'multipart/form-data', 'text/plain']) await submit(url, enctype);
  }
  return { texts };
}
