import assert from 'node:assert/strict';
import test from 'node:test';
import { findJurisdiction } from '../../../web/loader/jurisdiction.js';

const answers = (found) =>
  Object.fromEntries(Object.entries(found).map(([source, code]) => [source, () => code]));
const find = (order, found) => findJurisdiction(order, answers(found));

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
  assert.equal(findJurisdiction(['function', 'attribute'], from).jurisdiction, 'FR');
});

const awaiting = (answer) => {
  const from = { function: () => answer, attribute: () => 'US-CA' };
  return findJurisdiction(['function', 'attribute'], from);
};

test('a place that is still awaited is no unknown place: nobody further is asked, and no fallback applies', () => {
  const { later, ...place } = awaiting(Promise.resolve('FR'));
  assert.ok(later);
  assert.deepEqual(place, { jurisdiction: null, jurisdictionSource: 'function' });
});

test('a place that was awaited is believed once it is known', async () => {
  assert.deepEqual(await awaiting(Promise.resolve('fr')).later, {
    jurisdiction: 'FR',
    jurisdictionSource: 'function',
  });
});

test('where the awaited answer is none, the sources after it are asked', async () => {
  for (const answer of [Promise.resolve(null), Promise.resolve('nowhere'), Promise.reject(new Error('down'))])
    assert.deepEqual(await awaiting(answer).later, {
      jurisdiction: 'US-CA',
      jurisdictionSource: 'attribute',
    });
});

test('what only looks like a promise is awaited all the same', async () => {
  assert.equal((await awaiting({ then: (done) => done('DE') }).later).jurisdiction, 'DE');
});
