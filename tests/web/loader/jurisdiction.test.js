import assert from 'node:assert/strict';
import test from 'node:test';
import { findJurisdiction } from '../../../web/loader/jurisdiction.js';

const answers = (found) =>
  Object.fromEntries(Object.entries(found).map(([source, code]) => [source, () => code]));
const find = (order, found) => findJurisdiction(order, null, answers(found));

test('the first source that knows is believed', () => {
  assert.deepEqual(find(['server-timing', 'attribute'], { 'server-timing': 'FR', attribute: 'DE' }), {
    jurisdiction: 'FR',
    jurisdictionSource: 'server-timing',
  });
  assert.deepEqual(find(['server-timing', 'attribute'], { 'server-timing': undefined, attribute: 'US-CA' }), {
    jurisdiction: 'US-CA',
    jurisdictionSource: 'attribute',
  });
});

test('a source that is not listed is not asked', () => {
  assert.equal(find(['meta'], { attribute: 'FR' }).jurisdiction, null);
});

test('case and white space do not matter', () => {
  assert.equal(find(['meta'], { meta: ' us-ca ' }).jurisdiction, 'US-CA');
});

test('what is no code is passed over, and nothing found is the fallback', () => {
  for (const code of ['', 'X', 'FRA', 'United States', 'US-CALIF', '*', 'U1', null])
    assert.deepEqual(
      find(['meta', 'nowhere'], { meta: code }),
      { jurisdiction: null, jurisdictionSource: 'fallback' },
      String(code),
    );
});

test('a source that throws is one that does not know', () => {
  const from = {
    function: () => {
      throw new Error('the page’s own code failed');
    },
    attribute: () => 'FR',
  };
  assert.equal(findJurisdiction(['function', 'attribute'], null, from).jurisdiction, 'FR');
});

test('a place that is still awaited is no unknown place: nobody further is asked, and no fallback applies', () => {
  const from = { function: () => Promise.resolve('FR'), attribute: () => 'US-CA' };
  assert.deepEqual(findJurisdiction(['function', 'attribute'], null, from), {
    jurisdiction: null,
    jurisdictionSource: 'function',
  });
});
