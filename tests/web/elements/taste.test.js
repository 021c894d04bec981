import assert from 'node:assert/strict';
import { test } from 'node:test';
import { tasteOf } from '../../../web/elements/shared/taste.js';

const question = (signal, from) => ({ signal, kind: 'multiple', from });
const config = {
  profile: {
    questions: [
      question('interest.category', 'category'),
      question('interest.colour', 'tag:colour'),
      question('avoid.category', 'category'),
      question('avoid.colour', 'tag:colour'),
    ],
  },
};
const slate = {
  mentions: { bag: { category: 'Bags' }, tin: { category: 'Kitchen' }, box: { category: 'Bags' } },
};
const by = (signal, of, value) => ({ signal, of, value });
const about = (contributions, sense = 'avoid', site = config) => {
  const taste = tasteOf(sense, { item: 'bag', contributions }, { config: site, slate });
  return taste && [taste.signal, taste.value, taste.other];
};

test('less like this is about what the item shares with the strongest datum that raised it', () => {
  const red = by('interest.colour', 'red', 0.2);
  const box = by('viewed', 'box', 0.3);
  assert.deepEqual(about([box, red]), ['avoid.category', 'Bags', 'interest.category']);
  assert.deepEqual(about([red, { ...box, value: 0.1 }]), ['avoid.colour', 'red', 'interest.colour']);
});

test('what lowered the item, and what it has nothing in common with, is not what it is about', () => {
  assert.deepEqual(about([by('interest.colour', 'red', -0.2)]), [
    'avoid.category',
    'Bags',
    'interest.category',
  ]);
  assert.deepEqual(about([by('viewed', 'tin', 0.4)]), ['avoid.category', 'Bags', 'interest.category']);
});

test('more like this is the same, of what somebody likes', () => {
  assert.deepEqual(about([], 'interest'), ['interest.category', 'Bags', 'avoid.category']);
});

test('where the site does not ask, there is nothing to say', () => {
  const questions = [question('interest.category', 'category')];
  assert.equal(about([], 'avoid', { profile: { questions } }), undefined);
  assert.equal(about([], 'avoid', {}), undefined);
});
