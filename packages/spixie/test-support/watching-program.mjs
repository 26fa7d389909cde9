// Watches a session and does nothing else: it ends by itself if the watch lets it.
import process from 'node:process';
import { createSession } from 'spixie';
import { createFileStore } from 'spixie/node';

const [directory] = process.argv.slice(2);
createSession({ clientId: 'client', store: createFileStore({ directory }) }).subscribe(() => {});
