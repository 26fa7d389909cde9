import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { askForTokens, authorizeUrl, callback, openBrowser } from '../accounts/browser.fixture.js';
import { endCommands, startCommand } from './data-command.fixture.js';
import { libraryWriter, playerWriter, playlistWriter, tokenWriter, type Writer } from './killed-writers.fixture.js';

let folder: string;
let data: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'spixie-data-'));
  data = join(folder, 'world.db');
});
afterEach(async () => {
  endCommands();
  await rm(folder, { recursive: true, force: true });
});

const rounds = 6;

test(`${rounds} times killed while it writes, it loses nothing that it answered, and keeps nothing by halves`, async () => {
  const writers: { writer: Writer; answered: number }[] = [
    ...[libraryWriter(), playlistWriter(), playerWriter()],
    ...[tokenWriter(), tokenWriter()],
  ].map((writer) => ({ writer, answered: 0 }));
  const options = ['--refresh-mode', 'rotate', '--player-success-body', '204'];
  for (let round = 0; round <= rounds; round += 1) {
    const { local, kill } = await startCommand('--data', data, ...options);
    if (round === 0) for (const { writer } of writers) await writer.begin(local);
    else for (const one of writers) one.answered = await one.writer.check(local, one.answered);
    if (round === rounds) break;

    let open = true;
    let answers = 0;
    const writing = writers.map(async (one) => {
      while (open) {
        const isAnswered = await one.writer.write(local, one.answered).then(
          () => true,
          (error: unknown) => {
            // The connection broke, and nothing else.
            if (!(error instanceof TypeError)) throw error;
            return false;
          },
        );
        if (!isAnswered) return;
        one.answered += 1;
        answers += 1;
      }
    });
    // Killed when some answers have come: another number each time, so that the kill falls into another place.
    while (answers < 11 + round * 3) await new Promise((resolve) => setImmediate(resolve));
    await kill();
    open = false;
    await Promise.all(writing);
  }
  for (const { answered } of writers) expect(answered).toBeGreaterThan(rounds);
}, 120_000);

test('a code that was answered before a kill is good after it, once', async () => {
  const { local, kill } = await startCommand('--data', data, '--auto-approve', 'ada');
  const { left } = await openBrowser().visit(authorizeUrl(local));
  await kill();
  const { local: again } = await startCommand('--data', data);
  const code = left?.searchParams.get('code') ?? '';
  const exchange = () => askForTokens(again, { grant_type: 'authorization_code', code, redirect_uri: callback }, { secret: true });
  expect((await exchange()).status).toBe(200);
  expect((await exchange()).status).toBe(400);
});
