import assert from 'node:assert/strict';
import { test } from 'node:test';
import { kindsOf, varietyText } from '../../../web/elements/shared/tuning.js';
import { sayer } from './words.js';

const slateOf = (...categories) => ({
  items: categories.map((_, index) => ({ item: `i${index}` })),
  mentions: Object.fromEntries(categories.map((category, index) => [`i${index}`, { category }])),
});

test('kinds are counted, the most frequent first; an item without one counts for none', () => {
  assert.deepEqual(kindsOf(slateOf('Garden', 'Bags', 'Bags', undefined)), [
    { name: 'Bags', count: 2 },
    { name: 'Garden', count: 1 },
  ]);
});

test('the words say how many kinds, and which one repeats', () => {
  const say = sayer('en');
  assert.equal(varietyText(slateOf('Garden', 'Bags', 'Bags'), say), '2 kinds in 3 items, 2 of them Bags');
  assert.equal(varietyText(slateOf('Garden', 'Bags'), say), '2 kinds in 2 items');
  assert.equal(varietyText(slateOf('Bags'), say), 'The list has 1 item.');
  assert.equal(varietyText(slateOf(undefined, undefined), say), 'The list has 2 items.');
  assert.equal(varietyText({ items: [] }, say), 'Nothing in the shop fits what you asked for.');
});
