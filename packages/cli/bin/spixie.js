#!/usr/bin/env node
let command;
try {
  command = await import('../dist/main.js');
} catch (error) {
  if (error.code !== 'ERR_MODULE_NOT_FOUND') throw error;
  console.error('spixie is not built yet: run `npm run setup` in the clone first.');
  process.exit(1);
}
process.exitCode = await command.main(process.argv.slice(2));
