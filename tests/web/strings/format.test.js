import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import test from 'node:test';
import { createWords } from '../../../web/strings/format.js';

const kStrings = {
  plain: 'Reject all',
  named: 'By {name}',
  twice: '{a} and {a}',
  partners: { zero: 'nobody', one: '{count} partner', other: '{count} partners' },
  days: { one: '{count} day', few: '{count} dny', other: '{count} days' },
};

test('places are filled in, and an unknown one stays to be seen', () => {
  const words = createWords(kStrings, 'en');
  assert.equal(words('named', { name: 'Fern & Finch' }), 'By Fern & Finch');
  assert.equal(words('twice', { a: 1 }), '1 and 1');
  assert.equal(words('named', {}), 'By {name}');
  assert.equal(words('missing.key'), 'missing.key');
});

test('what is filled in is text, whatever it looks like', () => {
  const words = createWords(kStrings, 'en');
  assert.equal(words('named', { name: '$& {name} <b>' }), 'By $& {name} <b>');
  assert.equal(words('toString'), 'toString');
  assert.equal(createWords({ proto: '{constructor}' }, 'en')('proto', {}), '{constructor}');
});

test('plurals follow the language, and zero is for exactly none', () => {
  const english = createWords(kStrings, 'en');
  assert.deepEqual(
    [0, 1, 2].map((count) => english('partners', { count })),
    ['nobody', '1 partner', '2 partners'],
  );
  assert.equal(createWords(kStrings, 'cs')('days', { count: 3 }), '3 dny');
  assert.equal(english('days', { count: 0 }), '0 days');
  assert.equal(english('days', {}), '{count} days');
});

test('lists and dates are written as the language writes them', () => {
  const list = { list: '{items}', date: '{at}' };
  assert.equal(createWords(list, 'en-GB')('list', { items: ['a', 'b', 'c'] }), 'a, b and c');
  assert.equal(createWords(list, 'de')('list', { items: ['a', 'b', 'c'] }), 'a, b und c');
  assert.equal(createWords(list, 'en')('list', { items: [] }), '');
  const at = new Date(2026, 10, 22);
  assert.equal(createWords(list, 'en-GB')('date', { at }), '22 Nov');
  assert.equal(createWords(list, 'en-US')('date', { at }), 'Nov 22');
  assert.equal(createWords(list, 'en')('date', { at: new Date(NaN) }), '');
});

test('a language that Intl refuses reads as English and never throws', () => {
  const words = createWords({ partners: kStrings.partners, list: '{items}' }, 'C');
  assert.equal(words('partners', { count: 2 }), '2 partners');
  for (const language of ['', 'C', 'en_US', 'xx-not-a-language-tag-at-all', '💬', undefined, null, 7])
    assert.equal(
      createWords({ list: '{items}' }, /** @type {string} */ (language))('list', { items: ['a'] }),
      'a',
    );
});

test('every language has the words of the first layer, with the same places', () => {
  const folder = new URL('../../../web/strings/', import.meta.url);
  const read = (name) => JSON.parse(readFileSync(new URL(name, folder), 'utf8'));
  const english = read('en.json');
  const placesOf = (message) =>
    [...new Set(JSON.stringify(message?.other ?? message).match(/\{\w+\}/g))].sort().join();
  const keys = Object.keys(english).filter((key) => /^firstLayer\.|^purpose\..*\.short$/.test(key));
  assert.ok(keys.length > 20);
  for (const name of readdirSync(folder).filter((file) => file.endsWith('.json'))) {
    const words = read(name);
    for (const key of keys) assert.equal(placesOf(words[key]), placesOf(english[key]), `${name} ${key}`);
  }
});
