// The review's module gives the same bytes as the native program: the store's own files, with some of its shoppers.
import assert from 'node:assert/strict';
import test from 'node:test';
import { reviewLines, sampleTexts, saySo, settings } from '../e2e/lib/review-sample.mjs';
import { startInNode } from './lib/start.mjs';

const texts = sampleTexts(24);
const core = await startInNode('review');
for (const load of ['config', 'catalog', 'model', 'shoppers']) {
  const answer = JSON.parse(core[`load${load[0].toUpperCase()}${load.slice(1)}`](texts[load]));
  assert.ok(answer.ok, JSON.stringify(answer));
}

test('every setting: the same bytes in Wasm and natively', () => {
  const measured = settings().map((setting) => core.measure(setting));
  assert.deepEqual(measured, reviewLines(texts, settings()));
  const reports = measured.map((line) => JSON.parse(line).value);
  assert.equal(reports.length, 29);
  assert.equal(reports[0].shoppers, JSON.parse(texts.shoppers).shoppers.length);
  // What may be used changes lists, or nothing was compared.
  const figures = reports.map(({ accuracy, variety }) => JSON.stringify([accuracy, variety]));
  assert.ok(new Set(figures).size > 15, `${new Set(figures).size} different ones`);
});

test('settings that are refused: the same bytes', () => {
  const wrong = [
    '{"id":"x","purposes":["none"]}',
    '{"id":"x"}',
    '{',
    '{"id":"x","purposes":[],"against":"y"}',
  ];
  const refused = wrong.map((setting) => core.measure(setting));
  assert.deepEqual(refused, reviewLines(texts, wrong));
  assert.ok(refused.slice(1).every((line) => !JSON.parse(line).ok));
});

test('one shopper’s list, and what would change it: the same bytes', () => {
  const { shoppers, ...shop } = texts;
  const [{ id }] = JSON.parse(shoppers).shoppers.slice(3);
  const setting = { id: 'x', purposes: ['history', 'stated'], controls: { variety: 'mixed' } };
  const request = JSON.stringify(JSON.parse(core.requestOf(JSON.stringify(setting), id)).value);
  const slate = core.rank(request);
  const changes = core.counterfactuals(request, '');
  assert.ok(JSON.parse(slate).ok && JSON.parse(changes).ok);
  // The program says both in one answer.
  const whole = `${slate.slice(0, -2)},"counterfactuals":${changes.slice('{"ok":true,"value":'.length, -1)}}}`;
  assert.deepEqual(reviewLines(shop, [request], ['rank']), [whole]);
});

test('a trial’s plan, its result and its refusals: the same bytes', () => {
  const questions = [
    { base: 0.03, lift: 0.1, visitorsPerDay: 5000 },
    { base: 0.2, lift: -0.05, share: 0.5, visitorsPerDay: 10, confidence: 0.9, power: 0.3 },
    { control: { visitors: 20000, bought: 600 }, treated: { visitors: 20000, bought: 680 } },
    { control: { visitors: 10, bought: 0 }, treated: { visitors: 10, bought: 0 } },
    // More than 32 bits hold.
    { control: { visitors: 1e12, bought: 5e11 }, treated: { visitors: 9e11, bought: 5e11 }, confidence: 0.5 },
    { base: 0.5, lift: 2 },
    { control: { visitors: 1, bought: 2 } },
  ].map((question) => JSON.stringify(question));
  const answers = questions.map((question) => core.trial(question));
  assert.deepEqual(answers, saySo(['audit', 'trial'], questions));
  assert.deepEqual(
    answers.map((answer) => JSON.parse(answer).ok),
    [true, true, true, true, true, false, false],
  );
});
