// The core of the profile as the shell uses it: one proposal a visit, none after a refusal, files read and not kept.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import test, { afterEach } from 'node:test';
import createProfile from '../../../web/engine/profile-core.js';
import { usePage } from './page.js';

const read = (/** @type {string} */ file) => readFileSync(new URL(`../../../${file}`, import.meta.url));
const { config, catalog } = JSON.parse(read('tests/conformance/recommend/store.json').toString());
const text = JSON.stringify;
const configText = text({
  ...config,
  profile: {
    questions: [
      { signal: 'interest.category', kind: 'multiple', from: 'category', proposeAfter: 3 },
      { signal: 'interest.colour', kind: 'single', from: 'tag:colour' },
    ],
  },
});

const leaving = /** @type {(() => void)[]} */ ([]);
afterEach(() => leaving.splice(0).forEach((leave) => leave()));

/** A page of a visit: the stores of the one before, if any. */
const open = async (/** @type {ReturnType<typeof usePage>} */ page) => ({
  page,
  core: await createProfile({
    base: '',
    configText,
    bytes: read('build/wasm/profile_core.wasm'),
    catalog: text(catalog),
  }),
});

const visit = () => {
  const page = usePage();
  leaving.push(page.leave);
  return open(page);
};

const { meaning } = await (async () => {
  const { startInNode } = await import('../../wasm/lib/start.mjs');
  const core = await startInNode('profile_core');
  return JSON.parse(core.loadConfig(configText)).value;
})();

const granted = (/** @type {string} */ purpose) => ({
  purpose,
  granted: true,
  at: '2026-11-01T08:00:00Z',
  control: 'switch',
  surface: 'choices',
  text: `sha256:${'a'.repeat(64)}`,
  language: 'en',
});

/** @param {string[]} purposes that are granted @param {string[]} items that were looked at */
const known = (purposes, items) => ({
  environment: {
    now: '2026-11-22T01:17:56Z',
    jurisdiction: 'FR',
    jurisdictionSource: 'attribute',
    gpc: false,
    language: 'en',
    ageBand: null,
  },
  state: {
    schema: 'say-so-state/1',
    meaning,
    policy: 'EU-FR@2026-11',
    choices: purposes.map(granted),
    lastSeen: '2026-11-21T10:00:00Z',
  },
  profile: { schema: 'say-so-profile/1', attributes: [] },
  signals: {
    schema: 'say-so-signals/1',
    entries: items.map((of) => ({ signal: 'viewed', of, at: '2026-11-20T12:00:00Z' })),
  },
});

const kKitchen = known(['history', 'stated'], ['cup', 'pot', 'tray']);
const kProposal = { signal: 'interest.category', value: 'Kitchen', count: 3 };

test('a proposal stands on its page and is not made again by the next of the visit', async () => {
  const { core, page } = await visit();
  assert.deepEqual(core.look(kKitchen).proposal, kProposal);
  assert.deepEqual(core.look(kKitchen).proposal, kProposal);
  const next = await open(page);
  assert.equal(next.core.look(kKitchen).proposal, undefined);
  assert.equal(next.core.look(kKitchen).guesses.length, 1);
  page.session.clear();
  assert.deepEqual((await open(page)).core.look(kKitchen).proposal, kProposal);
});

test('what was refused is not proposed in any later visit, and no other in its place', async () => {
  const { core, page } = await visit();
  const more = known(['history', 'stated'], ['cup', 'pot', 'tray', 'fork', 'seeds']);
  core.refuse(core.look(more).proposal ?? assert.fail('nothing was proposed'));
  assert.equal(core.look(more).proposal, undefined);
  page.session.clear();
  assert.equal((await open(page)).core.look(kKitchen).proposal, undefined);
  assert.deepEqual(JSON.parse(page.local.get('say-so.refused') ?? '').refused, [
    { signal: 'interest.category', value: 'Kitchen' },
  ]);
});

test('who wants quiet, or denies the history or the answer, is proposed nothing and nothing is noted', async () => {
  const { core, page } = await visit();
  page.local.set('say-so.quiet', '1');
  assert.equal(core.look(kKitchen).proposal, undefined);
  page.local.delete('say-so.quiet');
  assert.equal(core.look(known(['stated'], ['cup', 'pot', 'tray'])).proposal, undefined);
  assert.equal(core.look(known(['history'], ['cup', 'pot', 'tray'])).proposal, undefined);
  assert.deepEqual([page.local.size, page.session.size], [0, 0]);
});

test('a garbled list of refusals is no list, and no reason to fail', async () => {
  const { core, page } = await visit();
  page.local.set('say-so.refused', '{"refused":7');
  assert.deepEqual(core.look(kKitchen).proposal, kProposal);
});

test('an answer and a file are checked, with the place of a fault', async () => {
  const { core } = await visit();
  core.check('interest.colour', ['red']);
  assert.throws(() => core.check('interest.colour', ['red', 'blue']), { code: 'too-large', at: '/value' });
  assert.deepEqual(core.facets().categories[0], 'Kitchen');
  const file = (/** @type {unknown} */ value) =>
    text({
      schema: 'say-so-profile/1',
      attributes: [{ signal: 'interest.colour', value, at: '2026-11-10T12:00:00Z' }],
    });
  assert.deepEqual(core.readImport(kKitchen, file(['red'])), {
    add: [{ signal: 'interest.colour', value: ['red'] }],
    left: [],
  });
  assert.throws(() => core.readImport(kKitchen, file(['mauve'])), {
    code: 'bad-value',
    at: '/attributes/0/value/0',
  });
});
