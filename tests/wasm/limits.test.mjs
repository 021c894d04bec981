// The sizes that docs/threat-model.md states: what is as large is taken, one more is refused by its name, and the module
// answers afterwards as before.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import test from 'node:test';
import { environment } from '../../demo/data/shoppers.mjs';
import { startInNode } from './lib/start.mjs';

const root = new URL('../../', import.meta.url);
const read = (/** @type {string} */ file) => readFileSync(new URL(file, root), 'utf8');
const text = JSON.stringify;

/** `ok`, or the code. @param {string} reply */
const outcomeOf = (reply) => {
  const { ok, error } = JSON.parse(reply);
  return ok ? 'ok' : error.code;
};

const kMost = { deep: 64, bytes: 1_048_576, string: 65_536 };
const config = read('tests/conformance/consent/config.json');
const nested = (/** @type {number} */ depth) => '['.repeat(depth) + ']'.repeat(depth);
const filled = (/** @type {string} */ json, /** @type {number} */ bytes) =>
  json + ' '.repeat(bytes - Buffer.byteLength(json));

test('JSON has at most 1 MiB and 64 levels', async () => {
  const consent = await startInNode('consent');
  assert.equal(outcomeOf(consent.loadConfig(filled(config, kMost.bytes))), 'ok');
  assert.equal(outcomeOf(consent.loadConfig(filled(config, kMost.bytes + 1))), 'too-large');
  assert.equal(outcomeOf(consent.loadConfig(nested(kMost.deep))), 'wrong-type');
  assert.equal(outcomeOf(consent.loadConfig(nested(kMost.deep + 1))), 'too-deep');
  assert.equal(outcomeOf(consent.loadConfig(config)), 'ok');
});

test('TC and GPP strings have at most 64 KiB', async () => {
  const iab = await startInNode('iab');
  const cases = [
    ['decodeTc', 'tcf_roundtrip', ''],
    ['decodeGpp', 'gpp_roundtrip'],
  ];
  for (const [decode, file, ...now] of cases) {
    const [{ string }] = JSON.parse(read(`tests/conformance/iab/${file}.json`)).cases;
    const code = (/** @type {string} */ given) => outcomeOf(iab[decode](given, ...now));
    assert.notEqual(code('A'.repeat(kMost.string)), 'too-large', decode);
    assert.equal(code('A'.repeat(kMost.string + 1)), 'too-large', decode);
    assert.equal(code(string), 'ok', decode);
  }
});

/** The small store, and a visitor who allows everything. */
const openStore = async () => {
  const explain = await startInNode('explain');
  const store = JSON.parse(read('tests/conformance/recommend/store.json'));
  for (const part of ['Config', 'Catalog', 'Model'])
    assert.equal(outcomeOf(explain[`load${part}`](text(store[part.toLowerCase()]))), 'ok', part);
  const [first] = read('tests/conformance/recommend/cases.jsonl').split('\n');
  const { request } = JSON.parse(first);
  return {
    request,
    code: (/** @type {object} */ change) => outcomeOf(explain.rank(text({ ...request, ...change }))),
  };
};

test('a list has at most 1,000 items', async () => {
  const { code } = await openStore();
  assert.deepEqual([code({ limit: 1000 }), code({ limit: 1001 })], ['ok', 'out-of-range']);
});

test('what was seen has at most 10,000 entries', async () => {
  const { code } = await openStore();
  const entry = { signal: 'viewed', of: 'cup', at: '2026-11-01T08:00:00Z' };
  const seen = (/** @type {number} */ count) => ({
    signals: { schema: 'say-so-signals/1', entries: Array(count).fill(entry) },
  });
  assert.deepEqual([code(seen(10_000)), code(seen(10_001))], ['ok', 'too-large']);
});

test('a profile has at most 200 answers, and an answer 200 values', async () => {
  const { code } = await openStore();
  const of = (/** @type {object[]} */ attributes) => ({
    profile: { schema: 'say-so-profile/1', attributes },
  });
  const answer = (/** @type {string} */ signal, /** @type {string[]} */ value) => ({
    signal,
    value,
    at: '2026-11-01T08:00:00Z',
  });
  const values = (/** @type {number} */ count) => Array.from({ length: count }, (_, at) => `v${at}`);
  assert.notEqual(code(of([answer('interest.category', values(200))])), 'too-large');
  assert.equal(code(of([answer('interest.category', values(201))])), 'too-large');
  const answers = values(201).map((signal) => answer(signal, ['x']));
  assert.notEqual(code(of(answers.slice(1))), 'too-large');
  assert.equal(code(of(answers)), 'too-large');
});

test('the choice cookie has at most 2,048 characters: refusals stay, grants go', async () => {
  const consent = await startInNode('consent');
  const id = (/** @type {number} */ at) => `service-with-a-rather-long-name-${at}`;
  const numbers = Array.from({ length: 80 }, (_, at) => at);
  const services = numbers.map((at) => ({
    id: id(at),
    name: id(at),
    purposes: ['ads'],
    domains: ['a.example'],
  }));
  assert.equal(outcomeOf(consent.loadConfig(text({ ...JSON.parse(config), services }))), 'ok');
  const place = text(environment);
  const how = text({ control: 'save', surface: 'choices', language: 'en', steps: 1 });
  const isRefused = (/** @type {number} */ at) => at % 8 === 0;
  const choices = [
    { purpose: 'ads', granted: true },
    ...numbers.map((at) => ({ service: id(at), granted: !isRefused(at) })),
  ];
  const { value } = JSON.parse(consent.choose('null', place, text(choices), how));
  assert.ok(value.stateText.length <= 2048, String(value.stateText.length));
  const { value: decision } = JSON.parse(consent.evaluate(value.stateText, place));
  const granted = new Set(
    decision.services.filter((/** @type {any} */ one) => one.granted).map((/** @type {any} */ one) => one.id),
  );
  for (const at of numbers) if (isRefused(at)) assert.ok(!granted.has(id(at)), id(at));
});
