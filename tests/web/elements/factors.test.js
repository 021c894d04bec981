import assert from 'node:assert/strict';
import { test } from 'node:test';
import { phraseOf, sentenceOf } from '../../../web/elements/shared/factors.js';
import { pieces } from '../../../web/elements/shared/rich.js';
import { sayer } from './words.js';

const config = {
  site: { name: 'Fern & Finch' },
  purposes: [],
  signals: [
    { id: 'interest.colour', purpose: 'stated', provenance: 'stated' },
    { id: 'interest.price', purpose: 'stated', provenance: 'stated' },
    { id: 'viewed', purpose: 'history', provenance: 'observed' },
    { id: 'season', purpose: 'context', provenance: 'contextual' },
  ],
  profile: {
    questions: [
      { signal: 'interest.colour', kind: 'multiple', from: 'tag:colour' },
      { signal: 'interest.price', kind: 'range', from: 'price', unit: 'GBP' },
    ],
  },
};
const naming = {
  say: sayer('en'),
  config,
  slate: { personalized: true, items: [], mentions: { 22386: { title: 'Jumbo bag red retrospot' } } },
  language: 'en',
};
const viewed = { signal: 'viewed', of: '22386', purpose: 'history', provenance: 'observed', value: 0.42 };
const red = { signal: 'interest.colour', of: 'red', purpose: 'stated', provenance: 'stated', value: 0.18 };
const price = {
  signal: 'interest.price',
  of: '1-15',
  range: { min: 1, max: 15 },
  purpose: 'stated',
  provenance: 'stated',
  value: 0.05,
};

const rationaleOf = (contributions, key, args = {}) => ({
  item: '1',
  rank: 1,
  score: 1,
  base: 0,
  contributions,
  sentence: { key, args },
});

const sentence = (rationale, say = naming.say) => {
  const { key, args } = sentenceOf(rationale, { ...naming, say });
  return pieces(say, key, args)
    .map(({ text }) => text)
    .join('');
};

const both = rationaleOf([viewed, red], 'why.viewed-stated', { item: '22386', of: 'red' });

test('the sentence names the item and the datum, not their ids', () => {
  assert.equal(sentence(both), 'Because you looked at Jumbo bag red retrospot and told us you like red.');
  assert.equal(
    sentence(rationaleOf([viewed, red], 'why.viewed', { item: '22386' })),
    'Because you looked at Jumbo bag red retrospot.',
  );
  assert.equal(
    sentence(rationaleOf([red, price], 'why.price', { of: '1-15' })),
    'Because you told us you like to spend £1 to £15.',
  );
});

test('the sentence is said in the other language', () => {
  assert.equal(
    sentence(both, sayer('de')),
    'Weil Sie Jumbo bag red retrospot angesehen und uns gesagt haben, dass Sie Rot mögen.',
  );
});

test('a sentence that the words do not know falls back to the strongest contribution', () => {
  assert.equal(sentence(rationaleOf([red, viewed], 'why.tomorrow')), 'Because you told us you like red.');
});

test('what lowers an item is never given as its reason', () => {
  assert.equal(
    sentence(rationaleOf([{ ...viewed, value: -0.1 }], 'why.popularPersonal')),
    'Because many people buy it. Nothing you did or told us raised it.',
  );
  assert.equal(
    sentence(rationaleOf([], 'why.popular')),
    'Because many people buy it. Nothing about you was used.',
  );
});

test('names in a sentence are pieces of their own, whatever stands in them', () => {
  const title = 'Bag {of} <b>red</b> $& \ue000';
  const { key, args } = sentenceOf(rationaleOf([viewed], 'why.viewed', { item: '22386' }), {
    ...naming,
    slate: { ...naming.slate, mentions: { 22386: { title } } },
  });
  assert.deepEqual(
    pieces(naming.say, key, args).filter(({ name }) => name),
    [{ text: title, name: 'item' }],
  );
});

test('a signal nobody knows is still named', () => {
  const { key, args } = phraseOf('factor', { signal: 'weather', of: 'rain' }, naming);
  assert.equal(naming.say(key, args), 'weather: rain');
});
