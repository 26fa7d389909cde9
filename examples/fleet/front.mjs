import { once } from 'node:events';
import { createServer, request } from 'node:http';

/**
 * Starts the front on this machine: it hands each request to the next process that listens, and does what the page's buttons want.
 *
 * @param {number} wantedPort
 */
export async function startFront(wantedPort) {
  const server = createServer().listen(wantedPort, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address();
  const origin = `http://127.0.0.1:${port}`;
  return {
    origin,
    answerWith(processes, spotify) {
      const choose = createTurns(processes);
      server.on('request', (req, res) => {
        const { pathname, searchParams } = new URL(req.url ?? '/', origin);
        const press = {
          '/fleet/end': () => processes.kill(Number(searchParams.get('process'))),
          '/fleet/expire': spotify.expireTokens,
        }[pathname];
        if (!press) return forward(req, res, choose(), { processes: processes.list(), refreshes: spotify.countRefreshes() });
        if (req.method !== 'POST' || !isFromHere(req, origin)) return void res.writeHead(403).end();
        press();
        res.writeHead(303, { location: '/' }).end();
      });
    },
    async close() {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}

/** Gives the ports of those that listen, each time beginning with another one. */
function createTurns(processes) {
  let turn = 0;
  return () => {
    const all = processes.list();
    turn = (turn + 1) % all.length;
    return [...all.slice(turn), ...all.slice(0, turn)].flatMap(({ port }) => port ?? []);
  };
}

/** Cookies ignore ports: a page of another one could press the buttons too. */
function isFromHere({ headers }, origin) {
  return headers['sec-fetch-site'] ? headers['sec-fetch-site'] === 'same-origin' : headers.origin === origin;
}

/** What was asked without a body can be asked again, of the next one. */
function forward(req, res, [port, ...others], fleet) {
  if (port === undefined) return void res.writeHead(503, { 'retry-after': '3' }).end('No process listens. Come back in a moment.');
  // What a browser sends under this name does not come through.
  const headers = { ...req.headers, 'x-fleet': JSON.stringify(fleet) };
  const sent = request({ host: '127.0.0.1', port, method: req.method, path: req.url, headers });
  sent.on('response', (answer) => {
    res.writeHead(answer.statusCode ?? 502, answer.rawHeaders);
    answer.on('error', () => res.destroy());
    answer.pipe(res);
  });
  sent.on('error', () => {
    if (res.headersSent) res.destroy();
    else if (req.method === 'GET') forward(req, res, others, fleet);
    else res.writeHead(502).end('The process ended before it answered. Go back and try again.');
  });
  req.pipe(sent);
}
