import assert from 'node:assert/strict';
import { test } from 'node:test';
import { figuresOf, figureText, priceText, currencyMarks } from '../../../web/elements/shared/numbers.js';

const sum = (values) => values.reduce((total, value) => total + value, 0);

test('plain rounding is kept where it adds up', () => {
  const figures = figuresOf(0.2121, [0.4179, 0.1762, 0.114, -0.0934, 0.0413]);
  assert.deepEqual(figures, {
    digits: 2,
    base: 21,
    parts: [42, 18, 11, -9, 4],
    part: 66,
    score: 87,
    adjusted: false,
  });
});

test('one digit more is shown where two do not add up', () => {
  const { digits, base, parts, part, score, adjusted } = figuresOf(0.104, [0.104, 0.104]);
  assert.deepEqual(
    { digits, base, parts, part, score, adjusted },
    {
      digits: 3,
      base: 104,
      parts: [104, 104],
      part: 208,
      score: 312,
      adjusted: false,
    },
  );
});

test('whatever the values, what is shown adds up, and no figure is further off than one unit', () => {
  let seed = 7;
  const random = () => (seed = (seed * 48271) % 2147483647) / 2147483647;
  for (let run = 0; run < 2000; run++) {
    const contributions = Array.from({ length: Math.floor(random() * 30) }, () => (random() - 0.4) * 0.5);
    const base = random() - 0.3;
    const { digits, parts, ...shown } = figuresOf(base, contributions);
    const unit = 10 ** digits;
    assert.ok(sum(parts) === shown.part);
    assert.ok(shown.base + shown.part === shown.score);
    assert.ok(shown.score === Math.round((base + sum(contributions)) * unit));
    assert.ok(Math.abs(shown.base - base * unit) <= 1);
    parts.forEach((figure, index) => assert.ok(Math.abs(figure - contributions[index] * unit) <= 1));
  }
});

test('a score without contributions is its base', () => {
  const { base, part, score } = figuresOf(0.123456, []);
  assert.equal(base, score);
  assert.equal(part, 0);
});

test('a signed figure says its sign, with a true minus, and zero has none', () => {
  assert.equal(figureText(42, 2, 'en', { signed: true }), '+0.42');
  assert.equal(figureText(-9, 2, 'en', { signed: true }), '−0.09');
  assert.equal(figureText(0, 2, 'en', { signed: true }), '0.00');
  assert.equal(figureText(-9, 2, 'de'), '−0,09');
});

test('a price follows the language, and an unknown currency is still a number', () => {
  assert.equal(priceText(2.95, 'GBP', 'en'), '£2.95');
  assert.equal(priceText(15, 'GBP', 'en', { short: true }), '£15');
  assert.equal(priceText(2.5, undefined, 'de'), '2,5');
  assert.equal(priceText(2.5, 'no currency', 'en'), '2.5');
});

test('a currency sign stands where the language puts it', () => {
  assert.deepEqual(currencyMarks('GBP', 'en'), { before: '£', after: '' });
  assert.deepEqual(currencyMarks('EUR', 'de'), { before: '', after: '€' });
  assert.deepEqual(currencyMarks(undefined, 'en'), { before: '', after: '' });
});
