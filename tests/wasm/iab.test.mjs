// The vectors of IAB's frameworks in Node; tests/e2e/iab-vectors.spec.mjs runs the same in a browser.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import test from 'node:test';
import { createGppApi } from '../../web/integrations/gpp-api.js';
import { createTcfApi } from '../../web/integrations/tcf-api.js';
import { stubTcf } from '../../web/integrations/tcf-stub.js';
import { brokenLogs } from './lib/iab_logs.mjs';
import { brokenCases } from './lib/iab_strings.mjs';
import { startInNode } from './lib/start.mjs';

const read = (path) => readFile(new URL(`../../${path}`, import.meta.url), 'utf8');
const iab = await startInNode('iab');

test('every string of the vectors is read, written or refused as they say', async () => {
  const { count, wrong } = await brokenCases(iab, read);
  assert.deepEqual(wrong, []);
  assert.ok(count > 1200, `only ${count} cases`);
});

test('every log of the reference’s APIs is answered in its order', async () => {
  const { count, wrong } = await brokenLogs(iab, { createGppApi, createTcfApi, stubTcf }, read);
  assert.deepEqual(wrong, []);
  assert.equal(count, 16);
});
