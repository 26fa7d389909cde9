// Reads the library with one client in a process of its own.
import { once } from 'node:events';
import { readers } from './readers.mjs';

const [{ contender, setup, ids }] = await once(process, 'message');
globalThis.gc();
const before = process.memoryUsage().heapUsed;
const began = performance.now();
const tracks = await readers[contender](setup);
const milliseconds = performance.now() - began;
globalThis.gc();
const heapBytes = process.memoryUsage().heapUsed - before;
const inOrder = tracks.every(({ track }, index) => track.id === ids[index]);
process.send({ milliseconds, heapBytes, tracks: inOrder ? tracks.length : -1 }, () => process.exit());
