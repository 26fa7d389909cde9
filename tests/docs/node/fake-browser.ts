// Stands on the PATH under the name of the command that opens the user's browser. It goes where it is sent to, as a browser does
// whose user is signed in and agrees.
import process from 'node:process';

const response = await fetch(process.argv[2] ?? '', { signal: AbortSignal.timeout(10_000) });
await response.text();
if (!response.ok) process.exitCode = 1;
