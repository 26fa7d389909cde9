// The suite as a program: in Node, and in what runs Node's programs. It writes what came of each check as JSON.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { createFileStore, signInFromProgram } from 'spixie/node';
import { serverChecks } from './server-checks.mjs';
import { runSuite } from './suite.mjs';

const facts = JSON.parse(process.argv[2]);
const directory = await mkdtemp(join(tmpdir(), 'spixie-runtime-'));
const files = { createStore: () => createFileStore({ directory }) };
const checks = {
  ...serverChecks,
  async 'signs in on a loopback address, as a browser brings the callback'({ facts, authorize, same }) {
    const { clientId, accountsUrl } = facts;
    const open = async (url) => (await fetch(await authorize(url))).text();
    const tokenSet = await signInFromProgram({ clientId, accountsUrl, redirectUri: facts.loopbackUri, open, waitMs: 10_000 });
    same(typeof tokenSet.refreshToken, 'string');
  },
};
try {
  const results = await runSuite(facts, { stores: { 'file store': files }, checks });
  process.stdout.write(`${JSON.stringify(results)}\n`);
} finally {
  await rm(directory, { recursive: true, force: true });
}
