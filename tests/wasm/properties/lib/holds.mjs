// Drawn cases, and the smallest that fails. SAY_SO_CASES says how many, SAY_SO_SEED which; a failure prints both the
// seed and the shrunk input as JSON.
import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { caseCount, seed } from './draws.mjs';

/**
 * What is wrong with a property: the shrunk case and how to draw it again; null if it held in every case.
 * @template T
 * @param {fc.Arbitrary<T>} input
 * @param {(input: T) => any} claim throws where it does not hold
 * @param {fc.Parameters<[T]>} options
 */
export const faultOf = async (input, claim, options) => {
  // What is claimed of is what a failure prints, no more.
  const asPrinted = (/** @type {T} */ drawn) => claim(JSON.parse(JSON.stringify(drawn)));
  const ran = await fc.check(fc.asyncProperty(input, asPrinted), options);
  if (!ran.failed) return null;
  const { counterexample, errorInstance, numShrinks } = ran;
  const error = errorInstance instanceof Error ? errorInstance.message : String(errorInstance);
  return `SAY_SO_SEED=${ran.seed} fails; shrunk ${numShrinks} times to\n${JSON.stringify(counterexample?.[0])}\n${error}`;
};

/**
 * A test that `claim` holds for every drawn input.
 * @template T
 * @param {string} title what holds for a user
 * @param {number} usual how many cases are drawn unless SAY_SO_CASES says so
 * @param {fc.Arbitrary<T>} input
 * @param {(input: T) => void | boolean | Promise<void | boolean>} claim throws where it does not hold; true: the case
 *   was one that the claim is about
 */
export const holds = (title, usual, input, claim) =>
  test(title, async (context) => {
    const numRuns = caseCount(usual);
    let met = 0;
    const counted = async (drawn) => {
      met += Number((await claim(drawn)) !== false);
    };
    const fault = await faultOf(input, counted, { numRuns, seed });
    if (fault) throw new Error(fault);
    context.diagnostic(`${title}: ${numRuns} cases, ${met} of them telling`);
    assert.ok(met * 10 > numRuns, `only ${met} of ${numRuns} cases say anything`);
  });
