// The same bytes natively and in Node for whatever is asked; tests/e2e/same-bytes.spec.mjs asks browsers.
import assert from 'node:assert/strict';
import test from 'node:test';
import { differences, kModules } from './lib/answers.mjs';
import { drawBatches, nativeAnswers, ofBatches } from './lib/batches.mjs';
import { caseCount, seed } from './lib/draws.mjs';
import { faultOf } from './lib/holds.mjs';
import { startInNode } from './lib/modules.mjs';

const modules = Object.fromEntries(
  await Promise.all(kModules.map(async (name) => [name, await startInNode(name)])),
);

/** @param {Record<string, any>} asked @param {import('./lib/answers.mjs').Batch} batch */
const compare = (asked, batch) => assert.deepEqual(differences(asked, [batch], [nativeAnswers(batch)]), []);

test('an answer is the same bytes natively and in Node', async (context) => {
  const batches = drawBatches(caseCount(1500), seed);
  const [wrong] = differences(modules, batches, batches.map(nativeAnswers));
  if (wrong) {
    const { input, claim } = ofBatches(batches[wrong.at].verb, (batch) => compare(modules, batch));
    const fault = await faultOf(input, claim, { numRuns: 1000, seed });
    throw new Error(fault ?? `SAY_SO_SEED=${seed}\n${JSON.stringify({ ...batches[wrong.at], ...wrong })}`);
  }
  const count = batches.reduce((sum, { lines }) => sum + lines.length, 0);
  context.diagnostic(
    `an answer is the same bytes natively and in Node: ${count} cases of ${batches.length} files and verbs`,
  );
});

test('an answer that is not is found, and shrunk', async () => {
  const other = {
    ...modules.iab,
    decodeTc: (line, now) => modules.iab.decodeTc(line, now).replace('"EN"', '"EM"'),
  };
  const { input, claim } = ofBatches('decodeTc', (batch) => compare({ ...modules, iab: other }, batch));
  assert.match((await faultOf(input, claim, { numRuns: 50, seed: 1 })) ?? '', /shrunk [1-9]/);
});
