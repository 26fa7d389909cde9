// The ceiling: what Node's server can do with one core if it reads a form and answers JSON, and does nothing else.
import { createServer } from 'node:http';
import { ready } from './ready.mjs';

const answer = JSON.stringify({ access_token: 'x'.repeat(162), token_type: 'Bearer', expires_in: 3600 });
const server = createServer((request, response) => {
  let body = '';
  request.setEncoding('utf8');
  request.on('data', (chunk) => {
    body += chunk;
  });
  request.on('end', () => {
    const status = new URLSearchParams(body).has('grant_type') ? 200 : 400;
    response.writeHead(status, { 'content-type': 'application/json', 'cache-control': 'no-store' }).end(answer);
  });
});
server.listen(0, '127.0.0.1', () => {
  const credentials = { clientId: 'any', clientSecret: 'any', refreshToken: 'any' };
  ready({ tokenUrl: `http://127.0.0.1:${server.address().port}/api/token`, ...credentials });
});
