// `npm run check:contract -- FILE`: holds the contract of the Web API against an OpenAPI file, both ways.
import { resolve } from 'node:path';
import { PlainError, runScript } from './plain-error.mjs';
import { setUp } from './setup.mjs';

await runScript(async () => {
  const [file, ...more] = process.argv.slice(2);
  if (!file || more.length > 0) {
    throw new PlainError('The check needs one OpenAPI file to hold the contract against: npm run check:contract -- FILE', 2);
  }
  setUp();
  const { checkContract } = await import('./contract/check-contract.mjs');
  // npm goes to the root of the workspace, and says from where it was called.
  console.log(await checkContract(resolve(process.env.INIT_CWD ?? '.', file)));
});
