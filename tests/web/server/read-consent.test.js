// The server's reader beside the core: never laxer, and as open where it should be. Needs the built Wasm module.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import test from 'node:test';
import { brotliCompressSync } from 'node:zlib';
import { build } from 'esbuild';
import { createConsent } from '../../../web/engine/consent.js';
import { readConsent, renewConsent } from '../../../web/server/read-consent.js';
import { sha256 } from '../../../web/server/sha256.js';

const purposes = [
  { id: 'necessary', required: true },
  { id: 'history', feeds: 'model' },
  { id: 'analytics', class: 'analytics' },
  { id: 'ads', class: 'marketing', lifetime: 'P90D' },
  { id: 'media', class: 'functional' },
  { id: 'health', class: 'sensitive' },
];
const services = [
  { id: 'shop', name: 'Shop', purposes: ['necessary'] },
  { id: 'plaincount', name: 'Plaincount', purposes: ['analytics'] },
  { id: 'adcount', name: 'Adcount', purposes: ['analytics', 'ads'] },
  { id: 'films', name: 'Films', purposes: ['necessary', 'media'] },
];
const configText = JSON.stringify({
  schema: 'say-so-config/1',
  site: { name: 'Shop', controller: { name: 'Shop Ltd' } },
  jurisdiction: { source: [], fallback: 'strictest' },
  purposes,
  services,
  signals: [{ id: 'viewed', purpose: 'history', provenance: 'observed' }],
});
const bytes = readFileSync(new URL('../../../build/wasm/consent.wasm', import.meta.url));
const core = await createConsent({ base: '', configText, bytes });
const { meaning } = core;

const environmentAt = (now, change = {}) => ({
  now,
  jurisdiction: 'FR',
  jurisdictionSource: 'attribute',
  gpc: false,
  language: 'en',
  ageBand: null,
  ...change,
});
const kNow = '2026-11-22T12:00:00Z';
const kSwitch = { control: 'switch', surface: 'choices', steps: 2 };
const stateOf = (choices, how = kSwitch, state = '', environment = environmentAt(kNow)) =>
  core.choose(state, environment, choices, how).stateText;
const read = (text, change = {}) =>
  readConsent(`a=1; say-so=${text}; b=2`, { meaning, now: kNow, purposes, services, ...change });

// A seeded generator: a failing case can be run again.
const createRandom = (seed) => () => {
  seed = (seed * 1664525 + 1013904223) >>> 0;
  return seed / 2 ** 32;
};

test('what was granted by choice is granted, with the services that need nothing else', () => {
  const text = stateOf([
    { purpose: 'analytics', granted: true },
    { purpose: 'media', granted: true },
    { purpose: 'ads', granted: false },
    { service: 'plaincount', granted: false },
  ]);
  assert.deepEqual(read(text), {
    isRead: true,
    purposes: ['analytics', 'media'],
    services: ['films'],
    refused: ['ads', 'plaincount'],
  });
});

test('property: over random states of the core nothing is granted that the core denies', () => {
  const random = createRandom(20261122);
  const pick = (list) => list[Math.floor(random() * list.length)];
  const targets = [
    ...purposes.slice(1).map(({ id }) => ({ purpose: id })),
    ...services.map(({ id }) => ({ service: id })),
    { signal: 'viewed' },
  ];
  const granted = (list) => list.filter((one) => one.granted && one.basis === 'choice').map(({ id }) => id);
  let compared = 0;
  let equal = 0;
  for (let round = 0; round < 400; round++) {
    let state = '';
    let time = Date.parse('2026-01-15T10:00:00Z');
    const at = () => new Date(time).toISOString().replace(/\.\d+/, '');
    const place = () => ({ jurisdiction: pick(['FR', 'DE', 'US-CA', 'JP', null]), gpc: random() < 0.3 });
    for (let step = 0; step < 5; step++) {
      time += Math.floor(random() * 40 * 86_400) * 1000;
      const choices =
        random() < 0.2
          ? [{ all: true, granted: random() < 0.7 }]
          : [{ ...pick(targets), granted: random() < 0.6 }];
      const control = pick(['accept-all', 'reject-all', 'save', 'switch', 'ask', 'profile-save']);
      state = stateOf(
        choices,
        { control, surface: 'choices', steps: 2 },
        state,
        environmentAt(at(), place()),
      );
    }
    time += Math.floor(random() * 300 * 86_400 - 20 * 86_400) * 1000;
    const ageBand = pick([null, null, null, 'adult', '16-17', 'under-13']);
    const environment = environmentAt(at(), { ...place(), ageBand });
    const decision = core.evaluate(state, environment);
    const answer = read(state, { now: environment.now, gpc: environment.gpc, ageBand });
    assert.equal(answer.isRead, true);
    const allowed = { purposes: granted(decision.purposes), services: granted(decision.services) };
    for (const kind of ['purposes', 'services'])
      for (const id of answer[kind])
        assert.ok(allowed[kind].includes(id), `${kind} ${id} in ${state} at ${environment.now}`);
    for (const id of answer.refused.filter((one) => purposes.some((purpose) => purpose.id === one)))
      assert.equal(decision.purposes.find((one) => one.id === id).granted, false);
    // Where the shortest lifetime is the place's own and no signal speaks, both say the same.
    if (environment.jurisdiction !== 'FR' || environment.gpc || (ageBand ?? 'adult') !== 'adult') continue;
    compared++;
    const plain = allowed.purposes.filter((id) => id !== 'health');
    if (JSON.stringify(plain) === JSON.stringify(answer.purposes)) equal++;
  }
  assert.ok(compared > 20);
  // The days past the 28th aside.
  assert.ok(equal / compared > 0.9, `${equal} of ${compared}`);
});

