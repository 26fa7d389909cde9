import { PlainError } from '../plain-error.mjs';
import { compareOperations } from './compare-operations.mjs';
import { readContract } from './contract-operations.mjs';
import { deliberateDifferences, knownMistakes, wrappedOnceMore } from './deliberate-differences.mjs';
import { generateSchemas } from './generated-schemas.mjs';
import { judgeDifferences } from './judge-differences.mjs';
import { readOpenApi } from './open-api.mjs';
import { unwrap } from './unwrap.mjs';

/**
 * Holds the contract against an OpenAPI file.
 *
 * @param {string} file
 * @returns {Promise<string>} a sentence that it agrees
 * @throws {PlainError} with a line for each difference that is not meant, and for each stale entry
 */
export async function checkContract(file) {
  const schema = readOpenApi(file);
  const { operations } = await import('spixie/operations');
  const contract = readContract(unwrap(await generateSchemas(), wrappedOnceMore), operations);
  const { unexplained, deliberate, stale } = judgeDifferences(
    compareOperations(contract, schema),
    deliberateDifferences,
    knownMistakes,
  );
  const lines = [
    ...unexplained.map(({ where, is, sentence }) => `${where} [${is}]: ${sentence}`),
    ...stale.map(({ where, is }) => `${where} [${is}]: This deliberate difference is stale, because there is none.`),
  ];
  if (lines.length === 0) {
    return `The contract of ${contract.size} operations agrees with ${file}, apart from ${deliberate} differences that are meant.`;
  }
  throw new PlainError(
    [
      ...lines,
      `The contract and ${file} differ in ${lines.length} ways that are not meant: mend the contract, or say why in scripts/contract/deliberate-differences.mjs.`,
    ].join('\n'),
  );
}