test('a text that was cut or touched grants nothing, and counts as refused', () => {
  const text = stateOf([{ all: true, granted: true }], { control: 'accept-all', surface: 'first-layer' });
  assert.ok(read(text).purposes.length);
  const closed = { isRead: false, purposes: [], services: [] };
  for (let i = 1; i < text.length; i++) {
    const touched = text.slice(0, i) + (text[i] === 'a' ? 'b' : 'a') + text.slice(i + 1);
    for (const broken of [text.slice(0, i), touched]) {
      const { refused, ...answer } = read(broken);
      assert.deepEqual(answer, closed, broken);
      assert.ok(refused.includes('analytics'));
      assert.equal(renewConsent(`say-so=${broken}`), null);
    }
  }
  assert.equal(read(`2.${text.slice(2)}`).isRead, false);
  assert.equal(readConsent(`say-so=${text}; say-so=${text}`, { meaning, now: kNow, purposes }).isRead, false);
  for (const header of [null, undefined, '', 'say-so-x=1', 'other=say-so'])
    assert.deepEqual(readConsent(header, { meaning, now: kNow, purposes }), { ...closed, refused: [] });
});

test('one thing chosen twice under a check that holds is refused', () => {
  const body = `${stateOf([{ purpose: 'ads', granted: false }]).slice(0, -5)}*pads`;
  const check = createHash('sha256').update(body).digest('base64url').slice(0, 4);
  assert.equal(read(`${body}.${check}`).isRead, false);
});

test('another config, a date that is none and a clock before the choice grant nothing', () => {
  const text = stateOf([{ purpose: 'media', granted: true }]);
  assert.deepEqual(read(text).purposes, ['media']);
  assert.deepEqual(read(text, { meaning: `sha256:${'0'.repeat(64)}` }).purposes, []);
  assert.deepEqual(read(text, { now: 'soon' }).purposes, []);
  assert.deepEqual(read(text, { now: '2026-11-22T11:59:59Z' }).purposes, []);
  assert.deepEqual(read(text, { lifetime: 'whatever' }).purposes, []);
  assert.deepEqual(read(text, { lifetime: 'PT6M' }).purposes, []);
});

test('a consent lives as long as told, six months if not told, and no longer than its purpose says', () => {
  const text = stateOf([
    { purpose: 'media', granted: true },
    { purpose: 'ads', granted: true },
  ]);
  assert.deepEqual(read(text, { now: '2027-02-20T11:59:59Z' }).purposes, ['ads', 'media']);
  assert.deepEqual(read(text, { now: '2027-02-20T12:00:00Z' }).purposes, ['media']);
  assert.deepEqual(read(text, { now: '2027-05-22T11:59:59Z' }).purposes, ['media']);
  assert.deepEqual(read(text, { now: '2027-05-22T12:00:00Z' }).purposes, []);
  assert.deepEqual(read(text, { now: '2027-11-22T11:59:59Z', lifetime: 'P12M' }).purposes, ['media']);
});

test('renewing gives back what the core wrote, for a script to read, and nothing where there is nothing', () => {
  const text = stateOf([{ all: true, granted: false }]);
  assert.equal(
    renewConsent(`x=1; say-so=${text}`, { domain: 'shop.example' }),
    `say-so=${text}; Max-Age=33955200; Path=/; SameSite=Lax; Domain=shop.example; Secure`,
  );
  assert.equal(renewConsent('x=1'), null);
});

test('the hash is SHA-256, over every length around its blocks', () => {
  for (let length = 0; length < 200; length++) {
    const text = 'say-so!'.repeat(30).slice(0, length);
    assert.equal(Buffer.from(sha256(text)).toString('hex'), createHash('sha256').update(text).digest('hex'));
  }
});

test('it stays within 1,500 bytes of brotli', async () => {
  const { outputFiles } = await build({
    entryPoints: [new URL('../../../web/server/read-consent.js', import.meta.url).pathname],
    bundle: true,
    minify: true,
    format: 'esm',
    target: ['es2022'],
    write: false,
  });
  assert.ok(brotliCompressSync(outputFiles[0].contents).length < 1500);
});
